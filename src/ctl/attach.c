/* SPDX-License-Identifier: BSD-2-Clause
 *
 * attach.c - liaisonctl attach: a file that did not come with the mail
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include "attach.h"
#include "changing.h"

static struct options { char *by, *name, *type; } options;

static const GOptionEntry entries[] = {
	{ "name", 'n', 0, G_OPTION_ARG_FILENAME, &options.name, "What it is called, if not as FILE is", "NAME" },
	{ "type", 't', 0, G_OPTION_ARG_FILENAME, &options.type, "Its media type, if not what its name says", "TYPE" },
	CHANGING_BY(&options.by),
	G_OPTION_ENTRY_NULL
};

/* By its name. What a file really is, the worker finds out before it converts it. */
char *attach_type(const char *name)
{
	static const struct { const char *suffix, *type; } types[] = {
		{ ".pdf", "application/pdf" }, { ".txt", "text/plain" }, { ".md", "text/plain" }, { ".html", "text/html" }, { ".htm", "text/html" },
		{ ".doc", "application/msword" }, { ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
		{ ".xls", "application/vnd.ms-excel" }, { ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
		{ ".ppt", "application/vnd.ms-powerpoint" }, { ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
		{ ".odt", "application/vnd.oasis.opendocument.text" }, { ".rtf", "application/rtf" }, { ".zip", "application/zip" },
		{ ".png", "image/png" }, { ".jpg", "image/jpeg" }, { ".jpeg", "image/jpeg" }, { ".eml", "message/rfc822" },
	};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (guint i = 0; i < G_N_ELEMENTS(types); i++)
		if (g_str_has_suffix(lower, types[i].suffix))
			return g_strdup(types[i].type);
	return g_strdup("application/octet-stream");
}

GBytes *attach_read(const struct settings *settings, const char *path, GError **error)
{
	return file_read(path, settings->limits.message_size, error);
}

static gboolean is_media_type(const char *text)
{
	const char *slash = strchr(text, '/');

	if (!slash || slash == text || !slash[1] || strlen(text) > 200)
		return FALSE;
	for (const char *p = text; *p; p++)
		if (p != slash && !g_ascii_isalnum(*p) && !strchr("!#$&-^_.+", *p))
			return FALSE;
	return TRUE;
}

char *attach_name(const char *path)
{
	g_autofree char *base = g_path_get_basename(path);

	return g_utf8_make_valid(base, -1);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct settings *settings = NULL;
	g_auto(changing_t) changing = { 0 };
	g_autoptr(GBytes) content = NULL;
	g_autofree char *name = NULL, *type = NULL;

	if (!changing_check_text("--name", options.name, error))
		return FALSE;
	if (options.type && !is_media_type(options.type)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is no media type, as \"application/pdf\"", options.type);
		return FALSE;
	}
	settings = ctl_settings(ctl, error);
	/* The file may be readable for root alone. */
	content = settings ? attach_read(settings, words[1], error) : NULL;
	if (!content || !changing_begin(&changing, ctl, words[0], options.by, error))
		return FALSE;
	name = options.name ? g_strdup(options.name) : attach_name(words[1]);
	type = options.type ? g_ascii_strdown(options.type, -1) : attach_type(name);
	change_attach(changing.change, name, type, content);
	attach_order_conversion(changing.change, changing.id);
	return changing_end(&changing, "attached", error);
}

/* Not once for ever: each file that is added is a reason of its own. */
void attach_order_conversion(struct change *change, gint64 id)
{
	const struct job_order order = { .kind = "convert", .statement = id };

	change_order(change, &order);
}

const struct command command_attach = {
	.name = "attach", .arguments = "ID FILE", .summary = "adds a file to a record", .options = entries, .min = 2, .max = 2, .run = run,
	.help = "Adds FILE (\"-\" is the standard input) to record ID: what came later or by another way. It is converted and published like the "
	        "files of the mail itself.",
};
