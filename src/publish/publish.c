/* SPDX-License-Identifier: BSD-2-Clause
 *
 * publish.c - one run: find what has changed, write what that touches, show it
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include <liaison/program.h>
#include "keys.h"
#include "manifest.h"
#include "run.h"

#define SIGNATURE_PATH MANIFEST_PATH ".sig"
#define SIGN_TIMEOUT_MS 60000
/* Beyond this share of the record a new tree is quicker than changing the old one. */
#define MANY 2000

static void run_clear(struct run *run)
{
	g_clear_pointer(&run->tree, tree_free);
	g_clear_pointer(&run->catalog, catalog_free);
	g_clear_pointer(&run->changed, g_hash_table_unref);
	g_clear_pointer(&run->touched, g_hash_table_unref);
	g_clear_pointer(&run->were_shown, g_hash_table_unref);
	g_clear_pointer(&run->before, g_array_unref);
	g_clear_pointer(&run->after, g_array_unref);
}

static gboolean run_begin(struct run *run, gboolean full, GError **error)
{
	run->catalog = catalog_new();
	run->changed = numbers_new(NULL);
	run->touched = numbers_new(NULL);
	run->were_shown = numbers_new(NULL);
	run->before = g_array_new(FALSE, FALSE, sizeof(struct entry));
	run->after = g_array_new(FALSE, FALSE, sizeof(struct entry));
	run->full = full;
	run->tree = tree_open(run->options->directory, full, error);
	return run->tree != NULL;
}

/* ---- the signature ---- */

static char *replace_word(const char *word, const char *file, const char *out)
{
	if (strcmp(word, "%i") == 0)
		return g_strdup(file);
	return g_strdup(strcmp(word, "%o") == 0 ? out : word);
}

static gboolean sign(struct run *run, GError **error)
{
	g_autofree char *file = tree_where(run->tree, MANIFEST_PATH), *out = tree_where(run->tree, ".liaison/new/signature");
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	struct program program = { .input_fd = -1, .output_max = 0, .errors_max = 1000, .timeout_ms = SIGN_TIMEOUT_MS };
	struct program_result result = { 0 };
	g_autofree char *signature = NULL, *how = NULL;
	gsize length = 0;
	gboolean ok = FALSE;

	for (guint i = 0; i < run->options->sign->len; i++)
		g_ptr_array_add(words, replace_word(g_ptr_array_index(run->options->sign, i), file, out));
	g_ptr_array_add(words, NULL);
	program.argv = (const char *const *)words->pdata;
	if (!program_run(&program, &result, error)) {
		g_prefix_error(error, "cannot sign the manifest: ");
		return FALSE;
	}
	how = program_result_describe(&result);
	if (result.exit_status == 0 && g_file_get_contents(out, &signature, &length, NULL))
		ok = tree_put(run->tree, SIGNATURE_PATH, signature, length, error);
	else
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "publish.sign: no signature came of it (%s): %s", how, result.errors);
	program_result_clear(&result);
	return ok;
}

static gboolean put_manifest(struct run *run, GError **error)
{
	if (!manifest_update(run->tree, error))
		return FALSE;
	if (!run->options->sign || !run->options->sign->len) {
		tree_remove(run->tree, SIGNATURE_PATH);
		return TRUE;
	}
	return sign(run, error);
}

/* ---- a run ---- */

static gboolean put_all(struct run *run, struct site *site, GError **error)
{
	return run_put_statements(run, site, error) && run_put_lists(run, site, error) && page_bodies(site, run->tree, error) &&
	       page_search(site, run->tree, error) && page_about(site, run->tree, error) && page_assets(run->tree, error) &&
	       put_manifest(run, error);
}

static gboolean write_run(struct run *run, const char *fingerprint, GError **error)
{
	struct site site = { 0 };
	gboolean ok;

	site_init(&site, run->options, run->catalog);
	ok = put_all(run, &site, error);
	site_clear(&site);
	return ok && state_put(run->tree, fingerprint, run->catalog, run->full ? NULL : run->changed, run->event, error) &&
	       tree_commit(run->tree, STATE_PATH, error);
}

static gboolean restart_full(struct run *run, GError **error)
{
	run_clear(run);
	run->event = run->last_before = 0;
	return run_begin(run, TRUE, error);
}

/* Many jobs may have been ordered where one was enough: that is told without reading the catalog. */
static gboolean is_up_to_date(struct run *run, const char *fingerprint)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	gint64 last = 0;

	return state_event(run->tree, fingerprint, &run->event) && store_changed(run->store, run->event, ids, &last, NULL) && !ids->len && last == run->event;
}

static gboolean is_better_full(const struct run *run)
{
	guint touched = g_hash_table_size(run->touched);

	return (touched > MANY && touched > run->catalog->all->len / 2) || !search_follows(run->last_before, catalog_last(run->catalog));
}

static gboolean do_run(struct run *run, gboolean full, GError **error)
{
	g_autofree char *fingerprint = state_fingerprint(run->options);
	gint64 before;

	if (!run_begin(run, full, error))
		return FALSE;
	if (!full && is_up_to_date(run, fingerprint))
		return TRUE;
	if (!full && !state_load(run->tree, fingerprint, run->catalog, &run->event) && !restart_full(run, error))
		return FALSE;
	before = run->event;
	if (!run_find_changes(run, error))
		return FALSE;
	if (!run->full && is_better_full(run))
		if (!restart_full(run, error) || !run_find_changes(run, error))
			return FALSE;
	if (!run->full && !g_hash_table_size(run->touched))
		return run->event == before || (state_put(run->tree, fingerprint, run->catalog, run->changed, run->event, error) &&
		       tree_commit(run->tree, STATE_PATH, error));
	return write_run(run, fingerprint, error);
}

gboolean publish_run(struct store *store, const struct publish_options *options, gboolean full, struct publish_report *ret_report, GError **error)
{
	struct run run = { .store = store, .options = options };
	gint64 began = clock_monotonic();
	gboolean ok;

	if (!options->directory || !options->base_url) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "publish.directory and publish.base_url have to be set, so that there is a place and an address "
		            "for the public record");
		return FALSE;
	}
	ok = do_run(&run, full, error);
	if (ok && ret_report) {
		*ret_report = (struct publish_report){ .full = run.full, .statements = run.statements, .event = run.event };
		tree_counts(run.tree, &ret_report->written, &ret_report->removed, &ret_report->bytes);
	}
	run_clear(&run);
	if (ok && ret_report)
		ret_report->elapsed_ms = (guint)((clock_monotonic() - began) / 1000);
	return ok;
}
