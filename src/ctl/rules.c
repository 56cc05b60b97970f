/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rules.c - liaisonctl rules test: what the configuration makes of a folder of mails, against what it should make
 *
 * Beside each NAME.eml stands NAME.plan with the lines that plan_lines() writes, in any order; a line without "by …" takes any rule. NAME.envelope,
 * where there is one, is the envelope.
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include <liaison/mail.h>
#include <liaison/notice.h>
#include <liaison/text.h>
#include "ctl.h"
#include "term.h"

#define SIDE_FILE_MAX (1024 * 1024)

static struct options { gboolean write; } options;

static const GOptionEntry entries[] = {
	{ "write", 0, 0, G_OPTION_ARG_NONE, &options.write, "Write the .plan files that are missing", NULL },
	G_OPTION_ENTRY_NULL
};

static void add(GPtrArray *lines, const char *what, const char *whom, const char *rule)
{
	g_ptr_array_add(lines, rule ? g_strdup_printf("%s %s by %s", what, whom, rule) : g_strdup_printf("%s%s%s", what, *whom ? " " : "", whom));
}

static GPtrArray *plan_lines(const struct intake *intake)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	const struct plan *plan = intake->plan;

	add(lines, "verdict", verdict_name(plan->verdict), NULL);
	for (guint i = 0; i < plan->actions->len; i++) {
		const struct action *action = g_ptr_array_index(plan->actions, i);

		if (action->kind == ACTION_ADD_RECIPIENT)
			add(lines, "add", action->name, action->rule);
		else if (action->kind == ACTION_REMOVE_RECIPIENT)
			add(lines, "remove", action->name, action->rule);
		else if (action->kind == ACTION_POST)
			add(lines, "post", "", NULL);
	}
	for (guint i = 0; i < plan->waiting->len; i++) {
		const struct action *action = g_ptr_array_index(plan->waiting, i);
		add(lines, "waits", action->name, action->rule);
	}
	for (guint i = 0; i < intake->notices->len; i++) {
		const struct notice *notice = g_ptr_array_index(intake->notices, i);
		g_autofree char *what = g_strdup_printf("notice %s to", notice_kind_name(notice->kind));
		add(lines, what, notice->to, notice->rule);
	}
	return lines;
}

static gboolean is_same(const char *expected, const char *got)
{
	gsize length = strlen(expected);

	return strcmp(expected, got) == 0 || (!strstr(expected, " by ") && strncmp(expected, got, length) == 0 && g_str_has_prefix(got + length, " by "));
}

/* What is expected and not there, and the other way, one a line. */
static char *difference(const char *expected, GPtrArray *got)
{
	GString *out = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(expected, "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		const char *line = g_strstrip(lines[i]);
		gboolean found = FALSE;

		if (!*line || *line == '#')
			continue;
		for (guint k = 0; k < got->len && !found; k++) {
			found = is_same(line, g_ptr_array_index(got, k));
			if (found)
				g_ptr_array_remove_index(got, k);
		}
		if (!found)
			g_string_append_printf(out, "    expected  %s\n", line);
	}
	for (guint k = 0; k < got->len; k++)
		g_string_append_printf(out, "    got       %s\n", (const char *)g_ptr_array_index(got, k));
	return g_string_free(out, FALSE);
}

/* NULL without an error: there is no such file. */
static char *side_file(const char *path, const char *suffix, char **ret_path, GError **error)
{
	g_autofree char *other = g_strdup_printf("%.*s%s", (int)(strlen(path) - strlen(".eml")), path, suffix);
	g_autoptr(GError) cause = NULL;
	g_autoptr(GBytes) bytes = file_read(other, SIDE_FILE_MAX, &cause);
	gsize length;
	const void *data;

	if (ret_path)
		*ret_path = g_strdup(other);
	if (bytes) {
		data = g_bytes_get_data(bytes, &length);
		return text_make_valid(data, length, SIDE_FILE_MAX, NULL);
	}
	if (!g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND))
		g_propagate_error(error, g_steal_pointer(&cause));
	return NULL;
}

static struct intake *decide(struct ctl *ctl, const char *path, struct envelope **ret_envelope, GError **error)
{
	struct settings *settings = ctl->settings;
	g_autoptr(GError) cause = NULL;
	g_autofree char *text = side_file(path, ".envelope", NULL, &cause);
	g_autoptr(GBytes) raw = cause ? NULL : file_read(path, settings->limits.message_size, &cause);

