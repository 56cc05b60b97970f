/* SPDX-License-Identifier: BSD-2-Clause
 *
 * public.c - picks what of a record is for everybody
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "public.h"

/* In lists; the page of a statement and its data have them longer. */
#define TITLE_MAX 300
#define NAME_MAX_CHARACTERS 120
#define PLACES_MAX 16
#define IDENTIFIERS_MAX 16

gboolean public_is_known(const struct record *record)
{
	return record->statement->kind == KIND_STATEMENT && (record->state == STATE_POSTED || record->posted > 0);
}

/* ---- the summary ---- */

static gboolean has_slug(const GPtrArray *places, const char *slug)
{
	for (guint i = 0; i < places->len; i++)
		if (strcmp(((const struct place *)g_ptr_array_index(places, i))->slug, slug) == 0)
			return TRUE;
	return FALSE;
}

static void add_places(GPtrArray *places, const GPtrArray *names, const struct publish_options *options)
{
	for (guint i = 0; i < names->len && places->len < PLACES_MAX; i++) {
		g_autofree char *name = escape_line(g_ptr_array_index(names, i), NAME_MAX_CHARACTERS);
		g_autofree char *canonical = place_canonical(options->organization, name);
		g_autofree char *slug = place_slug(canonical);

		if (*name && !has_slug(places, slug))
			summary_add_place(places, name, slug);
	}
}

static void add_link(struct summary *summary, gint64 other, enum link_kind kind)
{
	struct link link = { other, kind };

	for (guint i = 0; i < summary->relations->len; i++) {
		const struct link *have = &g_array_index(summary->relations, struct link, i);

		if (have->other == other && have->kind == kind)
			return;
	}
	g_array_append_val(summary->relations, link);
}

static void add_relations(struct summary *summary, const struct record *record)
{
	for (guint i = 0; i < record->relations->len; i++) {
		const struct record_relation *relation = g_ptr_array_index(record->relations, i);

		if (strcmp(relation->kind, "refold") == 0)
			add_link(summary, relation->other, LINK_ANSWERS);
		else if (strcmp(relation->kind, "supersedes") == 0)
			add_link(summary, relation->other, LINK_SUPERSEDES);
		else if (strcmp(relation->kind, "also") == 0)
			add_link(summary, relation->other, LINK_SAME_MAIL);
	}
	for (guint i = 0; i < record->also->len; i++)
		add_link(summary, g_array_index(record->also, gint64, i), LINK_SAME_MAIL);
}

static gboolean is_public_event(const struct record_event *event)
{
	return event->kind != EVENT_PRIVATE_COMMENT;
}

static gint64 last_event(const struct record *record)
{
	gint64 last = MAX(record->received, record->posted);

	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);

		if (is_public_event(event))
			last = MAX(last, event->time);
	}
	return last;
}

/* Nothing but that it was there, and since when it is not. */
static struct summary *summary_of_removed(const struct record *record)
{
	struct summary *s = summary_new(record->id);

	summary_receive(s, record->received);
	s->posted = record->posted;
	s->removed = record->dead ? record->dead : last_event(record);
	s->updated = s->removed;
	return s;
}

struct summary *public_summary(const struct record *record, const struct publish_options *options)
{
	return record->state == STATE_POSTED ? public_summary_any(record, options) : summary_of_removed(record);
}

struct summary *public_summary_any(const struct record *record, const struct publish_options *options)
{
	const struct statement *statement = record->statement;
	struct summary *s = summary_new(record->id);

	s->shown = TRUE;
	summary_receive(s, record->received);
	s->posted = record->posted;
	s->updated = last_event(record);
	s->direction = statement->direction;
	s->purpose = statement->purpose;
	s->deadline = statement->deadline;
	s->taken = record->taken != 0;
	s->redacted = record->redacted != 0;
	g_free(s->title);
	s->title = escape_line(statement->title ? statement->title : "", TITLE_MAX);
	if (statement->peer) {
		g_autofree char *slug = place_slug(statement->peer);

		g_free(s->peer);
		s->peer = escape_line(statement->peer, NAME_MAX_CHARACTERS);
		s->peer_slug = g_intern_string(slug);
	}
	add_places(s->from, statement->from, options);
	add_places(s->to, statement->to, options);
	for (guint i = 0; i < statement->identifiers->len && i < IDENTIFIERS_MAX; i++)
		g_ptr_array_add(s->identifiers, escape_line(g_ptr_array_index(statement->identifiers, i), NAME_MAX_CHARACTERS));
	add_relations(s, record);
	s->files = record->redacted ? 0 : record->attachments->len;
	return s;
}

/* ---- the rest ---- */

