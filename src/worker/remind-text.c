/* SPDX-License-Identifier: BSD-2-Clause
 *
 * remind-text.c - what stands in reminders and digests
 *
 * Strangers wrote titles and names: each is one line here, of a bounded length.
 */
#include <config.h>
#include <string.h>
#include <liaison/plan.h>
#include <liaison/remind.h>
#include <liaison/text.h>
#include "remind-text.h"

#define TITLE_MAX 150          /* characters */
#define LISTED_MAX 200         /* records in one list of a digest */

static char *one_line(const char *text, glong max)
{
	g_autofree char *folded = text_fold_space(text);
	g_autofree char *safe = text_escape_control(folded);

	if (g_utf8_strlen(safe, -1) <= max)
		return g_steal_pointer(&safe);
	g_autofree char *cut = g_utf8_substring(safe, 0, max - 1);
	return g_strconcat(cut, "…", NULL);
}

static char *title_of(const struct record *record)
{
	return one_line(record->statement->title ? record->statement->title : "without a title", TITLE_MAX);
}

static char *names(const GPtrArray *list)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++)
		g_string_append_printf(text, "%s%s", i ? ", " : "", (const char *)g_ptr_array_index(list, i));
	return one_line(text->len ? text->str : "?", TITLE_MAX);
}

char *remind_when(struct date deadline, struct date today)
{
	int days = remind_days_between(today, deadline);

	if (days == 0)
		return g_strdup("today");
	if (days == 1 || days == -1)
		return g_strdup(days > 0 ? "tomorrow" : "yesterday");
	return days > 0 ? g_strdup_printf("in %d days", days) : g_strdup_printf("%d days ago", -days);
}

char *remind_subject(const struct record *record, struct date today)
{
	g_autofree char *title = title_of(record), *day = date_format(record->statement->deadline);
	g_autofree char *when = remind_when(record->statement->deadline, today);
	const gboolean overdue = remind_days_between(record->statement->deadline, today) > 0;

	return g_strdup_printf("%s: liaison statement \"%s\" asked for action by %s (%s)", overdue ? "Overdue" : "Reminder", title, day, when);
}

static void put(GString *out, const char *label, const char *value)
{
	g_string_append_printf(out, "  %-12s %s\n", label, value);
}

char *remind_text(const struct record *record, struct date today, const char *url)
{
	g_autofree char *title = title_of(record), *from = names(record->statement->from), *to = names(record->statement->to);
	g_autofree char *day = date_format(record->statement->deadline), *when = remind_when(record->statement->deadline, today);
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, record->id), *deadline = g_strdup_printf("%s (%s)", day, when);
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "This liaison statement asks for action, and %s.\n\n",
	                       remind_days_between(record->statement->deadline, today) > 0 ? "its deadline has passed" : "its deadline is near");
	put(out, "Number:", number);
	put(out, "Title:", title);
	put(out, "From:", from);
	put(out, "To:", to);
	put(out, "Deadline:", deadline);
	if (record->assignee) {
		g_autofree char *assignee = one_line(record->assignee, TITLE_MAX);

		put(out, "Assignee:", assignee);
	}
	if (url)
		put(out, "Record:", url);
	if (record->state != STATE_POSTED)
		g_string_append(out, "\nNobody has posted it yet: those whom it is for may not have it.\n");
	g_string_append(out, "\nReminders end when it is answered, or when the coordinator marks it as taken.\n");
	return g_string_free(out, FALSE);
}

/* ---- the digest ---- */

enum list { LIST_OVERDUE, LIST_SOON, LIST_LATER, LIST_UNDATED, LIST_PENDING, LIST_N };
static const char *const headings[LIST_N] = {
	[LIST_OVERDUE] = "Overdue", [LIST_SOON] = "Due within two weeks", [LIST_LATER] = "Due later", [LIST_UNDATED] = "For action, without a deadline",
	[LIST_PENDING] = "Waiting for a person to post or approve them",
};

struct digest_text { struct date today; char *base_url; GString *lists[LIST_N]; guint counts[LIST_N]; };

struct digest_text *digest_text_new(struct date today, const char *base_url)
{
	struct digest_text *digest = g_new0(struct digest_text, 1);

	digest->today = today;
	digest->base_url = g_strdup(base_url);
	for (guint i = 0; i < LIST_N; i++)
		digest->lists[i] = g_string_new(NULL);
	return digest;
}

void digest_text_free(struct digest_text *digest)
{
	if (!digest)
		return;
	for (guint i = 0; i < LIST_N; i++)
		g_string_free(digest->lists[i], TRUE);
	g_free(digest->base_url);
	g_free(digest);
}

static void add(struct digest_text *digest, enum list list, const struct record *record)
{
	g_autofree char *title = title_of(record), *from = names(record->statement->from), *to = names(record->statement->to);
	g_autofree char *day = date_format(record->statement->deadline), *when = day ? remind_when(record->statement->deadline, digest->today) : NULL;
	g_autofree char *url = digest->base_url && record->state == STATE_POSTED ? plan_expand("%u", digest->base_url, record->id) : NULL;
	GString *out = digest->lists[list];

	if (digest->counts[list]++ >= LISTED_MAX)
		return;
	g_string_append_printf(out, "  %" G_GINT64_FORMAT "  %s\n      %s → %s", record->id, title, from, to);
	if (day)
		g_string_append_printf(out, ", by %s (%s)", day, when);
	else if (record->statement->deadline_text) {
		g_autofree char *words = one_line(record->statement->deadline_text, TITLE_MAX);

		g_string_append_printf(out, ", \"%s\"", words);
	}
	if (record->assignee) {
		g_autofree char *assignee = one_line(record->assignee, TITLE_MAX);

		g_string_append_printf(out, ", assigned to %s", assignee);
	}
	g_string_append_c(out, '\n');
	if (url)
		g_string_append_printf(out, "      %s\n", url);
}

void digest_text_open(struct digest_text *digest, const struct record *record)
{
	const struct date deadline = record->statement->deadline;
	int days;

	if (!date_is_set(deadline)) {
		add(digest, LIST_UNDATED, record);
		return;
	}
	days = remind_days_between(digest->today, deadline);
	add(digest, days < 0 ? LIST_OVERDUE : days <= 14 ? LIST_SOON : LIST_LATER, record);
}

void digest_text_pending(struct digest_text *digest, const struct record *record)
{
	add(digest, LIST_PENDING, record);
}

guint digest_text_count(const struct digest_text *digest)
{
	guint count = 0;

	for (guint i = 0; i < LIST_N; i++)
		count += digest->counts[i];
	return count;
}

char *digest_text_subject(const struct digest_text *digest)
{
	guint open = digest_text_count(digest) - digest->counts[LIST_PENDING];

	return g_strdup_printf("Digest of liaison statements: %u for action, %u of them overdue; %u to be posted", open, digest->counts[LIST_OVERDUE],
	                       digest->counts[LIST_PENDING]);
}

char *digest_text_body(const struct digest_text *digest)
{
	GString *out = g_string_new("What waits for action or for a person, of the liaison statements on record.\n");

	for (guint i = 0; i < LIST_N; i++) {
		if (!digest->counts[i])
			continue;
		g_string_append_printf(out, "\n%s (%u)\n\n%s", headings[i], digest->counts[i], digest->lists[i]->str);
		if (digest->counts[i] > LISTED_MAX)
			g_string_append_printf(out, "  and %u more\n", digest->counts[i] - LISTED_MAX);
	}
	return g_string_free(out, FALSE);
}
