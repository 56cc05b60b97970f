/* SPDX-License-Identifier: BSD-2-Clause
 *
 * recipients.c - the wanted set of recipients and its difference to the envelope
 */
#include <config.h>
#include <liaison/address.h>
#include "recipients.h"

struct entry {
	char *addr_spec;
	GPtrArray *arguments;    /* const char *: the RCPT arguments it came by, the envelope's; empty for what was added */
	gboolean wanted, waiting;
	char *rule;              /* who added or removed it */
};

struct recipients {
	GPtrArray *entries;      /* struct entry *, in order */
	GHashTable *by_key;      /* address_key() -> struct entry *, not owned */
};

static void entry_free(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->addr_spec);
	g_ptr_array_unref(entry->arguments);
	g_free(entry->rule);
	g_free(entry);
}

static struct entry *entry_of(struct recipients *recipients, const char *addr_spec)
{
	char *key = address_key(addr_spec);
	struct entry *entry = g_hash_table_lookup(recipients->by_key, key);

	if (entry) {
		g_free(key);
		return entry;
	}
	entry = g_new0(struct entry, 1);
	entry->addr_spec = g_strdup(addr_spec);
	entry->arguments = g_ptr_array_new();
	g_ptr_array_add(recipients->entries, entry);
	g_hash_table_insert(recipients->by_key, key, entry);
	return entry;
}

struct recipients *recipients_new(const struct envelope *envelope)
{
	struct recipients *recipients = g_new0(struct recipients, 1);

	recipients->entries = g_ptr_array_new_with_free_func(entry_free);
	recipients->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);
		struct entry *entry = entry_of(recipients, recipient->addr_spec);
		entry->wanted = TRUE;
		g_ptr_array_add(entry->arguments, recipient->argument);
	}
	return recipients;
}

void recipients_free(struct recipients *recipients)
{
	if (!recipients)
		return;
	g_hash_table_unref(recipients->by_key);
	g_ptr_array_unref(recipients->entries);
	g_free(recipients);
}

static void set_rule(struct entry *entry, const char *rule)
{
	g_free(entry->rule);
	entry->rule = g_strdup(rule);
}

void recipients_add(struct recipients *recipients, const char *addr_spec, const char *rule, gboolean wait)
{
	struct entry *entry = entry_of(recipients, addr_spec);

	if (entry->wanted || (wait && entry->waiting))
		return;
	/* The sender gave it and a rule took it away: it comes back as it was, without an edit. */
	entry->wanted = !wait;
	entry->waiting = wait;
	set_rule(entry, rule);
}

void recipients_remove(struct recipients *recipients, gboolean (*matches)(const char *addr_spec, gpointer data), gpointer data, const char *rule)
{
	for (guint i = 0; i < recipients->entries->len; i++) {
		struct entry *entry = g_ptr_array_index(recipients->entries, i);

		if ((!entry->wanted && !entry->waiting) || !matches(entry->addr_spec, data))
			continue;
		entry->wanted = entry->waiting = FALSE;
		set_rule(entry, rule);
	}
}

gboolean recipients_want(const struct recipients *recipients, const char *addr_spec)
{
	g_autofree char *key = address_key(addr_spec);
	const struct entry *entry = g_hash_table_lookup(recipients->by_key, key);

	return entry && entry->wanted;
}

guint recipients_wanted(const struct recipients *recipients)
{
	guint count = 0;

	for (guint i = 0; i < recipients->entries->len; i++)
		count += ((const struct entry *)g_ptr_array_index(recipients->entries, i))->wanted ? 1 : 0;
	return count;
}

guint recipients_waiting(const struct recipients *recipients)
{
	guint count = 0;

	for (guint i = 0; i < recipients->entries->len; i++)
		count += ((const struct entry *)g_ptr_array_index(recipients->entries, i))->waiting ? 1 : 0;
	return count;
}

void recipients_restore(struct recipients *recipients)
{
	for (guint i = 0; i < recipients->entries->len; i++) {
		struct entry *entry = g_ptr_array_index(recipients->entries, i);
		if (entry->arguments->len > 0)
			entry->wanted = TRUE;
	}
}

static void emit_waiting(struct plan *plan, const struct entry *entry)
{
	struct action *action = g_new0(struct action, 1);

	action->kind = ACTION_ADD_RECIPIENT;
	action->name = g_strdup(entry->addr_spec);
	action->rule = g_strdup(entry->rule);
	g_ptr_array_add(plan->waiting, action);
}

void recipients_emit(const struct recipients *recipients, struct plan *plan)
{
	/* Additions first: an envelope that is empty for a moment is lost for good in Postfix. */
	for (guint i = 0; i < recipients->entries->len; i++) {
		const struct entry *entry = g_ptr_array_index(recipients->entries, i);

		if (entry->wanted && entry->arguments->len == 0)
			plan_add(plan, ACTION_ADD_RECIPIENT, entry->addr_spec, NULL, 0, entry->rule);
		if (entry->waiting)
			emit_waiting(plan, entry);
	}
	/* One mailbox may have been given twice, in two spellings: each was accepted by itself and is deleted by itself. */
	for (guint i = 0; i < recipients->entries->len; i++) {
		const struct entry *entry = g_ptr_array_index(recipients->entries, i);

		for (guint k = 0; !entry->wanted && k < entry->arguments->len; k++)
			plan_add(plan, ACTION_REMOVE_RECIPIENT, g_ptr_array_index(entry->arguments, k), NULL, 0, entry->rule);
	}
}
