/* SPDX-License-Identifier: BSD-2-Clause
 *
 * review.c - answers of approvers and reviewers
 *
 * Believed is who has the token, answers for the one it was given to, and is authenticated. Machines, lists and null senders are never answered
 * (RFC 3834 2), strangers neither: their address may be anybody's.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/change.h>
#include <liaison/clock.h>
#include <liaison/decisions.h>
#include <liaison/error.h>
#include <liaison/notice.h>
#include <liaison/reading.h>
#include <liaison/review.h>
#include <liaison/text.h>
#include "review.h"

enum { ANSWERS_AN_HOUR = 10 };     /* to one address, of those that carry nothing out */

struct reply {
	const struct intake *intake;
	const struct organization *organization;
	struct store *store;
	gint64 now;
	const char *author;            /* addr-spec, authenticated */
	char *token, *digest;
	struct store_token *known;     /* or NULL */
	struct record *record;         /* or NULL */
	char *waits;                   /* whose approval is wanted besides, or NULL */
};

/* ---- the plan ---- */

static gboolean is_automatic(const struct intake *intake)
{
	const struct statement *first = g_ptr_array_index(intake->statements, 0);

	return first->kind == KIND_AUTOMATIC || !intake->envelope->sender || !*intake->envelope->sender ||
	       message_header(intake->message, "List-Id") || message_header(intake->message, "X-BeenThere");
}

static gboolean is_bounce(const struct intake *intake)
{
	return intake->envelope->sender && !*intake->envelope->sender;
}

gboolean review_plan(struct intake *intake)
{
	const struct organization *organization = intake->settings->organization;
	const struct envelope *envelope = intake->envelope;
	struct plan *plan = intake->plan;
	guint review = 0;

	if (intake->settings->observe || plan->verdict == VERDICT_TEMPFAIL)
		return FALSE;
	for (guint i = 0; i < envelope->recipients->len; i++)
		review += organization_is_review_address(organization, ((const struct recipient *)g_ptr_array_index(envelope->recipients, i))->addr_spec) ? 1 : 0;
	if (!review)
		return FALSE;
	if (plan->verdict == VERDICT_LET_GO) {
		plan->verdict = review == envelope->recipients->len && !is_bounce(intake) ? VERDICT_ANSWERED : VERDICT_ACCEPT;
		g_free(plan->reason);
		plan->reason = g_strdup(is_bounce(intake) ? "mail of ours came back" : "mail for the review address");
	}
	if (is_bounce(intake) && organization->coordination && !envelope_has_recipient(envelope, organization->coordination))
		plan_add(plan, ACTION_ADD_RECIPIENT, organization->coordination, NULL, 0, "bounce");
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);

		if (organization_is_review_address(organization, recipient->addr_spec) && plan->verdict == VERDICT_ACCEPT)
			plan_add(plan, ACTION_REMOVE_RECIPIENT, recipient->argument, NULL, 0, "review");
	}
	return !is_bounce(intake);
}

/* ---- answering ---- */

/* Who writes often without anything being carried out is not answered any more this hour. */
static gboolean may_answer(const struct reply *reply, gboolean *ret_may, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *key = address_key(reply->author), *name = g_strdup_printf("answers %s", key), *mark = NULL, *next = NULL;
	gint64 hour = reply->now / (G_USEC_PER_SEC * G_GINT64_CONSTANT(3600)), count = 0;
	g_auto(GStrv) words = NULL;

	mark = store_mark_get(reply->store, name, &cause);
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	words = g_strsplit(mark ? mark : "", " ", 2);
	if (words[0] && words[1] && g_ascii_strtoll(words[0], NULL, 10) == hour)
		count = g_ascii_strtoll(words[1], NULL, 10);
	*ret_may = count < ANSWERS_AN_HOUR;
	if (!*ret_may)
		return TRUE;
	next = g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, hour, count + 1);
	return store_mark_set(reply->store, name, next, error);
}

/* The order for the answer; the texts live as long as the returned notice. */
static struct notice *answer_of(const struct reply *reply, const char *text)
{
	const struct message *message = reply->intake->message;
	struct notice *notice = notice_new(NOTICE_ANSWER, reply->author, "reviewer");

	notice->subject = g_strdup_printf("Re: %s", message->subject ? message->subject : "your mail");
	notice->text = g_strdup(text);
	notice->in_reply_to = g_strdup(message->message_id);
	return notice;
}

/* The same reply again (an MTA that tries again) is answered once. */
static char *answer_key(const struct reply *reply)
{
	const struct message *message = reply->intake->message;
	g_autofree char *envelope = envelope_digest(reply->intake->envelope);

	return g_strdup_printf("answer %s %s %s", message->digest, envelope, message->message_id ? message->message_id : "");
}

