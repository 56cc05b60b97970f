/* SPDX-License-Identifier: BSD-2-Clause
 *
 * datatracker.c - a record as the objects that the IETF Datatracker's API has
 *
 * States, purposes and events have the same slugs there; lengths are those of its columns. Groups are named by acronym and persons not at
 * all (by number 1, which is "(System)" there, with the name in the text), since their numbers are known only there.
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/json.h>
#include "escape.h"
#include "public.h"

#define TITLE_LENGTH 255
#define CONTACTS_LENGTH 255
#define SYSTEM "/api/v1/person/person/1/"

/* Whole entries, as many as fit. */
static char *joined(const GPtrArray *addresses, guint max)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < addresses->len; i++) {
		g_autofree char *one = address_format(g_ptr_array_index(addresses, i));
		g_autofree char *line = escape_line(one, max);

		if (out->len + strlen(line) + 2 > max)
			break;
		g_string_append_printf(out, "%s%s", out->len ? ", " : "", line);
	}
	return g_string_free(out, FALSE);
}

static void put_address(struct json *json, const char *name, const struct address *address)
{
	g_autofree char *text = address ? address_format(address) : g_strdup("");
	g_autofree char *line = escape_line(text, CONTACTS_LENGTH - 1);

	json_string(json, name, line);
}

/* "CCAMP WG" is "ccamp" there. */
static void put_groups(struct json *json, const char *name, const GPtrArray *names, const struct organization *organization)
{
	json_begin_array(json, name);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *canonical = place_canonical(organization, g_ptr_array_index(names, i));
		g_autofree char *slug = place_slug(canonical);

		if (g_str_has_suffix(slug, "-wg"))
			slug[strlen(slug) - strlen("-wg")] = '\0';
		json_string(json, NULL, slug);
	}
	json_end_array(json);
}

static void put_names(struct json *json, const char *name, const GPtrArray *names)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *line = NULL;

	for (guint i = 0; i < names->len; i++)
		g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(names, i));
	line = escape_line(text->str, TITLE_LENGTH - 1);
	json_string(json, name, line);
}

static void put_lines(struct json *json, const char *name, const GPtrArray *texts)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < texts->len; i++)
		g_string_append_printf(text, "%s%s", i ? "\n" : "", (const char *)g_ptr_array_index(texts, i));
	json_string(json, name, text->str);
}

static void put_tags(struct json *json, const struct record *record)
{
	const struct statement *statement = record->statement;

	json_begin_array(json, "tags");
	if (record->taken)
		json_string(json, NULL, "/api/v1/name/liaisonstatementtagname/taken/");
	else if (date_is_set(statement->deadline) || statement->purpose == PURPOSE_ACTION)
		json_string(json, NULL, "/api/v1/name/liaisonstatementtagname/required/");
	json_end_array(json);
}

static struct json *begin(const char *kind, const char *key)
{
	struct json *json = json_new(FALSE);
	g_autofree char *address = g_strdup_printf("/api/v1/liaisons/%s/%s/", kind, key);

	json_begin_object(json, NULL);
	json_string(json, "resource_uri", address);
	return json;
}

static void end(GString *out, struct json *json)
{
	g_autofree char *text = NULL;

	json_end_object(json);
	text = json_finish(json);
	g_string_append_printf(out, "%s\n", text);
}

static void put_reference(struct json *json, const char *name, gint64 id)
{
	g_autofree char *address = g_strdup_printf("/api/v1/liaisons/liaisonstatement/%" G_GINT64_FORMAT "/", id);

	json_string(json, name, address);
}

static void put_slug(struct json *json, const char *name, const char *kind, const char *slug)
{
	g_autofree char *address = slug ? g_strdup_printf("/api/v1/name/%s/%s/", kind, slug) : NULL;

	json_string(json, name, address);
}

