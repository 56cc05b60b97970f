/* SPDX-License-Identifier: BSD-2-Clause
 *
 * page-statement.c - one statement: all its fields, its text, its files, what it is related to
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/field.h>
#include "page.h"

/* What a page holds at most, so that it stays under 100 KB; the data files have all of it. */
#define CONTACTS_MAX 40
#define FILES_MAX 60
#define EVENTS_MAX 200
#define RELATIONS_MAX 50
#define PROSE_MAX 48000

/* ---- fields ---- */

static void begin_field(GString *out, const char *label)
{
	g_string_append_printf(out, "<dt>%s</dt><dd>", label);
}

static void end_field(GString *out)
{
	g_string_append(out, "</dd>\n");
}

static void put_contact(GString *out, const struct public_contact *contact)
{
	if (contact->name)
		page_name(out, contact->name);
	if (!contact->address)
		return;
	g_string_append(out, contact->name ? " &lt;<a href=\"mailto:" : "<a href=\"mailto:");
	g_autofree char *address = g_uri_escape_string(contact->address, "@", FALSE);
	page_text(out, address);
	g_string_append(out, "\">");
	page_text(out, contact->address);
	g_string_append(out, contact->name ? "</a>&gt;" : "</a>");
}

static void put_contacts(GString *out, const char *label, const GPtrArray *contacts)
{
	if (!contacts->len)
		return;
	begin_field(out, label);
	for (guint i = 0; i < contacts->len && i < CONTACTS_MAX; i++) {
		g_string_append(out, i ? "<br>" : "");
		put_contact(out, g_ptr_array_index(contacts, i));
	}
	if (contacts->len > CONTACTS_MAX)
		g_string_append_printf(out, "<br>and %u more", contacts->len - CONTACTS_MAX);
	end_field(out);
}

static void put_one_contact(GString *out, const char *label, const struct public_contact *contact, const char *note)
{
	if (!contact)
		return;
	begin_field(out, label);
	put_contact(out, contact);
	g_string_append(out, note);
	end_field(out);
}

static void put_texts(GString *out, const char *label, const GPtrArray *texts)
{
	if (!texts->len)
		return;
	begin_field(out, label);
	for (guint i = 0; i < texts->len && i < CONTACTS_MAX; i++) {
		g_string_append(out, i ? "<br>" : "");
		page_name(out, g_ptr_array_index(texts, i));
	}
	end_field(out);
}

/* When what it asks for was marked as done, and where that can be seen. */
static void put_done(GString *out, const struct public *public)
{
	if (!public->taken)
		return;
	g_string_append(out, " on ");
	page_date(out, public->taken);
	if (!public->taken_url)
		return;
	g_string_append(out, ": <a href=\"");
	page_text(out, public->taken_url);
	g_string_append(out, "\" rel=\"nofollow noopener noreferrer\">");
	page_text(out, public->taken_url);
	g_string_append(out, "</a>");
}

static void put_fields(const struct site *site, GString *out, const char *root, const struct public *public)
{
	const struct summary *s = public->summary;

	g_string_append(out, "<dl class=\"facts\">\n");
	begin_field(out, s->direction == DIRECTION_OUTGOING ? "Sent" : s->direction == DIRECTION_INCOMING ? "Received" : "Recorded");
	page_date(out, s->received);
	end_field(out);
	begin_field(out, "From");
	page_places(out, root, s->from);
	end_field(out);
	put_contacts(out, field_label(FIELD_FROM_CONTACTS), public->from_contacts);
	begin_field(out, "To");
	page_places(out, root, s->to);
	end_field(out);
	put_contacts(out, field_label(FIELD_TO_CONTACTS), public->to_contacts);
	put_contacts(out, field_label(FIELD_CC), public->cc);
	put_one_contact(out, public->send_reply_to_assumed ? "Sent by" : field_label(FIELD_FROM_LIAISON_CONTACT), public->send_reply_to,
	                public->send_reply_to_assumed ? " <span class=\"unknown\">(no address for replies is stated)</span>" : "");
	put_one_contact(out, field_label(FIELD_TO_LIAISON_CONTACT), public->send_to, "");
	begin_field(out, "Purpose");
	g_string_append_printf(out, "%s ", purpose_label(s->purpose));
	page_need(out, catalog_need(site->catalog, s));
	put_done(out, public);
	end_field(out);
	if (date_is_set(s->deadline) || public->deadline_text) {
		begin_field(out, "Deadline");
		if (date_is_set(s->deadline))
			page_day(out, s->deadline);
		else
			page_name(out, public->deadline_text);
		end_field(out);
	}
	put_texts(out, "Numbers", s->identifiers);
	put_texts(out, "Refers to", public->refers_to);
	g_string_append(out, "</dl>\n");
}

