/* SPDX-License-Identifier: BSD-2-Clause
 *
 * outbox.c - mail of ours on its way out, and knowing it again when it comes by
 */
#include <config.h>
#include <liaison/address.h>
#include <liaison/change.h>
#include <liaison/convert.h>
#include <liaison/error.h>
#include <liaison/mail.h>
#include <liaison/outbox.h>

#define SECRET "mail"

/* Bounces come back to it: through the filter where it is the review address, else to the mailbox of coordination. */
static const char *bounce_base(const struct settings *settings)
{
	const struct organization *organization = settings->organization;

	return organization->review ? organization->review : organization->coordination;
}

static const char *author(const struct settings *settings)
{
	return settings->notify.from ? settings->notify.from : settings->organization->coordination;
}

static char *bounce_address(const struct settings *settings, GBytes *secret, GBytes *mail)
{
	struct message *message = mail_parse(mail, &settings->limits);
	g_autofree char *digest = mail_content_digest(message);

	message_free(message);
	return compose_bounce_address(secret, bounce_base(settings), digest);
}

static enum submit_outcome hand_over(const struct settings *settings, GBytes *secret, GBytes *mail, const GPtrArray *recipients, char **ret_reason)
{
	g_autofree char *sender = bounce_address(settings, secret, mail);
	g_autofree char *launcher = g_build_filename(convert_programs(), "liaison-confine", NULL);

	return submit_mail(&(struct submission){ .command = settings->notify.submit, .sender = sender, .recipients = recipients, .mail = mail,
	                                         .timeout_ms = settings->notify.submit_timeout_ms, .temp_directory = settings->milter.temp_directory, .launcher = launcher },
	                   ret_reason);
}

/* NULL: it cannot be sent, now or ever, by ret_outcome. */
static GBytes *secret_for_sending(const struct settings *settings, struct store *store, enum submit_outcome *ret_outcome, char **ret_reason)
{
	g_autoptr(GError) error = NULL;
	GBytes *secret;

	*ret_reason = NULL;
	*ret_outcome = SUBMIT_AGAIN;
	if (!author(settings) || !bounce_base(settings)) {
		*ret_reason = g_strdup("organization.coordination is not set: nobody can be named as author");
		return NULL;
	}
	secret = store_secret(store, SECRET, &error);
	if (!secret)
		*ret_reason = g_strdup(error->message);
	return secret;
}

enum submit_outcome outbox_send(const struct settings *settings, struct store *store, const struct draft *draft, const char *key, char **ret_reason)
{
	enum submit_outcome outcome;
	g_autoptr(GBytes) secret = secret_for_sending(settings, store, &outcome, ret_reason), mail = NULL;
	g_autofree char *message_id = NULL, *name = NULL;
	struct draft whole = *draft;

	if (!secret)
		return outcome;
	whole.from = author(settings);
	if (settings->organization->name)
		whole.from_name = name = g_strdup_printf("%s liaison statements", settings->organization->name);
	whole.message_id = message_id = compose_message_id(secret, key, address_domain(whole.from));
	mail = compose_mail(&whole);
	return hand_over(settings, secret, mail, draft->to, ret_reason);
}

enum submit_outcome outbox_pass_on(const struct settings *settings, struct store *store, GBytes *mail, const GPtrArray *recipients, char **ret_reason)
{
	enum submit_outcome outcome;
	g_autoptr(GBytes) secret = secret_for_sending(settings, store, &outcome, ret_reason);

	return secret ? hand_over(settings, secret, mail, recipients, ret_reason) : outcome;
}

char *outbox_message_id(const struct settings *settings, struct store *store, const char *key, GError **error)
{
	g_autoptr(GBytes) secret = NULL;

	if (!author(settings)) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "organization.coordination is not set");
		return NULL;
	}
	secret = store_secret(store, SECRET, error);
	return secret ? compose_message_id(secret, key, address_domain(author(settings))) : NULL;
}

char *outbox_token(struct store *store, const char *key, GError **error)
{
	g_autoptr(GBytes) secret = store_secret(store, SECRET, error);

	return secret ? compose_token(secret, key) : NULL;
}

gboolean outbox_is_ours(const struct settings *settings, struct store *store, const struct envelope *envelope, const struct message *message,
                        gboolean *ret_ours, GError **error)
{
	g_autoptr(GBytes) secret = NULL;
	g_autofree char *digest = NULL;

	*ret_ours = FALSE;
	if (!compose_is_bounce_address(bounce_base(settings), envelope->sender))
		return TRUE;
	if (!store) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "without the record mail of ours cannot be known");
		return FALSE;
	}
	secret = store_secret(store, SECRET, error);
	if (!secret)
		return FALSE;
	digest = mail_content_digest(message);
	*ret_ours = compose_bounce_is_valid(secret, bounce_base(settings), envelope->sender, digest);
	return TRUE;
}
