/* SPDX-License-Identifier: BSD-2-Clause
 *
 * hook.c - hooks, and which of them takes what
 */
#include <config.h>
#include <string.h>
#include <liaison/convert.h>
#include <liaison/text.h>

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

static const struct { const char *magic; gsize length; const char *type; } magics[] = {
	{ "%PDF-", 5, "application/pdf" },
	{ "PK\003\004", 4, "application/zip" },
	{ "PK\005\006", 4, "application/zip" },                           /* an empty one */
	{ "\320\317\021\340\241\261\032\341", 8, "application/x-ole-storage" },
	{ "{\\rtf", 5, "text/rtf" },
	{ "x\237>\"", 4, "application/ms-tnef" },
	{ "\037\213", 2, "application/gzip" },
	{ "7z\274\257\047\034", 6, "application/x-7z-compressed" },
	{ "Rar!\032\007", 6, "application/vnd.rar" },
	{ "\211PNG\r\n\032\n", 8, "image/png" },
	{ "\377\330\377", 3, "image/jpeg" },
	{ "GIF8", 4, "image/gif" },
};

const char *convert_sniff(const void *bytes, gsize length)
{
	for (guint i = 0; i < G_N_ELEMENTS(magics); i++)
		if (length >= magics[i].length && memcmp(bytes, magics[i].magic, magics[i].length) == 0)
			return magics[i].type;
	return NULL;
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
	static const char *const zipped[] = { "docx", "dotx", "docm", "pptx", "xlsx", "odt", "ods", "odp", "zip" };

	for (guint i = 0; i < G_N_ELEMENTS(zipped); i++)
		if (has_suffix(filename, zipped[i]))
			return TRUE;
	return declared_type && (strstr(declared_type, "openxmlformats") || strstr(declared_type, "opendocument"));
}

/* Zip and OLE storages hold many formats: there type and name say more than the first bytes do, unless they contradict them. */
static gboolean bytes_decide(const char *sniffed, const char *declared_type, const char *filename)
{
	if (strcmp(sniffed, "application/zip") == 0)
		return FALSE;
	if (strcmp(sniffed, "application/x-ole-storage") == 0)
		return claims_zip(declared_type, filename);
	return TRUE;
}

gboolean hook_takes(const struct hook *hook, const char *declared_type, const char *filename, GBytes *content)
{
	gsize length;
	const void *bytes = g_bytes_get_data(content, &length);
	const char *sniffed = convert_sniff(bytes, length);

	if (sniffed && bytes_decide(sniffed, declared_type, filename))
		return takes_type(hook, sniffed);
	return takes_type(hook, declared_type) || takes_suffix(hook, filename) || takes_type(hook, sniffed);
}