/* ---- relations ---- */

static void put_relation(const struct site *site, GString *out, const char *root, const char *words, gint64 other)
{
	const struct summary *s = catalog_shown(site->catalog, other);

	if (!s)
		return;
	g_string_append_printf(out, "<li><span class=\"rel\">%s</span> <a href=\"%s%" G_GINT64_FORMAT "/\">No. %" G_GINT64_FORMAT ": ", words, root, s->id, s->id);
	page_name(out, page_title_of(s));
	g_string_append(out, "</a> <span class=\"quiet\">");
	page_date(out, s->received);
	g_string_append(out, "</span></li>\n");
}

static void put_links(const struct site *site, GString *out, const char *root, const GArray *links, const char *const words[])
{
	for (guint i = 0; links && i < links->len && i < RELATIONS_MAX; i++) {
		const struct link *link = &g_array_index(links, struct link, i);

		if (words[link->kind])
			put_relation(site, out, root, words[link->kind], link->other);
	}
}

static void put_relations(const struct site *site, GString *out, const char *root, const struct summary *s)
{
	static const char *const forward[LINK_N] = { [LINK_ANSWERS] = "Answers", [LINK_SUPERSEDES] = "Supersedes", [LINK_SAME_MAIL] = "In the same mail" };
	static const char *const backward[LINK_N] = { [LINK_ANSWERS] = "Answered by", [LINK_SUPERSEDES] = "Superseded by" };
	gsize before = out->len, inside;

	g_string_append(out, "<section aria-labelledby=\"related\">\n<h2 id=\"related\">Related statements</h2>\n<ul class=\"related\">\n");
	inside = out->len;
	put_links(site, out, root, s->relations, forward);
	put_links(site, out, root, catalog_backward(site->catalog, s->id), backward);
	if (out->len == inside)
		g_string_truncate(out, before);
	else
		g_string_append(out, "</ul>\n</section>\n");
}

/* ---- files ---- */

static void put_size(GString *out, gint64 size)
{
	if (size < 10000)
		g_string_append_printf(out, "%" G_GINT64_FORMAT " bytes", size);
	else if (size < 10000000)
		g_string_append_printf(out, "%" G_GINT64_FORMAT " KB", (size + 500) / 1000);
	else
		g_string_append_printf(out, "%" G_GINT64_FORMAT " MB", (size + 500000) / 1000000);
}

static void put_file(GString *out, const struct public_file *file)
{
	g_string_append_printf(out, "<a href=\"%s\"", file->path);
	if (!file->shows) {     /* saved, under the name that it was sent with */
		g_string_append(out, " download=\"");
		page_text(out, file->name);
		g_string_append_c(out, '"');
	}
	g_string_append_c(out, '>');
	page_name(out, file->name);
	g_string_append_printf(out, "</a> <span class=\"quiet\">%s, ", file->kind);
	put_size(out, file->size);
	g_string_append(out, "</span>");
}