static void put_statement(GString *out, const struct record *record, const struct organization *organization)
{
	const struct statement *s = record->statement;
	g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT, record->id), *day = date_format(s->deadline);
	g_autofree char *title = escape_line(s->title ? s->title : "", TITLE_LENGTH - 1), *body = escape_plain(s->body ? s->body : "");
	g_autofree char *to = joined(s->to_contacts, CONTACTS_LENGTH), *technical = joined(s->from_contacts, CONTACTS_LENGTH);
	struct json *json = begin("liaisonstatement", key);

	json_int(json, "id", record->id);
	json_string(json, "title", title);
	put_slug(json, "state", "liaisonstatementstate", state_name(record->state));
	put_slug(json, "purpose", "liaisonstatementpurposename", purpose_name(s->purpose));
	json_string(json, "deadline", day);
	json_string(json, "body", body);
	put_lines(json, "other_identifiers", s->identifiers);
	put_groups(json, "from_groups", s->from, organization);
	put_names(json, "from_name", s->from);
	put_address(json, "from_contact", s->from_contacts->len ? g_ptr_array_index(s->from_contacts, 0) : s->received_from);
	put_groups(json, "to_groups", s->to, organization);
	put_names(json, "to_name", s->to);
	json_string(json, "to_contacts", to);
	put_address(json, "response_contacts", s->from_liaison_contact);
	json_string(json, "technical_contacts", technical);
	json_string(json, "action_holder_contacts", "");
	put_lines(json, "cc_contacts", s->cc);
	put_tags(json, record);
	end(out, json);
}

static void put_event(GString *out, const struct record *record, const struct record_event *event)
{
	gboolean system = !event->by || g_ascii_strcasecmp(event->by, "(System)") == 0;
	g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT, event->id);
	g_autofree char *text = g_strdup_printf("%s%s%s", system ? "" : event->by, system || !event->text ? "" : ": ", event->text ? event->text : "");
	g_autofree char *clean = escape_plain(text);
	struct json *json = begin("liaisonstatementevent", key);

	json_int(json, "id", event->id);
	put_reference(json, "statement", record->id);
	json_time(json, "time", event->time);
	put_slug(json, "type", "liaisonstatementeventtypename", event_kind_name(event->kind));
	json_string(json, "by", SYSTEM);
	json_string(json, "desc", clean);
	end(out, json);
}

static void put_attachment(GString *out, const struct record *record, const struct record_attachment *attachment, guint n)
{
	g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT "-%u", record->id, n);
	g_autofree char *document = g_strdup_printf("liaison-%" G_GINT64_FORMAT "-attachment-%u", record->id, n);
	g_autofree char *title = escape_line(attachment->name ? attachment->name : "", TITLE_LENGTH - 1);
	struct json *json = begin("liaisonstatementattachment", key);

	put_reference(json, "statement", record->id);
	json_string(json, "document", document);
	json_bool(json, "removed", record->redacted != 0);
	json_string(json, "title", title);
	json_string(json, "content_type", attachment->content_type);
	json_int(json, "size", attachment->size);
	json_string(json, "sha256", attachment->digest);
	end(out, json);
}

static void put_relation(GString *out, const struct record *record, const struct record_relation *relation)
{
	g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, record->id, relation->other);
	struct json *json = begin("relatedliaisonstatement", key);

	put_reference(json, "source", record->id);
	put_reference(json, "target", relation->other);
	put_slug(json, "relationship", "docrelationshipname", strcmp(relation->kind, "supersedes") == 0 ? "replaces" : relation->kind);
	end(out, json);
}

char *publish_datatracker_lines(const struct record *record, const struct organization *organization)
{
	GString *out = g_string_new(NULL);

	put_statement(out, record, organization);
	for (guint i = 0; i < record->events->len; i++)
		put_event(out, record, g_ptr_array_index(record->events, i));
	for (guint i = 0; i < record->attachments->len; i++)
		put_attachment(out, record, g_ptr_array_index(record->attachments, i), i + 1);
	for (guint i = 0; i < record->relations->len; i++) {
		const struct record_relation *relation = g_ptr_array_index(record->relations, i);

		if (strcmp(relation->kind, "also") != 0)        /* which there is no word for */
			put_relation(out, record, relation);
	}
	return g_string_free(out, FALSE);
}
