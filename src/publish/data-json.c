/* SPDX-License-Identifier: BSD-2-Clause
 *
 * data-json.c - one statement as JSON: the keys that inspect and export have, as far as they are for everybody
 */
#include <config.h>
#include <string.h>
#include <liaison/field.h>
#include <liaison/json.h>
#include "feed.h"

static void put_places(struct json *json, enum field field, const GPtrArray *places)
{
	json_begin_array(json, field_key(field));
	for (guint i = 0; i < places->len; i++)
		json_string(json, NULL, ((const struct place *)g_ptr_array_index(places, i))->name);
	json_end_array(json);
}

static char *contact_text(const struct public_contact *contact)
{
	if (contact->name && contact->address) {
		g_autoptr(address_t) address = address_new(contact->name, contact->address);

		return address_format(address);
	}
	return g_strdup(contact->name ? contact->name : contact->address);
}

static void put_contacts(struct json *json, enum field field, const GPtrArray *contacts)
{
	json_begin_array(json, field_key(field));
	for (guint i = 0; i < contacts->len; i++) {
		g_autofree char *text = contact_text(g_ptr_array_index(contacts, i));

		json_string(json, NULL, text);
	}
	json_end_array(json);
}

static void put_contact(struct json *json, enum field field, const struct public_contact *contact)
{
	g_autofree char *text = contact ? contact_text(contact) : NULL;

	json_string(json, field_key(field), text);
}

static void put_file(struct json *json, const char *folder, const struct public_file *file)
{
	g_autofree char *address = g_strconcat(folder, file->path, NULL);

	json_begin_object(json, NULL);
	json_string(json, "name", file->name);
	json_string(json, "url", address);
	json_string(json, "content_type", file->type);
	json_int(json, "size", file->size);
	json_string(json, "sha256", file->digest);
	if (file->results) {
		json_begin_array(json, "converted");
		for (guint i = 0; i < file->results->len; i++)
			put_file(json, folder, g_ptr_array_index(file->results, i));
		json_end_array(json);
	}
	json_end_object(json);
}

static void put_links(const struct site *site, struct json *json, const GArray *links, const char *const words[])
{
	for (guint i = 0; links && i < links->len; i++) {
		const struct link *link = &g_array_index(links, struct link, i);

		if (!words[link->kind] || !catalog_shown(site->catalog, link->other))
			continue;
		json_begin_object(json, NULL);
		json_string(json, "relation", words[link->kind]);
		json_int(json, "id", link->other);
		json_end_object(json);
	}
}

static void put_relations(const struct site *site, struct json *json, const struct summary *s)
{
	static const char *const forward[LINK_N] = { [LINK_ANSWERS] = "refold", [LINK_SUPERSEDES] = "supersedes", [LINK_SAME_MAIL] = "also" };
	static const char *const backward[LINK_N] = { [LINK_ANSWERS] = "refold-by", [LINK_SUPERSEDES] = "superseded-by" };

	json_begin_array(json, "relations");
	put_links(site, json, s->relations, forward);
	put_links(site, json, catalog_backward(site->catalog, s->id), backward);
	json_end_array(json);
}

static void put_events(struct json *json, const GPtrArray *events)
{
	json_begin_array(json, "events");
	for (guint i = 0; i < events->len; i++) {
		const struct public_event *event = g_ptr_array_index(events, i);

		json_begin_object(json, NULL);
		json_time(json, "time", event->time);
		json_string(json, "event", event_kind_name(event->kind));
		json_string(json, "by", event->by);
		json_string(json, "text", event->text);
		json_end_object(json);
	}
	json_end_array(json);
}

static void put_state(const struct site *site, struct json *json, const struct summary *s)
{
	static const char *const needs[] = { [NEED_NONE] = NULL, [NEED_ACTION] = "needed", [NEED_ANSWERED] = "answered", [NEED_TAKEN] = "taken" };

	json_string(json, "state", "posted");
	json_string(json, "action", needs[catalog_need(site->catalog, s)]);
	json_time(json, "received", s->received);
	json_time(json, "posted", s->posted);
	json_time(json, "updated", s->updated);
	json_bool(json, "redacted", s->redacted);
}

/* "id" stands first: yearly.c looks for it there. */
char *data_json(const struct site *site, const struct public *public, gboolean pretty)
{
	const struct summary *s = public->summary;
	struct json *json = json_new(pretty);
	g_autofree char *folder = g_strdup_printf("%s%" G_GINT64_FORMAT "/", site->base, s->id), *day = date_format(s->deadline);

	json_begin_object(json, NULL);
	json_int(json, "id", s->id);
	json_string(json, "url", folder);
	put_state(site, json, s);
	json_string(json, field_key(FIELD_DIRECTION), direction_name(s->direction));
	json_string(json, field_key(FIELD_TITLE), *s->title ? s->title : NULL);
	put_places(json, FIELD_FROM, s->from);
	put_contacts(json, FIELD_FROM_CONTACTS, public->from_contacts);
	put_contact(json, FIELD_FROM_LIAISON_CONTACT, public->send_reply_to_assumed ? NULL : public->send_reply_to);
	put_places(json, FIELD_TO, s->to);
	put_contacts(json, FIELD_TO_CONTACTS, public->to_contacts);
	put_contact(json, FIELD_TO_LIAISON_CONTACT, public->send_to);
	put_contacts(json, FIELD_CC, public->cc);
	json_string(json, field_key(FIELD_PURPOSE), purpose_name(s->purpose));
	json_string(json, field_key(FIELD_DEADLINE), day);
	json_string(json, "deadline_text", public->deadline_text);
	json_strings(json, field_key(FIELD_REFERS_TO), public->refers_to);
	json_strings(json, field_key(FIELD_IDENTIFIERS), s->identifiers);
	json_string(json, "body", public->body);
	json_begin_array(json, "files");
	for (guint i = 0; i < public->files->len; i++)
		put_file(json, folder, g_ptr_array_index(public->files, i));
	json_end_array(json);
	put_relations(site, json, s);
	put_events(json, public->events);
	json_end_object(json);
	return json_finish(json);
}

gboolean data_put_statement(const struct site *site, struct tree *tree, const struct public *public, GError **error)
{
	g_autofree char *path = g_strdup_printf("%" G_GINT64_FORMAT "/statement.json", public->summary->id);
	g_autofree char *text = data_json(site, public, TRUE), *whole = g_strconcat(text, "\n", NULL);

	return tree_put(tree, path, whole, strlen(whole), error);
}
