/* SPDX-License-Identifier: BSD-2-Clause
 *
 * atom.c - feeds (RFC 4287) of what was posted last
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include "escape.h"
#include "feed.h"
#include "keys.h"

#define FEED_MAX 30

static int compare_posted(gconstpointer a, gconstpointer b)
{
	const struct summary *x = *(const struct summary *const *)a, *y = *(const struct summary *const *)b;

	if (x->posted != y->posted)
		return x->posted > y->posted ? -1 : 1;
	return (x->id < y->id) - (x->id > y->id);
}

static GPtrArray *newest(const struct site *site, const struct members *members)
{
	GPtrArray *list = g_ptr_array_new();

	for (guint i = members->entries->len; i; i--)        /* the likeliest first: what comes after them is let go at a glance */
		list_offer(list, FEED_MAX, catalog_get(site->catalog, g_array_index(members->entries, struct entry, i - 1).id), compare_posted);
	return list;
}

static void put_element(GString *out, const char *name, const char *text)
{
	g_string_append_printf(out, "<%s>", name);
	escape_markup(out, text);
	g_string_append_printf(out, "</%s>\n", name);
}

static void put_time(GString *out, const char *name, gint64 usec)
{
	g_autofree char *time = clock_format(usec);

	put_element(out, name, time);
}

static void put_names(GString *out, const GPtrArray *places)
{
	for (guint i = 0; i < places->len; i++) {
		g_string_append(out, i ? ", " : "");
		escape_markup(out, ((const struct place *)g_ptr_array_index(places, i))->name);
	}
	if (!places->len)
		g_string_append(out, "(not stated)");
}

static void put_entry(const struct site *site, GString *out, const struct summary *s)
{
	g_autofree char *address = g_strdup_printf("%s%" G_GINT64_FORMAT "/", site->base, s->id);

	g_string_append(out, "<entry>\n");
	put_element(out, "title", page_title_of(s));
	put_element(out, "id", address);
	g_string_append(out, "<link rel=\"alternate\" type=\"text/html\" href=\"");
	escape_markup(out, address);
	g_string_append(out, "\"/>\n");
	put_time(out, "published", s->posted);
	put_time(out, "updated", s->updated);
	for (guint i = 0; i < s->from->len; i++) {
		g_string_append(out, "<author>");
		put_element(out, "name", ((const struct place *)g_ptr_array_index(s->from, i))->name);
		g_string_append(out, "</author>\n");
	}
	if (s->purpose != PURPOSE_UNKNOWN)
		g_string_append_printf(out, "<category term=\"%s\" label=\"%s\"/>\n", purpose_name(s->purpose), purpose_label(s->purpose));
	g_string_append(out, "<summary>");
	put_names(out, s->from);
	g_string_append(out, " to ");
	put_names(out, s->to);
	g_string_append_printf(out, "; %s", purpose_label(s->purpose));
	if (date_is_set(s->deadline)) {
		g_autofree char *day = date_format(s->deadline);

		g_string_append_printf(out, "; deadline %s", day);
	}
	g_string_append(out, "</summary>\n</entry>\n");
}

gboolean feed_put(const struct site *site, struct tree *tree, const struct members *members, GError **error)
{
	g_autoptr(GPtrArray) list = newest(site, members);
	g_autofree char *folder = list_folder(&members->list), *path = g_strconcat(folder, "feed.atom", NULL);
	g_autofree char *self = g_strconcat(site->base, path, NULL), *home = g_strconcat(site->base, folder, NULL);
	g_autofree char *name = page_list_name(site, &members->list), *title = g_strdup_printf("%s liaison statements%s%s", site->name,
	                        members->list.slug ? ": " : "", members->list.slug ? name : "");
	g_autoptr(GString) out = g_string_new("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
	gint64 updated = 0;

	for (guint i = 0; i < list->len; i++)
		updated = MAX(updated, ((const struct summary *)g_ptr_array_index(list, i))->updated);
	put_element(out, "title", title);
	put_element(out, "id", self);
	g_string_append(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"");
	escape_markup(out, self);
	g_string_append(out, "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"");
	escape_markup(out, home);
	g_string_append(out, "\"/>\n");
	put_time(out, "updated", updated);
	g_string_append(out, "<author>");
	put_element(out, "name", *site->name ? site->name : "(unnamed)");
	g_string_append(out, "</author>\n");
	for (guint i = 0; i < list->len; i++)
		put_entry(site, out, g_ptr_array_index(list, i));
	g_string_append(out, "</feed>\n");
	return tree_put_string(tree, path, out, error);
}
