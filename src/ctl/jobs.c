/* SPDX-License-Identifier: BSD-2-Clause
 *
 * jobs.c - liaisonctl jobs: what is left to be done, what failed and why, and trying it again
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/jobs.h>
#include <liaison/json.h>
#include "ctl.h"
#include "term.h"

#define INDENT 12

static struct options { gboolean all, json; } options;

static const GOptionEntry entries[] = {
	{ "all", 'a', 0, G_OPTION_ARG_NONE, &options.all, "Those that are done as well", NULL },
	{ "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, "As JSON", NULL },
	G_OPTION_ENTRY_NULL
};

static char *job_json(const struct job *job)
{
	struct json *json = json_new(FALSE);

	json_begin_object(json, NULL);
	json_int(json, "id", job->id);
	json_string(json, "kind", job->kind);
	json_string(json, "state", job_state_name(job->state));
	json_number(json, "statement", job->statement);
	json_string(json, "key", job->key);
	json_string(json, "argument", job->argument);
	json_time(json, "created", job->created);
	json_time(json, "due", job->due);
	json_time(json, "ended", job->ended);
	json_time(json, "lease", job->lease);
	json_int(json, "tries", job->tries);
	json_string(json, "worker", job->worker);
	json_string(json, "reason", job->reason);
	json_string(json, "output", job->output);
	json_end_object(json);
	return json_finish(json);
}

/* ---- the list ---- */

struct listing { guint count; gint64 now; GError **error; gboolean good; };

static gboolean print_json(const struct job *job, gpointer data)
{
	struct listing *listing = data;
	g_autofree char *text = NULL;

	if (job->state == JOB_DONE && !options.all)
		return TRUE;
	text = job_json(job);
	listing->good = output_text(listing->count++ ? ",\n" : "\n", listing->error) && output_text(text, listing->error);
	return listing->good;
}

/* When it is due, or since when it is something else. */
static char *when(const struct job *job, gint64 now)
{
	g_autofree char *time = clock_format(job->state == JOB_WAITING ? job->due : job->state == JOB_RUNNING ? job->lease : job->ended);

	if (job->state == JOB_WAITING && job->due <= now)
		return g_strdup("now");
	return g_steal_pointer(&time);
}

static gboolean print_row(const struct job *job, gpointer data)
{
	struct listing *listing = data;
	g_autofree char *reason = NULL, *time = NULL, *cut = NULL;
	g_autoptr(GString) line = g_string_new(NULL);

	if (job->state == JOB_DONE && !options.all)
		return TRUE;
	if (!listing->count++)
		g_string_append(line, "  JOB STATE   KIND       STATEMENT  DUE, LEASE OR END    TRIES  WHY\n");
	time = when(job, listing->now);
	reason = term_safe(job->reason);
	g_string_append_printf(line, "%5" G_GINT64_FORMAT " ", job->id);
	term_pad(line, job_state_name(job->state), 8);
	term_pad(line, job->kind, 11);
	if (job->statement)
		g_string_append_printf(line, "%9" G_GINT64_FORMAT "  ", job->statement);
	else
		g_string_append_printf(line, "%9s  ", "-");
	term_pad(line, time, 21);
	g_string_append_printf(line, "%5u  ", job->tries);
	cut = term_cut(g_strdelimit(reason, "\n", ' '), MAX(term_width(), 80) - 65);
	g_string_append(line, cut);
	g_strchomp(line->str);
	line->len = strlen(line->str);
	g_string_append_c(line, '\n');
	listing->good = output_text(line->str, listing->error);
	return listing->good;
}

static gboolean run_list(struct store *store, GError **error)
{
	struct listing listing = { .now = clock_now(), .error = error, .good = TRUE };

	if (options.json && !output_text("[", error))
		return FALSE;
	if (!store_job_list(store, -1, options.json ? print_json : print_row, &listing, listing.good ? error : NULL) || !listing.good)
		return FALSE;
	return !options.json || output_text(listing.count ? "\n]\n" : "]\n", error);
}

/* ---- one ---- */

static void put(GString *out, const char *label, const char *text)
{
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;

	for (guint i = 0; lines && lines[i]; i++) {
		g_autofree char *safe = term_safe(lines[i]);

		term_labelled(out, i ? "" : label, INDENT, safe, term_width());
	}
}

static void put_when(GString *out, const char *label, gint64 time)
{
	g_autofree char *text = time > 0 ? clock_format(time) : NULL;

	put(out, label, text);
}

static char *job_text(const struct job *job)
{
	GString *out = g_string_new(NULL);
	g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT " (%s), begun %u times", job->id, job_state_name(job->state), job->tries);
	g_autofree char *statement = job->statement ? g_strdup_printf("%" G_GINT64_FORMAT, job->statement) : NULL;

	put(out, "Job", id);
	put(out, "Kind", job->kind);
	put(out, "Statement", statement);
	put(out, "Key", job->key);
	put(out, "Argument", job->argument);
	put_when(out, "Ordered", job->created);
	put_when(out, "Due", job->state == JOB_WAITING ? job->due : 0);
	put_when(out, "Lease", job->lease);
	put_when(out, "Ended", job->ended);
	put(out, "Worker", job->worker);
	put(out, "Why", job->reason);
	put(out, "Output", job->output);
	return g_string_free(out, FALSE);
}

static gboolean run_show(struct store *store, gint64 id, GError **error)
{
	g_autoptr(job_t) job = store_job_get(store, id, error);
	g_autofree char *text = NULL;

	if (!job)
		return FALSE;
	text = options.json ? job_json(job) : job_text(job);
	return output_text(text, error) && (!options.json || output_text("\n", error));
}

static gboolean run_retry(struct store *store, gint64 id, GError **error)
{
	g_autofree char *line = g_strdup_printf("job %" G_GINT64_FORMAT " is begun anew\n", id);

	return store_job_retry(store, id, clock_now(), error) && output_text(line, error);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	const gboolean show = words[0] && strcmp(words[0], "show") == 0, retry = words[0] && strcmp(words[0], "retry") == 0;
	struct store *store;
	gint64 id = 0;

	if (words[0] && ((!show && !retry) || !words[1])) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "jobs takes 'show ID' or 'retry ID', or nothing; see 'liaisonctl help jobs'");
		return FALSE;
	}
	if (words[0] && !word_to_number(words[1], 1, G_MAXINT64, "the number of a job", &id, error))
		return FALSE;
	store = ctl_store(ctl, retry ? STORE_WRITE : STORE_READ, error);
	if (!store)
		return FALSE;
	return show ? run_show(store, id, error) : retry ? run_retry(store, id, error) : run_list(store, error);
}

const struct command command_jobs = {
	.name = "jobs", .arguments = "[show ID | retry ID]", .summary = "what is left to be done, and what failed", .options = entries, .max = 2,
	.run = run,
	.help = "Lists the jobs that wait, run or were given up. 'show ID' shows one with what its program said last; 'retry ID' has one that was "
	        "given up, or that waits after it failed, begun at once.",
};
