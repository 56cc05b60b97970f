/* SPDX-License-Identifier: BSD-2-Clause
 *
 * yearly.c - files with a line for each statement of a year
 *
 * All three kinds have one line a statement, by number, so that a changed one is put between those that stay as they are without
 * asking the record for them. There is no file of all years: a change would have to write it all. Whoever wants the whole follows one of
 * the lists of the yearly ones, data/jsonl.txt and data/csv.txt, which is one command.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/json.h>
#include "feed.h"
#include "keys.h"

enum form { FORM_JSON, FORM_CSV, FORM_SITEMAP, FORM_N };

static const struct { const char *head, *foot; } forms[FORM_N] = {
	[FORM_JSON] = { "", "" },
	[FORM_CSV] = { "", "" },
	[FORM_SITEMAP] = { "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", "</urlset>\n" },
};

struct lines { char *of[FORM_N]; };                /* all NULL: taken out */
struct yearly { GHashTable *years; gsize pending; };   /* year -> (id -> struct lines *) */

static void lines_free(gpointer data)
{
	struct lines *lines = data;

	for (guint i = 0; i < FORM_N; i++)
		g_free(lines->of[i]);
	g_free(lines);
}

struct yearly *yearly_new(void)
{
	struct yearly *yearly = g_new0(struct yearly, 1);

	yearly->years = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
	return yearly;
}

void yearly_free(struct yearly *yearly)
{
	g_hash_table_unref(yearly->years);
	g_free(yearly);
}

gsize yearly_pending(const struct yearly *yearly)
{
	return yearly->pending;
}

void yearly_set(struct yearly *yearly, int year, gint64 id, const char *json, const char *csv, const char *sitemap)
{
	GHashTable *changes = g_hash_table_lookup(yearly->years, GINT_TO_POINTER(year));
	struct lines *lines = g_new0(struct lines, 1);

	if (!changes) {
		changes = numbers_new(lines_free);
		g_hash_table_insert(yearly->years, GINT_TO_POINTER(year), changes);
	}
	lines->of[FORM_JSON] = g_strdup(json);
	lines->of[FORM_CSV] = g_strdup(csv);
	lines->of[FORM_SITEMAP] = g_strdup(sitemap);
	yearly->pending += json ? strlen(json) + 500 : 50;
	numbers_set(changes, id, lines);
}

/* Of a line as this file writes them. */
static gint64 id_of(enum form form, const char *line)
{
	const char *end;

	switch (form) {
	case FORM_JSON: return (gint64)g_ascii_strtoull(line + MIN(strlen(line), strlen("{\"id\":")), NULL, 10);
	case FORM_CSV: return (gint64)g_ascii_strtoull(line, NULL, 10);
	case FORM_SITEMAP:
	case FORM_N: break;
	}
	end = strstr(line, "/</loc>");
	while (end && end > line && g_ascii_isdigit(end[-1]))
		end--;
	return end ? (gint64)g_ascii_strtoull(end, NULL, 10) : 0;
}

struct numbered { gint64 id; const char *line; };