static GPtrArray *contacts_of(const GPtrArray *addresses, const struct publish_options *options)
{
	GPtrArray *contacts = g_ptr_array_new_with_free_func(public_contact_free);

	for (guint i = 0; i < addresses->len; i++) {
		struct public_contact *contact = public_contact_new(g_ptr_array_index(addresses, i), options);

		if (contact)
			g_ptr_array_add(contacts, contact);
	}
	return contacts;
}

static GPtrArray *copies_of(const GPtrArray *texts, const struct publish_options *options)
{
	GPtrArray *contacts = g_ptr_array_new_with_free_func(public_contact_free);

	for (guint i = 0; i < texts->len; i++) {
		struct public_contact *contact = public_contact_parse(g_ptr_array_index(texts, i), options);

		if (contact)
			g_ptr_array_add(contacts, contact);
	}
	return contacts;
}

/* References are numbers and titles of statements; a message-id among them is a trace of mail. */
static GPtrArray *references_of(const GPtrArray *texts)
{
	GPtrArray *references = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < texts->len; i++) {
		g_autofree char *line = escape_line(g_ptr_array_index(texts, i), 200);

		if (*line && !(strchr(line, '@') && !strchr(line, ' ')))
			g_ptr_array_add(references, g_steal_pointer(&line));
	}
	return references;
}

static void event_free(gpointer data)
{
	struct public_event *event = data;

	g_free(event->by);
	g_free(event->text);
	g_free(event);
}

/* "action taken by record 7, https://…: what was done": only the end is of interest, and meant for everybody. */
static char *what_was_done(const char *text)
{
	const char *note = g_str_has_prefix(text, STORE_TAKEN) ? strstr(text, ": ") : NULL;
	g_autofree char *plain = note ? escape_plain(note + 2) : NULL;

	return g_str_has_prefix(text, STORE_TAKEN) ? g_strconcat("Action taken", plain ? ": " : "", plain, NULL) : NULL;
}

/* The texts of events name persons, values before and after, and where mail went; a public comment and what was done are written for everybody. */
static GPtrArray *events_of(const struct record *record, const struct publish_options *options)
{
	GPtrArray *events = g_ptr_array_new_with_free_func(event_free);

	for (guint i = 0; i < record->events->len; i++) {
		const struct record_event *event = g_ptr_array_index(record->events, i);
		struct public_event *shown;

		if (!is_public_event(event))
			continue;
		shown = g_new0(struct public_event, 1);
		shown->time = event->time;
		shown->kind = event->kind;
		shown->by = public_actor(event->by, options);
		if (event->kind == EVENT_COMMENT && event->text)
			shown->text = escape_plain(event->text);
		else if (event->kind == EVENT_MODIFIED && event->text && !record->redacted)
			shown->text = what_was_done(event->text);
		g_ptr_array_add(events, shown);
	}
	return events;
}

struct public *public_new(const struct record *record, const struct publish_options *options)
{
	g_autoptr(statement_t) nothing = statement_new();
	const struct statement *statement = record->state == STATE_POSTED ? record->statement : nothing;
	struct public *public = g_new0(struct public, 1);
	const struct address *reply_to = statement->from_liaison_contact;

	public->summary = public_summary(record, options);
	public->send_reply_to_assumed = !reply_to && statement->direction == DIRECTION_INCOMING;
	if (public->send_reply_to_assumed)
		reply_to = statement->received_from;
	public->send_reply_to = public_contact_new(reply_to, options);
	public->send_to = public_contact_new(statement->to_liaison_contact, options);
	public->from_contacts = contacts_of(statement->from_contacts, options);
	public->to_contacts = contacts_of(statement->to_contacts, options);
	public->cc = copies_of(statement->cc, options);
	public->deadline_text = statement->deadline_text ? escape_line(statement->deadline_text, 200) : NULL;
	public->body = statement->body && *statement->body && !record->redacted ? escape_plain(statement->body) : NULL;
	public->refers_to = references_of(statement->refers_to);
	public->taken = record->taken;
	if (record->taken_url && (g_str_has_prefix(record->taken_url, "https://") || g_str_has_prefix(record->taken_url, "http://")) && !record->redacted)
		public->taken_url = escape_line(record->taken_url, 500);
	if (public->summary->shown) {
		public->files = public_files(record);
		public->events = events_of(record, options);
	} else {
		public->files = g_ptr_array_new();
		public->events = g_ptr_array_new();
	}
	return public;
}

void public_free(struct public *public)
{
	if (!public)
		return;
	summary_free(public->summary);
	g_free(public->deadline_text);
	g_free(public->taken_url);
	g_free(public->body);
	g_ptr_array_unref(public->from_contacts);
	g_ptr_array_unref(public->to_contacts);
	g_ptr_array_unref(public->cc);
	public_contact_free(public->send_reply_to);
	public_contact_free(public->send_to);
	g_ptr_array_unref(public->refers_to);
	g_ptr_array_unref(public->files);
	g_ptr_array_unref(public->events);
	g_free(public);
}
