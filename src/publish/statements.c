/* SPDX-License-Identifier: BSD-2-Clause
 *
 * statements.c - the files of each statement that a run touches
 */
#include <config.h>
#include <string.h>
#include "keys.h"
#include "run.h"

#define PENDING_MAX (64 << 20)       /* of yearly files, before they are written */

struct sink { struct yearly *yearly; struct search *search; };

static gboolean put_content(struct run *run, gint64 id, const struct public_file *file, GError **error)
{
	g_autofree char *path = g_strdup_printf("%" G_GINT64_FORMAT "/%s", id, file->path);
	g_autoptr(GBytes) content = NULL;
	gsize length;
	const void *bytes;

	if (tree_keep(run->tree, path))
		return TRUE;
	content = store_get_content(run->store, file->digest, error);
	if (!content)
		return FALSE;
	bytes = g_bytes_get_data(content, &length);
	return tree_put(run->tree, path, bytes, length, error);
}

static gboolean put_files(struct run *run, gint64 id, const GPtrArray *files, GError **error)
{
	for (guint i = 0; files && i < files->len; i++) {
		const struct public_file *file = g_ptr_array_index(files, i);

		if (!put_content(run, id, file, error) || !put_files(run, id, file->results, error))
			return FALSE;
	}
	return TRUE;
}

static void put_lines(const struct site *site, struct sink *sink, const struct public *public)
{
	const struct summary *s = public->summary;
	g_autofree char *json = data_json(site, public, FALSE);
	g_autoptr(GString) csv = g_string_new(NULL), sitemap = g_string_new("<url><loc>");
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(s->updated / G_USEC_PER_SEC);
	g_autofree char *day = time ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("1970-01-01");

	data_csv_line(csv, s);
	page_text(sitemap, site->base);
	g_string_append_printf(sitemap, "%" G_GINT64_FORMAT "/</loc><lastmod>%s</lastmod></url>", s->id, day);
	yearly_set(sink->yearly, s->year, s->id, json, csv->str, sitemap->str);
}

static gboolean put_shown(struct run *run, const struct site *site, struct sink *sink, const struct record *record, GError **error)
{
	g_autoptr(public_t) public = public_new(record, run->options);

	if (g_hash_table_contains(run->changed, &record->id))
		search_add(sink->search, public->summary, public->body);
	put_lines(site, sink, public);
	return put_files(run, record->id, public->files, error) && data_put_statement(site, run->tree, public, error) &&
	       page_history(site, run->tree, public, error) && page_statement(site, run->tree, public, error);
}

/* The record may have changed since the catalog was made: then another run follows, and until it comes nothing shows that the
 * catalog does not know. */
static gboolean put_one(struct run *run, const struct site *site, struct sink *sink, gint64 id, GError **error)
{
	const struct summary *summary = catalog_get(run->catalog, id);
	g_autofree char *folder = g_strdup_printf("%" G_GINT64_FORMAT, id);
	gpointer year;

	if (g_hash_table_lookup_extended(run->were_shown, &id, NULL, &year)) {
		yearly_set(sink->yearly, GPOINTER_TO_INT(year), id, NULL, NULL, NULL);
		if (g_hash_table_contains(run->changed, &id))
			search_remove(sink->search, id);
	}
	if (summary && summary->shown) {
		g_autoptr(record_t) record = store_get(run->store, id, error);

		if (!record)
			return FALSE;
		if (record->state == STATE_POSTED && public_is_known(record) && !put_shown(run, site, sink, record, error))
			return FALSE;
	} else if (summary && !page_removed(site, run->tree, summary, error)) {
		return FALSE;
	}
	tree_remove_under(run->tree, folder);
	run->statements++;
	return TRUE;
}

static gboolean put_all(struct run *run, const struct site *site, struct sink *sink, GError **error)
{
	g_autoptr(GArray) ids = numbers_sorted(run->touched);

	for (guint i = 0; i < ids->len; i++) {
		if (!put_one(run, site, sink, g_array_index(ids, gint64, i), error))
			return FALSE;
		if (yearly_pending(sink->yearly) > PENDING_MAX && !yearly_flush(sink->yearly, run->tree, error))
			return FALSE;
	}
	return search_put(sink->search, run->tree, error) && yearly_put(sink->yearly, site, run->tree, error);
}

gboolean run_put_statements(struct run *run, const struct site *site, GError **error)
{
	struct sink sink = { yearly_new(), search_new(run->last_before, catalog_last(run->catalog)) };
	gboolean ok = put_all(run, site, &sink, error);

	yearly_free(sink.yearly);
	search_free(sink.search);
	return ok;
}
