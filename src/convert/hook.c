/* SPDX-License-Identifier: BSD-2-Clause
 *
 * hook.c - hooks, and which of them takes what
 */
#include <config.h>
#include <string.h>
#include <liaison/convert.h>
#include <liaison/text.h>
#include "sniff.h"

struct hook *hook_new(const char *name)
{
	struct hook *hook = g_new0(struct hook, 1);

	hook->name = g_strdup(name);
	hook->types = g_ptr_array_new_with_free_func(g_free);
	hook->suffixes = g_ptr_array_new_with_free_func(g_free);
	hook->command = g_ptr_array_new_with_free_func(g_free);
	hook->timeout_ms = 120 * 1000;
	hook->memory = (gsize)1024 * 1024 * 1024;
	hook->output_size = (gsize)64 * 1024 * 1024;
	hook->output_files = 100;
	hook->processes = 64;
	return hook;
}

void hook_free(struct hook *hook)
{
	if (!hook)
		return;
	g_free(hook->name);
	g_ptr_array_unref(hook->types);
	g_ptr_array_unref(hook->suffixes);
	g_ptr_array_unref(hook->command);
	g_free(hook->produces);
	g_free(hook);
}

static gboolean takes_type(const struct hook *hook, const char *type)
{
	for (guint i = 0; type && i < hook->types->len; i++)
		if (text_glob(g_ptr_array_index(hook->types, i), type))
			return TRUE;
	return FALSE;
}

static gboolean has_suffix(const char *filename, const char *suffix)
{
	const char *dot = filename ? strrchr(filename, '.') : NULL;

	return dot && g_ascii_strcasecmp(suffix, dot + 1) == 0;
}

static gboolean takes_suffix(const struct hook *hook, const char *filename)
{
	for (guint i = 0; i < hook->suffixes->len; i++)
		if (has_suffix(filename, g_ptr_array_index(hook->suffixes, i)))
			return TRUE;
	return FALSE;
}

/* Does the name or the declared type say that it is a zip inside? An encrypted .docx says so and is an OLE storage. */
static gboolean claims_zip(const char *declared_type, const char *filename)
{
	static const char *const zipped[] = { "docx", "dotx", "docm", "dotm", "pptx", "xlsx", "odt", "ods", "odp", "zip" };

	for (guint i = 0; i < G_N_ELEMENTS(zipped); i++)
		if (has_suffix(filename, zipped[i]))
			return TRUE;
	return declared_type && (strstr(declared_type, "openxmlformats") || strstr(declared_type, "opendocument"));
}

/* Zip and OLE storages in which nothing says what they hold: there type and name say more than the bytes do, unless they contradict them. */
static gboolean bytes_decide(const char *sniffed, const char *declared_type, const char *filename)
{
	if (strcmp(sniffed, "application/zip") == 0)
		return FALSE;
	if (strcmp(sniffed, "application/x-ole-storage") == 0)
		return claims_zip(declared_type, filename);
	return TRUE;
}

/* A hook that names only suffixes takes a file that is what its suffix says. */
static gboolean suffix_fits(const char *filename, const char *sniffed)
{
	static const struct { const char *suffixes, *type; } table[] = {
		{ " docx docm dotx dotm ", SNIFFED_WORD }, { " xlsx xlsm xltx xltm ", SNIFFED_EXCEL }, { " pptx pptm potx ppsx ", SNIFFED_POWERPOINT },
		{ " doc dot ", "application/msword" }, { " xls xlt ", "application/vnd.ms-excel" }, { " ppt pot pps ", "application/vnd.ms-powerpoint" },
		{ " odt ", SNIFFED_OASIS "text" }, { " ott ", SNIFFED_OASIS "text-template" }, { " ods ", SNIFFED_OASIS "spreadsheet" },
		{ " odp ", SNIFFED_OASIS "presentation" }, { " pdf ", "application/pdf" }, { " rtf doc ", "text/rtf" },
	};
	const char *dot = filename ? strrchr(filename, '.') : NULL;
	g_autofree char *lower = dot ? g_ascii_strdown(dot + 1, -1) : NULL, *word = dot ? g_strdup_printf(" %s ", lower) : NULL;

	for (guint i = 0; word && i < G_N_ELEMENTS(table); i++)
		if (strcmp(table[i].type, sniffed) == 0 && strstr(table[i].suffixes, word))
			return TRUE;
	return FALSE;
}

gboolean hook_takes(const struct hook *hook, const char *declared_type, const char *filename, GBytes *content)
{
	gsize length;
	const void *bytes = g_bytes_get_data(content, &length);
	const char *sniffed = convert_sniff(bytes, length);

	if (sniffed && bytes_decide(sniffed, declared_type, filename))
		return takes_type(hook, sniffed) || (suffix_fits(filename, sniffed) && takes_suffix(hook, filename));
	return takes_type(hook, declared_type) || takes_suffix(hook, filename) || takes_type(hook, sniffed);
}

gboolean hook_opens(const struct hook *hook)
{
	return hook->produces && strcmp(hook->produces, HOOK_PRODUCES_MEMBERS) == 0;
}

static gboolean makes_text(const struct hook *hook)
{
	return hook->produces && g_str_has_prefix(hook->produces, "text/");
}

gboolean hook_is_for_reading(const struct hook *hook)
{
	return makes_text(hook) && hook->use != HOOK_USE_PEOPLE;
}

gboolean hook_is_for_people(const struct hook *hook)
{
	return !hook_opens(hook) && (hook->use == HOOK_USE_PEOPLE || (hook->use == HOOK_USE_AUTO && !makes_text(hook)));
}