static void put_files(GString *out, const GPtrArray *files)
{
	if (!files->len)
		return;
	g_string_append(out, "<section aria-labelledby=\"files\">\n<h2 id=\"files\">Attachments</h2>\n<ul class=\"files\">\n");
	for (guint i = 0; i < files->len && i < FILES_MAX; i++) {
		const struct public_file *file = g_ptr_array_index(files, i);

		g_string_append(out, "<li>");
		put_file(out, file);
		for (guint j = 0; file->results && j < file->results->len && j < 4; j++) {
			g_string_append(out, "<br><span class=\"rel\">As converted</span> ");
			put_file(out, g_ptr_array_index(file->results, j));
		}
		g_string_append(out, "</li>\n");
	}
	g_string_append(out, "</ul>\n");
	if (files->len > FILES_MAX)
		g_string_append_printf(out, "<p>And %u more: <a href=\"statement.json\">all as data</a></p>\n", files->len - FILES_MAX);
	g_string_append(out, "</section>\n");
}

/* ---- the page ---- */

static void put_body(GString *out, const struct public *public)
{
	g_string_append(out, "<section class=\"letter\" aria-labelledby=\"text\">\n<h2 id=\"text\">Text</h2>\n");
	if (!public->body && public->summary->redacted)
		g_string_append(out, "<p class=\"unknown\">The content of this statement has been removed. That it was exchanged stays on record.</p>\n");
	else if (!public->body && public->files->len)
		g_string_append(out, "<p class=\"unknown\">The statement stands in an attachment.</p>\n");
	else if (!public->body)
		g_string_append(out, "<p class=\"unknown\">There is no text.</p>\n");
	else if (!page_prose(out, public->body, PROSE_MAX))
		g_string_append(out, "<p><a href=\"text.txt\">The text goes on: all of it</a></p>\n");
	g_string_append(out, "</section>\n");
}

static void put_head(GString *out, const char *root, const struct summary *s)
{
	g_string_append_printf(out, "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"%s\">Statements</a></li>"
	                       "<li><a href=\"%syear/%d/\">%d</a></li><li aria-current=\"page\">No. %" G_GINT64_FORMAT "</li></ol></nav>\n",
	                       root, root, s->year, s->year, s->id);
	g_string_append(out, "<h1 dir=\"auto\">");
	page_text(out, page_title_of(s));
	g_string_append(out, "</h1>\n");
}

gboolean page_statement(const struct site *site, struct tree *tree, const struct public *public, GError **error)
{
	const struct summary *s = public->summary;
	g_autofree char *folder = g_strdup_printf("%" G_GINT64_FORMAT "/", s->id);
	g_autofree char *data = g_strconcat(folder, "statement.json", NULL);
	g_autofree char *text_path = g_strconcat(folder, "text.txt", NULL), *root = page_root(folder);
	struct page page = { .title = page_title_of(s), .path = folder, .data = data, .here = "" };
	g_autoptr(GString) out = page_begin(site, &page);

	g_string_append(out, "<article class=\"statement\">\n");
	put_head(out, root, s);
	put_fields(site, out, root, public);
	put_body(out, public);
	put_files(out, public->files);
	put_relations(site, out, root, s);
	g_string_append_printf(out, "<p class=\"tools\"><a href=\"history/\">History</a> <a href=\"statement.json\">This statement as JSON</a>%s</p>\n</article>\n",
	                       public->body ? " <a href=\"text.txt\">Plain text</a>" : "");
	if (public->body && !tree_put(tree, text_path, public->body, strlen(public->body), error))
		return FALSE;
	return page_put(site, &page, tree, out, error);
}

/* ---- history ---- */

static const char *event_words(const struct summary *s, enum event_kind kind)
{
	switch (kind) {
	case EVENT_SUBMITTED: return s->direction == DIRECTION_OUTGOING ? "Submitted" : "Received";
	case EVENT_MODIFIED: return "Changed";
	case EVENT_APPROVED: return "Approved";
	case EVENT_POSTED: return "Posted";
	case EVENT_KILLED: return "Removed";
	case EVENT_RESURRECTED: return "Taken up again";
	case EVENT_MSGIN: return "Message received";
	case EVENT_MSGOUT: return "Message sent";
	case EVENT_COMMENT: return "Comment";
	case EVENT_RESENT: return "Received again";
	case EVENT_PRIVATE_COMMENT:
	case EVENT_N: break;
	}
	return "";
}