	g_autoptr(envelope_t) envelope = !raw ? NULL : text ? envelope_parse(text, &cause) : envelope_new();
	if (!envelope) {
		g_propagate_prefixed_error(error, g_steal_pointer(&cause), "%s: ", path);
		return NULL;
	}
	const enum interest interest = envelope->sender ? route_interest(settings->organization, envelope) : INTEREST_OURS;
	*ret_envelope = g_steal_pointer(&envelope);
	return intake_read(settings, interest, *ret_envelope, raw, NULL, NULL, error);
}

static char *join(const GPtrArray *lines)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(out, "%s\n", (const char *)g_ptr_array_index(lines, i));
	return g_string_free(out, FALSE);
}

static gboolean write_plan(const char *path, const GPtrArray *lines, GError **error)
{
	g_autofree char *text = join(lines);
	g_autoptr(GError) cause = NULL;

	if (g_file_set_contents(path, text, -1, &cause))
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_PERMISSION, "%s", cause->message);
	return FALSE;
}

/* One line for the mail, and where it differs. */
static gboolean test_one(struct ctl *ctl, const char *path, gboolean *ret_same, GError **error)
{
	g_autoptr(envelope_t) envelope = NULL;
	g_autoptr(intake_t) intake = decide(ctl, path, &envelope, error);
	g_autoptr(GPtrArray) lines = intake ? plan_lines(intake) : NULL;
	g_autoptr(GError) cause = NULL;
	g_autofree char *plan_path = NULL, *differs = NULL, *expected = NULL, *text = NULL, *safe = NULL;
	const char *word = "ok";

	if (!lines)
		return FALSE;
	expected = side_file(path, ".plan", &plan_path, &cause);
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	if (!expected && options.write) {
		*ret_same = TRUE;
		word = "written";
		if (!write_plan(plan_path, lines, error))
			return FALSE;
	} else {
		differs = difference(expected ? expected : "", lines);
		*ret_same = *differs == '\0';
		word = *ret_same ? "ok" : expected ? "differs" : "no .plan";
	}
	text = g_strdup_printf("%-8s  %s", word, path);
	safe = term_safe(text);
	return output_text(safe, error) && output_text("\n", error) && output_text(differs ? differs : "", error);
}

static GPtrArray *mails_in(const char *folder, GError **error)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) cause = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &cause);
	const char *name;

	if (!dir) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND, "%s", cause->message);
		g_ptr_array_unref(paths);
		return NULL;
	}
	while ((name = g_dir_read_name(dir)) != NULL)
		if (g_str_has_suffix(name, ".eml"))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	return paths;
}

static int by_name(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	g_autoptr(GPtrArray) paths = NULL;
	guint failed = 0;

	if (strcmp(words[0], "test") != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "rules: unknown word '%s'; it is 'rules test DIR'", words[0]);
		return FALSE;
	}
	if (!ctl_settings(ctl, error))
		return FALSE;
	paths = mails_in(words[1], error);
	if (!paths)
		return FALSE;
	g_ptr_array_sort(paths, by_name);
	if (paths->len == 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND, "there is no .eml file in '%s'", words[1]);
		return FALSE;
	}
	for (guint i = 0; i < paths->len; i++) {
		gboolean same = FALSE;

		if (!test_one(ctl, g_ptr_array_index(paths, i), &same, error))
			return FALSE;
		failed += same ? 0 : 1;
	}
	if (!failed)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "%u of %u mails: the plan is not the one expected", failed, paths->len);
	return FALSE;
}

const struct command command_rules = {
	.name = "rules", .arguments = "test DIR", .summary = "what the configuration makes of a folder of mails", .options = entries, .min = 2, .max = 2, .run = run,
	.help = "Decides for every NAME.eml in the folder DIR what would be done, and compares that with NAME.plan, which holds a line for each thing: "
	        "'verdict V', 'add A by RULE', 'remove A by RULE', 'waits A by RULE', 'post', 'notice KIND to A by RULE', in any order; a line without 'by RULE' "
	        "takes any. NAME.envelope ('from A', 'rcpt A' lines) is the envelope; without it the mail is taken as if it had come to a liaison address. "
	        "Nothing is recorded or sent.",
};
