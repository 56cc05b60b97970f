/* SPDX-License-Identifier: BSD-2-Clause
 *
 * defaults.c - the hooks of a configuration that names none
 */
#include <config.h>
#include <liaison/convert.h>

#define OOXML "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const struct {
	const char *name, *program, *produces;
	const char *types[8], *suffixes[8];
} defaults[] = {
	{ "letter", "liaison-letter", "text/html",
	  { OOXML "document", OOXML "template", "application/vnd.ms-word.document.macroenabled.12", "application/vnd.oasis.opendocument.text" },
	  { "docx", "docm", "dotx", "odt" } },
	{ "doc to html", "doc-to-html", "text/html", { "application/msword", "application/x-ole-storage" }, { "doc", "dot" } },
	{ "rtf to html", "liaison-letter", "text/html", { "text/rtf", "application/rtf", "text/richtext" }, { "rtf" } },
	{ "pdf to text", "pdf-to-text", "text/plain", { "application/pdf", "application/x-pdf" }, { "pdf" } },
	{ "unpack", "liaison-unpack", HOOK_PRODUCES_MEMBERS,
	  { "application/zip", "application/x-zip-compressed", "application/x-zip", "application/gzip", "application/x-7z-compressed" },
	  { "zip", "tar", "tgz", "gz", "7z" } },
	{ "winmail", "tnef-to-members", HOOK_PRODUCES_MEMBERS, { "application/ms-tnef", "application/vnd.ms-tnef" }, { NULL } },
};

void convert_default_hooks(GPtrArray *hooks)
{
	for (guint i = 0; i < G_N_ELEMENTS(defaults); i++) {
		struct hook *hook = hook_new(defaults[i].name);

		for (guint k = 0; k < G_N_ELEMENTS(defaults[i].types) && defaults[i].types[k]; k++)
			g_ptr_array_add(hook->types, g_strdup(defaults[i].types[k]));
		for (guint k = 0; k < G_N_ELEMENTS(defaults[i].suffixes) && defaults[i].suffixes[k]; k++)
			g_ptr_array_add(hook->suffixes, g_strdup(defaults[i].suffixes[k]));
		g_ptr_array_add(hook->command, g_build_filename(convert_programs(), defaults[i].program, NULL));
		g_ptr_array_add(hook->command, g_strdup("%i"));
		g_ptr_array_add(hook->command, g_strdup("%o"));
		hook->produces = g_strdup(defaults[i].produces);
		hook->timeout_ms = 20 * 1000;
		g_ptr_array_add(hooks, hook);
	}
}
