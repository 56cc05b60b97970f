/* SPDX-License-Identifier: BSD-2-Clause
 *
 * identify.c - what a file is, asked of a helper that runs as a hook does
 */
#include <config.h>
#include <string.h>
#include <liaison/convert.h>
#include <liaison/error.h>

#define SECONDS 10
#define TYPE_MAX 127

gboolean convert_is_unsure(const char *sniffed_type)
{
	static const char *const unsure[] = { "application/zip", "application/x-ole-storage", "application/msword", "application/vnd.ms-excel",
	                                      "application/vnd.ms-powerpoint" };    /* an OLE storage may hold others: which one is the whole? */

	for (guint i = 0; sniffed_type && i < G_N_ELEMENTS(unsure); i++)
		if (strcmp(sniffed_type, unsure[i]) == 0)
			return TRUE;
	return !sniffed_type;
}

/* The answer was written while a stranger's bytes were looked at: "a/b" in lower case, or nothing. */
static char *plain_type(GBytes *answer)
{
	static const char harmless[] = "abcdefghijklmnopqrstuvwxyz0123456789.+-_";
	gsize length;
	const char *text = g_bytes_get_data(answer, &length);
	g_autofree char *line = g_strndup(text, MIN(length, TYPE_MAX)), *type = g_ascii_strdown(g_strstrip(line), -1);
	gsize main_type = strspn(type, harmless);

	if (!main_type || type[main_type] != '/' || !type[main_type + 1] || type[main_type + 1 + strspn(type + main_type + 1, harmless)])
		return NULL;
	return g_steal_pointer(&type);
}

char *convert_identify(const struct convert_context *context, GBytes *content, GError **error)
{
	struct hook *hook = hook_new("what it is");
	g_autoptr(converted_t) converted = NULL;
	char *type = NULL;

	g_ptr_array_add(hook->command, g_build_filename(convert_programs(), "liaison-sniff", NULL));
	g_ptr_array_add(hook->command, g_strdup("%i"));
	g_ptr_array_add(hook->command, g_strdup("%o"));
	hook->produces = g_strdup("text/plain");
	hook->timeout_ms = SECONDS * 1000;
	hook->output_size = 4096;
	hook->output_files = 1;
	converted = convert_run(context, hook, NULL, NULL, content, error);
	hook_free(hook);
	if (!converted)
		return NULL;
	type = plain_type(((const struct converted_file *)g_ptr_array_index(converted->files, 0))->content);
	if (!type)
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "what the file is was answered by no type");
	return type;
}