/* Nothing is carried out, and the author is told why. */
static gboolean refuse(const struct reply *reply, char **ret_result, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);
static gboolean refuse(const struct reply *reply, char **ret_result, GError **error, const char *format, ...)
{
	g_autofree char *why = NULL, *text = NULL, *argument = NULL, *key = answer_key(reply);
	g_autoptr(notice_t) notice = NULL;
	gboolean may;
	va_list arguments;

	va_start(arguments, format);
	why = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	if (!may_answer(reply, &may, error))
		return FALSE;
	*ret_result = g_strdup_printf("%s: %s", may ? "answered" : "not answered (too many this hour)", why);
	if (!may)
		return TRUE;
	text = g_strdup_printf("Nothing was done with your mail: %s.\n", why);
	notice = answer_of(reply, text);
	argument = notice_format(notice);
	return store_job_order(reply->store, &(struct job_order){ .kind = "mail", .statement = reply->record ? reply->record->id : 0, .key = key,
	                                                          .argument = argument }, reply->now, error);
}

/* ---- carrying out ---- */

static gboolean is_ours_all(const struct reply *reply, const GPtrArray *addresses, const char **ret_other)
{
	for (guint i = 0; i < addresses->len; i++) {
		*ret_other = g_ptr_array_index(addresses, i);
		if (!organization_is_our_address(reply->organization, *ret_other) || organization_is_review_address(reply->organization, *ret_other))
			return FALSE;
	}
	return TRUE;
}

/* The record as it is read here follows: what comes behind it in the same mail is about that. */
static gboolean set_field(const struct reply *reply, struct change *change, const struct review_command *command, GError **error)
{
	g_autoptr(GPtrArray) values = g_ptr_array_new();

	g_ptr_array_extend(values, command->values, NULL, NULL);
	g_ptr_array_add(values, NULL);
	if (!statement_set(reply->record->statement, command->field, (const char *const *)values->pdata, error))
		return FALSE;
	change_set(change, command->field, (const char *const *)values->pdata);
	decision_settle_sides(reply->organization, reply->record->statement, decision_bit(command->field), change);
	return TRUE;
}

static gboolean carry_out(struct reply *reply, struct change *change, const struct review_command *command, GError **error)
{
	const char *other = NULL;

	switch (command->kind) {
	case REVIEW_APPROVE:
		return decision_approve(reply->intake->settings, reply->store, reply->record, reply->known->holder, change, &reply->waits, error);
	case REVIEW_POST:
		return decision_post(reply->intake->settings, reply->store, reply->record, change, error);
	case REVIEW_KILL:
		return decision_kill(reply->store, reply->record, change, g_ptr_array_index(command->values, 0), error);
	case REVIEW_NOTE:
		change_event(change, EVENT_PRIVATE_COMMENT, g_ptr_array_index(command->values, 0));
		return TRUE;
	case REVIEW_SET:
		return set_field(reply, change, command, error);
	case REVIEW_FORWARD:
		if (!is_ours_all(reply, command->values, &other)) {
			g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is not one of our addresses", other);
			return FALSE;
		}
		decision_forward(reply->record, change, command->values, FALSE);
		return TRUE;
	}
	return TRUE;
}

static char *done_text(const struct reply *reply, const GPtrArray *commands)
{
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "Record %" G_GINT64_FORMAT ", \"%s\": done what you wrote:\n\n", reply->record->id,
	                       reply->record->statement->title ? reply->record->statement->title : "without a title");
	for (guint i = 0; i < commands->len; i++) {
		g_autofree char *line = review_command_describe(g_ptr_array_index(commands, i));

		g_string_append_printf(out, "    %s\n", line);
	}
	if (reply->waits)
		g_string_append_printf(out, "\nIt still waits for the approval of %s.\n", reply->waits);
	g_string_append(out, "\nThe address that you answered to cannot be used again.\n");
	return g_string_free(out, FALSE);
}

static struct change *change_of(struct reply *reply, const GPtrArray *commands, GError **error)
{
	g_autofree char *by = address_equal(reply->known->holder, reply->author) ? g_strdup(reply->author)
		: g_strdup_printf("%s for %s", reply->author, reply->known->holder);
	g_autoptr(change_t) change = change_new(reply->record->id, by, TRUE, reply->now);
	g_autofree char *text = NULL, *argument = NULL, *key = answer_key(reply);
	g_autoptr(notice_t) notice = NULL;

	change_use_token(change, reply->digest);
	/* what was read is put right before it is shown or sent by it */
	for (guint pass = 0; pass < 2; pass++) {
		for (guint i = 0; i < commands->len; i++) {
			const struct review_command *command = g_ptr_array_index(commands, i);

			if ((command->kind == REVIEW_SET || command->kind == REVIEW_NOTE) == (pass == 0) && !carry_out(reply, change, command, error))
				return NULL;
		}
	}
	text = done_text(reply, commands);
	notice = answer_of(reply, text);
	argument = notice_format(notice);
	change_order(change, &(struct job_order){ .kind = "mail", .statement = reply->record->id, .key = key, .argument = argument });
	return g_steal_pointer(&change);
}

