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
static gboolean bytes_decide(const char *type, const struct convert_input *input)
{
	if (strcmp(type, "application/zip") == 0)
		return FALSE;
	if (strcmp(type, "application/x-ole-storage") == 0)
		return claims_zip(input->declared_type, input->filename);
	return TRUE;
}

/* A hook that names only suffixes takes a file that is what its suffix says; what a suffix says that we do not know is left to the hook. */
static gboolean suffix_fits(const char *filename, const char *type)
{
	static const struct { const char *suffixes, *type; } table[] = {
		{ " docx docm dotx dotm ", SNIFFED_WORD }, { " xlsx xlsm xltx xltm ", SNIFFED_EXCEL }, { " pptx pptm potx ppsx ", SNIFFED_POWERPOINT },
		{ " doc dot ", "application/msword" }, { " xls xlt ", "application/vnd.ms-excel" }, { " ppt pot pps ", "application/vnd.ms-powerpoint" },
		{ " odt ", SNIFFED_OASIS "text" }, { " ott ", SNIFFED_OASIS "text-template" }, { " ods ", SNIFFED_OASIS "spreadsheet" },
		{ " odp ", SNIFFED_OASIS "presentation" }, { " pdf ", "application/pdf" }, { " rtf doc ", "text/rtf" }, { " htm html ", "text/html" },
	};
	const char *dot = filename ? strrchr(filename, '.') : NULL;
	g_autofree char *lower = dot ? g_ascii_strdown(dot + 1, -1) : NULL, *word = dot ? g_strdup_printf(" %s ", lower) : NULL;
	gboolean known = FALSE;

	for (guint i = 0; word && i < G_N_ELEMENTS(table); i++) {
		gboolean named = strstr(table[i].suffixes, word) != NULL, is = strcmp(table[i].type, type) == 0;

		if (named && is)
			return TRUE;
		known |= named || is;
	}
	return !known;
}

/* Guesses at what words mean contradict nothing: a format of somebody's own may be written in words, or begin like a mail. */
static gboolean is_sure(const char *identified)
{
	if (strcmp(identified, "text/html") == 0 || strcmp(identified, "text/rtf") == 0)
		return TRUE;
	return !g_str_has_prefix(identified, "text/") && !g_str_has_prefix(identified, "message/") && !g_str_has_prefix(identified, "inode/")
		&& strcmp(identified, "application/octet-stream") != 0 && strcmp(identified, "application/zip") != 0;
}

static gboolean is_old_office(const char *type)
{
	return strcmp(type, "application/msword") == 0 || strcmp(type, "application/vnd.ms-excel") == 0 || strcmp(type, "application/vnd.ms-powerpoint") == 0;
}

/* What the bytes are, by both looks; NULL: nobody knows. An OLE storage of a kind that no hook may have heard of (a mail of Outlook's, an
 * encrypted docx) stays what it is: one that takes any of them is asked, and says why it cannot read it. */
static const char *type_of_bytes(const struct convert_input *input)
{
	const char *sniffed = input->sniffed_type, *identified = input->identified_type;

	if (!identified)
		return sniffed;
	if (sniffed && (is_old_office(sniffed) || strcmp(sniffed, "application/x-ole-storage") == 0))
		return is_old_office(identified) ? identified : "application/x-ole-storage";
	return is_sure(identified) ? identified : sniffed;
}

gboolean hook_takes(const struct hook *hook, const struct convert_input *input)
{
	const char *type = type_of_bytes(input);

	if (type && bytes_decide(type, input))
		return takes_type(hook, type) || (suffix_fits(input->filename, type) && takes_suffix(hook, input->filename));
	return takes_type(hook, input->declared_type) || takes_suffix(hook, input->filename) || takes_type(hook, type)
		|| takes_type(hook, input->identified_type);
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
