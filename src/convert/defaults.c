/* SPDX-License-Identifier: BSD-2-Clause
 *
 * defaults.c - the hooks of a configuration that names none
 */
#include <config.h>
#include <liaison/convert.h>

#define OOXML "application/vnd.openxmlformats-officedocument."
#define OASIS "application/vnd.oasis.opendocument."
#define MACRO ".macroenabled.12"
#define QUICK 20
#define SLOW 120

static const struct {
	const char *name, *program, *produces;
	guint seconds;
	gsize memory;             /* MiB; 0: that of hook_new() */
	const char *types[20], *suffixes[20];
} defaults[] = {
	{ "letter", "liaison-letter", "text/html", QUICK, 0,
	  { OOXML "wordprocessingml.document", OOXML "wordprocessingml.template", "application/vnd.ms-word.document" MACRO, OASIS "text" },
	  { "docx", "docm", "dotx", "odt" } },
	{ "doc to html", "doc-to-html", "text/html", QUICK, 0, { "application/msword", "application/x-ole-storage" }, { "doc", "dot" } },
	{ "rtf to html", "liaison-letter", "text/html", QUICK, 0, { "text/rtf", "application/rtf", "text/richtext" }, { "rtf" } },
	{ "pdf to text", "pdf-to-text", "text/plain", QUICK, 0, { "application/pdf", "application/x-pdf" }, { "pdf" } },
	{ "unpack", "liaison-unpack", HOOK_PRODUCES_MEMBERS, QUICK, 0,
	  { "application/zip", "application/x-zip-compressed", "application/x-zip", "application/gzip", "application/x-7z-compressed" },
	  { "zip", "tar", "tgz", "gz", "7z" } },
	{ "winmail", "tnef-to-members", HOOK_PRODUCES_MEMBERS, QUICK, 0, { "application/ms-tnef", "application/vnd.ms-tnef" }, { NULL } },
	{ "mail", "message-to-members", HOOK_PRODUCES_MEMBERS, QUICK, 0, { "message/rfc822", "message/global" }, { "eml" } },
	{ "office to pdf", "office-to-pdf", "application/pdf", SLOW, 4096,
	  { "application/msword", "application/x-ole-storage", "text/rtf", "application/rtf", "text/richtext", OOXML "*", OASIS "*",
	    "application/vnd.ms-word*", "application/vnd.ms-excel*", "application/vnd.ms-powerpoint*" },
	  { "doc", "dot", "docx", "docm", "dotx", "dotm", "rtf", "odt", "ott", "ppt", "pptx", "pptm", "odp", "xls", "xlsx", "xlsm", "ods" } },
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
		hook->timeout_ms = defaults[i].seconds * 1000;
		if (defaults[i].memory)
			hook->memory = defaults[i].memory << 20;
		g_ptr_array_add(hooks, hook);
	}
}