static gboolean carry_out_all(struct reply *reply, const GPtrArray *commands, char **ret_result, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(change_t) change = change_of(reply, commands, &cause);
	g_autoptr(GString) said = g_string_new(NULL);

	if (change && store_change(reply->store, change, NULL, &cause)) {
		for (guint i = 0; i < commands->len; i++) {
			g_autofree char *line = review_command_describe(g_ptr_array_index(commands, i));

			g_string_append_printf(said, "%s%s", i ? "; " : "", line);
		}
		*ret_result = g_strdup_printf("done: %s", said->str);
		return TRUE;
	}
	if (g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_USAGE) || g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_DATA) ||
	    g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND))
		return refuse(reply, ret_result, error, "%s", cause->message);
	g_propagate_error(error, g_steal_pointer(&cause));
	return FALSE;
}

/* ---- believing ---- */

static const char *shown_text(const struct message *message, enum part_kind kind)
{
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);
		if (part->kind == kind && part->text && part->text[strspn(part->text, " \t\r\n")])
			return part->text;
	}
	return NULL;
}

/* What the author wrote, as plain lines: mail programs of telephones send HTML alone, or beside an empty text. */
static char *text_of(const struct message *message)
{
	const char *plain = shown_text(message, PART_TEXT), *html = plain ? NULL : shown_text(message, PART_HTML);

	return plain ? g_strdup(plain) : html ? reading_reply_text(html) : NULL;
}

static gboolean drop(char **ret_result, const char *why)
{
	*ret_result = g_strdup_printf("dropped: %s", why);
	return TRUE;
}

static gboolean answer_known(struct reply *reply, char **ret_result, GError **error)
{
	g_autofree char *text = text_of(reply->intake->message), *wrong = NULL;
	g_autoptr(GPtrArray) commands = NULL;

	if (!organization_may_answer(reply->organization, reply->known->holder, reply->author))
		return refuse(reply, ret_result, error, "%s is not among those who may answer it", reply->author);
	if (reply->known->used)
		return refuse(reply, ret_result, error, "the address that you answered to was used already; record %" G_GINT64_FORMAT " is %s", reply->record->id,
		              state_name(reply->record->state));
	if (reply->known->expires <= reply->now)
		return refuse(reply, ret_result, error, "the address that you answered to is too old; record %" G_GINT64_FORMAT " is %s", reply->record->id,
		              state_name(reply->record->state));
	if (!text)
		return refuse(reply, ret_result, error, "there is no text in it");
	commands = review_commands(text, &wrong);
	if (!commands)
		return refuse(reply, ret_result, error, "%s", wrong);
	if (commands->len == 0)
		return refuse(reply, ret_result, error, "its first lines are no commands (approve, post, kill REASON, purpose, deadline, to, title, forward ADDRESS, note)");
	return carry_out_all(reply, commands, ret_result, error);
}

/* The token is in one of the review addresses it was sent to. */
static char *token_of(const struct intake *intake)
{
	for (guint i = 0; i < intake->envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(intake->envelope->recipients, i);
		char *token = organization_is_review_address(intake->settings->organization, recipient->addr_spec) ? review_token_of(recipient->addr_spec) : NULL;

		if (token)
			return token;
	}
	return NULL;
}

static gboolean answer(struct reply *reply, char **ret_result, GError **error)
{
	g_autoptr(GError) cause = NULL;

	if (!reply->token)
		return refuse(reply, ret_result, error, "the address holds no token; answer to the address in Reply-To of the mail that asked you");
	reply->digest = text_sha256(reply->token, strlen(reply->token));
	reply->known = store_token_get(reply->store, reply->digest, &cause);
	if (reply->known)
		reply->record = store_get(reply->store, reply->known->statement, &cause);
	if (g_error_matches(cause, LIAISON_ERROR, LIAISON_ERROR_NOT_FOUND))
		return refuse(reply, ret_result, error, "the address that you answered to is not known");
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	return answer_known(reply, ret_result, error);
}

gboolean review_carry_out(const struct intake *intake, struct store *store, gint64 now, char **ret_result, GError **error)
{
	const struct statement *first = g_ptr_array_index(intake->statements, 0);
	struct reply reply = { .intake = intake, .organization = intake->settings->organization, .store = store, .now = now };
	gboolean done;

	*ret_result = NULL;
	if (is_automatic(intake))
		return drop(ret_result, "automatic, or from a list");
	if (intake->message->from->len != 1 || !first->authenticated)
		return drop(ret_result, "the author is not authenticated");
	reply.author = ((const struct address *)g_ptr_array_index(intake->message->from, 0))->addr_spec;
	reply.token = token_of(intake);
	if (!reply.token && !organization_is_our_address(reply.organization, reply.author))
		return drop(ret_result, "not from one of us, and no token");
	done = answer(&reply, ret_result, error);
	g_free(reply.token);
	g_free(reply.digest);
	g_free(reply.waits);
	store_token_free(reply.known);
	record_free(reply.record);
	return done;
}