static int compare(gconstpointer a, gconstpointer b)
{
	const struct numbered *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static GString *heading(enum form form)
{
	GString *out = g_string_new(forms[form].head);

	if (form == FORM_CSV)
		data_csv_line(out, NULL);
	return out;
}

/* Lines that stay, out of the file as it is. Cuts it up. */
static void take_old(enum form form, char *text, gsize skip, GHashTable *changes, GArray *lines)
{
	for (char *line = text + skip, *end; (end = strchr(line, '\n')); line = end + 1) {
		struct numbered old = { 0, line };

		*end = '\0';
		if (strcmp(line, "</urlset>") == 0)
			continue;
		old.id = id_of(form, line);
		if (!g_hash_table_contains(changes, &old.id))
			g_array_append_val(lines, old);
	}
}

static gboolean put_form(struct tree *tree, enum form form, int year, GHashTable *changes, GError **error)
{
	g_autofree char *path = g_strdup_printf(form == FORM_JSON ? "data/%d.jsonl" : form == FORM_CSV ? "data/%d.csv" : "sitemap-%d.xml", year);
	gsize length = 0;
	g_autofree char *old = tree_get(tree, path, &length);
	g_autoptr(GString) out = heading(form);
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct numbered));
	GHashTableIter iter;
	gpointer key, value;

	if (old && length >= out->len)
		take_old(form, old, out->len, changes, lines);
	g_hash_table_iter_init(&iter, changes);
	while (g_hash_table_iter_next(&iter, &key, &value)) {
		struct numbered new = { *(const gint64 *)key, ((const struct lines *)value)->of[form] };

		if (new.line)
			g_array_append_val(lines, new);
	}
	if (!lines->len) {
		tree_remove(tree, path);
		return TRUE;
	}
	g_array_sort(lines, compare);
	for (guint i = 0; i < lines->len; i++) {
		const char *line = g_array_index(lines, struct numbered, i).line;

		g_string_append(out, line);
		if (!g_str_has_suffix(line, "\n"))
			g_string_append_c(out, '\n');
	}
	g_string_append(out, forms[form].foot);
	return tree_put_string(tree, path, out, error);
}

gboolean yearly_flush(struct yearly *yearly, struct tree *tree, GError **error)
{
	GHashTableIter iter;
	gpointer year, changes;

	g_hash_table_iter_init(&iter, yearly->years);
	while (g_hash_table_iter_next(&iter, &year, &changes))
		for (guint form = 0; form < FORM_N; form++)
			if (!put_form(tree, (enum form)form, GPOINTER_TO_INT(year), changes, error))
				return FALSE;
	g_hash_table_remove_all(yearly->years);
	yearly->pending = 0;
	return TRUE;
}

/* ---- which years there are ---- */

/* lists: of the addresses of the two. */
static void put_year(const struct site *site, struct json *json, GString *sitemap, GString *const *lists, int year, guint n)
{
	g_autofree char *lines = g_strdup_printf("%sdata/%d.jsonl", site->base, year), *table = g_strdup_printf("%sdata/%d.csv", site->base, year);

	json_begin_object(json, NULL);
	json_int(json, "year", year);
	json_int(json, "statements", n);
	json_string(json, "jsonl", lines);
	json_string(json, "csv", table);
	json_end_object(json);
	for (guint i = 0; i < 2; i++)
		g_string_append_printf(lists[i], "%s\n", i ? table : lines);
	g_string_append(sitemap, "<sitemap><loc>");
	page_text(sitemap, site->base);
	g_string_append_printf(sitemap, "sitemap-%d.xml</loc></sitemap>\n", year);
}

gboolean yearly_put(struct yearly *yearly, const struct site *site, struct tree *tree, GError **error)
{
	g_autoptr(GString) sitemap = g_string_new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	g_autoptr(GString) lines = g_string_new(NULL), tables = g_string_new(NULL);
	GString *const lists[] = { lines, tables };
	struct json *json = json_new(TRUE);
	g_autofree char *text = NULL, *whole = NULL;
	int year = 0;
	guint n = 0;

	json_begin_object(json, NULL);
	json_begin_array(json, "years");
	for (guint i = 0; i < site->catalog->all->len; i++) {
		const struct summary *s = g_ptr_array_index(site->catalog->all, i);

		if (!s->shown)
			continue;
		if (n && s->year != year) {
			put_year(site, json, sitemap, lists, year, n);
			n = 0;
		}
		year = s->year;
		n++;
	}
	if (n)
		put_year(site, json, sitemap, lists, year, n);
	json_end_array(json);
	json_end_object(json);
	text = json_finish(json);
	whole = g_strconcat(text, "\n", NULL);
	g_string_append(sitemap, "</sitemapindex>\n");
	return yearly_flush(yearly, tree, error) && tree_put(tree, "data/index.json", whole, strlen(whole), error) &&
	       tree_put_string(tree, "data/jsonl.txt", lines, error) && tree_put_string(tree, "data/csv.txt", tables, error) &&
	       tree_put_string(tree, "sitemap.xml", sitemap, error);
}
