/* SPDX-License-Identifier: BSD-2-Clause
 *
 * headers.c - which header fields are taken out and put in, and nothing else
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/mark.h>
#include "decision.h"

#define RULE_FORGED "forged"
#define RULE_RECORD "record"
#define RULE_REPLY_TO "reply-to"

/* Does an Archived-At value (RFC 5064 2: "<" URI ">", white space allowed within) stand under our own address? */
static gboolean is_under(const char *value, const char *base_url)
{
	g_autoptr(GString) uri = g_string_new(NULL);
	gsize length = strlen(base_url);

	for (const char *p = value; *p; p++)
		if (!g_ascii_isspace(*p) && *p != '<')
			g_string_append_c(uri, *p);
	while (length > 0 && base_url[length - 1] == '/')
		length--;
	if (length == 0 || g_ascii_strncasecmp(uri->str, base_url, length) != 0)
		return FALSE;
	return strchr("/>?#", uri->str[length]) != NULL;   /* the end of the text as well */
}

static gboolean is_forged(const struct header_field *field, const char *base_url)
{
	if (g_ascii_strcasecmp(field->name, MARK_FIELD) == 0)
		return TRUE;
	return base_url && g_ascii_strcasecmp(field->name, "Archived-At") == 0 && is_under(field->value, base_url);
}

void headers_remove_forged(struct plan *plan, const struct message *message, const char *base_url)
{
	/* Backwards: Postfix counts anew after each deletion, so that going up leaves every other one in place. */
	for (guint i = message->headers->len; i-- > 0;) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);

		if (is_forged(field, base_url))
			plan_add(plan, ACTION_REMOVE_HEADER, field->name, NULL, field->occurrence, RULE_FORGED);
	}
}

void headers_add_ours(struct plan *plan, const char *base_url, gboolean waits)
{
	g_autofree char *mark = mark_format(waits, plan->look);

	if (base_url)
		plan_add(plan, ACTION_ADD_HEADER, "Archived-At", "<%u>", 0, RULE_RECORD);
	plan_add(plan, ACTION_ADD_HEADER, MARK_FIELD, mark, 0, RULE_RECORD);
}

/* RFC 6376 3.5: "h=" is a colon-separated list of header field names; a name in it covers the field also where it is absent. */
static gboolean signature_covers(const char *signature, const char *name)
{
	g_auto(GStrv) tags = g_strsplit(signature, ";", -1);

	for (guint i = 0; tags[i]; i++) {
		char *tag = g_strstrip(tags[i]), *value = strchr(tag, '=');
		g_auto(GStrv) names = NULL;

		if (!value)
			continue;
		*value++ = '\0';
		if (strcmp(g_strchomp(tag), "h") != 0)
			continue;
		names = g_strsplit(value, ":", -1);
		for (guint k = 0; names[k]; k++)
			if (g_ascii_strcasecmp(g_strstrip(names[k]), name) == 0)
				return TRUE;
	}
	return FALSE;
}

gboolean headers_reply_to_signed(const struct message *message)
{
	for (guint i = 0; i < message->headers->len; i++) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);

		if (g_ascii_strcasecmp(field->name, "DKIM-Signature") == 0 && signature_covers(field->value, "Reply-To"))
			return TRUE;
	}
	return FALSE;
}

/* plan_expand() reads "%": an address may hold one. */
static char *value_of(const char *address)
{
	g_auto(GStrv) parts = g_strsplit(address, "%", -1);

	return g_strjoinv("%%", parts);
}

void headers_set_reply_to(struct plan *plan, const struct message *message, const char *address)
{
	g_autofree char *value = value_of(address);
	const struct address *only = message->reply_to->len == 1 ? g_ptr_array_index(message->reply_to, 0) : NULL;
	guint count = 0;

	for (guint i = 0; i < message->headers->len; i++) {
		const struct header_field *field = g_ptr_array_index(message->headers, i);
		count += g_ascii_strcasecmp(field->name, "Reply-To") == 0 ? 1 : 0;
	}
	if (count == 0) {
		plan_add(plan, ACTION_ADD_HEADER, "Reply-To", value, 0, RULE_REPLY_TO);
		return;
	}
	for (guint index = count; index > 1; index--)
		plan_add(plan, ACTION_REMOVE_HEADER, "Reply-To", NULL, index, RULE_REPLY_TO);
	if (!only || !address_equal(only->addr_spec, address))
		plan_add(plan, ACTION_CHANGE_HEADER, "Reply-To", value, 1, RULE_REPLY_TO);
}