static void put_event(GString *out, const struct summary *s, const struct public_event *event)
{
	g_autofree char *time = clock_format(event->time);
	g_autofree char *shown = g_strdup_printf("%.10s %.5s", time, time + 11);

	g_string_append_printf(out, "<tr><td><time datetime=\"%s\">%s</time></td><td>%s", time, shown, event_words(s, event->kind));
	if (event->text) {
		g_string_append(out, "<div class=\"lines\" dir=\"auto\">");
		page_prose(out, event->text, 2000);
		g_string_append(out, "</div>");
	}
	g_string_append(out, "</td><td>");
	page_name(out, event->by);
	g_string_append(out, "</td></tr>\n");
}

gboolean page_history(const struct site *site, struct tree *tree, const struct public *public, GError **error)
{
	const struct summary *s = public->summary;
	g_autofree char *folder = g_strdup_printf("%" G_GINT64_FORMAT "/history/", s->id);
	g_autofree char *root = page_root(folder);
	g_autofree char *title = g_strdup_printf("History of No. %" G_GINT64_FORMAT, s->id);
	struct page page = { .title = title, .path = folder, .here = "" };
	g_autoptr(GString) out = page_begin(site, &page);
	guint first = public->events->len > EVENTS_MAX ? public->events->len - EVENTS_MAX : 0;
	gsize room = out->len + 60000;

	g_string_append_printf(out, "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"%s\">Statements</a></li><li><a href=\"../\">No. %" G_GINT64_FORMAT
	                       "</a></li><li aria-current=\"page\">History</li></ol></nav>\n<h1>History</h1>\n<p class=\"lede\" dir=\"auto\">", root, s->id);
	page_text(out, page_title_of(s));
	g_string_append(out, "</p>\n<table class=\"history\">\n<caption class=\"vh\">What happened to this statement, newest first</caption>\n"
	                "<thead><tr><th scope=\"col\">When (UTC)</th><th scope=\"col\">What</th><th scope=\"col\">By</th></tr></thead>\n<tbody>\n");
	for (guint i = public->events->len; i > first && out->len < room; i--)
		put_event(out, s, g_ptr_array_index(public->events, i - 1));
	g_string_append(out, "</tbody>\n</table>\n");
	if (first)
		g_string_append(out, "<p>Earlier ones are in the <a href=\"../statement.json\">data of this statement</a>.</p>\n");
	return page_put(site, &page, tree, out, error);
}

/* ---- what is gone ---- */

static gboolean put_removed(const struct site *site, struct tree *tree, const struct summary *s, const char *folder, GError **error)
{
	g_autofree char *root = page_root(folder);
	g_autofree char *title = g_strdup_printf("No. %" G_GINT64_FORMAT ": removed", s->id);
	struct page page = { .title = title, .path = folder, .here = "", .hidden = TRUE };
	g_autoptr(GString) out = page_begin(site, &page);

	g_string_append_printf(out, "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"%s\">Statements</a></li><li aria-current=\"page\">No. %"
	                       G_GINT64_FORMAT "</li></ol></nav>\n<h1>Removed</h1>\n<p class=\"lede\">Statement No. %" G_GINT64_FORMAT
	                       " was on the public record from ", root, s->id, s->id);
	page_date(out, s->posted);
	g_string_append(out, " and was removed from it on ");
	page_date(out, s->removed);
	g_string_append(out, ".</p>\n");
	return page_put(site, &page, tree, out, error);
}

gboolean page_removed(const struct site *site, struct tree *tree, const struct summary *summary, GError **error)
{
	g_autofree char *folder = g_strdup_printf("%" G_GINT64_FORMAT "/", summary->id);
	g_autofree char *history = g_strconcat(folder, "history/", NULL);

	return put_removed(site, tree, summary, folder, error) && put_removed(site, tree, summary, history, error);
}
