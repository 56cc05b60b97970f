/* SPDX-License-Identifier: BSD-2-Clause
 *
 * session.c - the callbacks that libmilter calls for a connection of an MTA
 *
 * Debian's libmilter runs the callbacks of one session on whatever thread of a pool is free, one at a time: everything of a session hangs on
 * smfi_setpriv(), nothing on the thread. Any callback can come without those that should stand before it (a probe that only connects,
 * frames out of order, an MTA that leaves out DATA), so each makes do with what there is.
 */
#include "config.h"

#include <arpa/inet.h>
#include <libmilter/mfapi.h>
#include <liaison/log.h>
#include <malloc.h>
#include <netinet/in.h>
#include <string.h>
#include "filter.h"
#include "handle.h"
#include "session.h"

/* Memory of messages from here on is given back to the system at once. */
#define LARGE_MESSAGE (1024u * 1024u)

#define PACKET_MAX (1024u * 1024u)

#define ACTIONS_NEEDED (SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_ADDRCPT | SMFIF_DELRCPT)
/* Steps that nothing is learned from. Each sets a state table that all connections of the process share, so the choice is always the same.
 * Not SMFIP_NOEOH: of a message without any header libmilter would then take the body for out of order and never answer its end. */
#define STEPS_OFF (SMFIP_NOHELO | SMFIP_NOUNKNOWN)
/* Where the MTA does not offer one of these, libmilter answers in our place. */
#define STEPS_WITHOUT_REPLY (SMFIP_NR_CONN | SMFIP_NR_MAIL | SMFIP_NR_RCPT | SMFIP_NR_HDR | SMFIP_NR_EOH | SMFIP_NR_BODY)

struct session {
	char *client_address;
	gboolean leading_space;
	gboolean can_quarantine;
	struct transaction *transaction;
};

/* What the newest negotiation settled: an MTA that reuses its connection for another client (SMFIC_QUIT_NC) does not negotiate again. */
static gint newest_leading_space, newest_can_quarantine;

static struct session *session_of(SMFICTX *context)
{
	struct session *session = smfi_getpriv(context);
	if (session != NULL)
		return session;
	session = g_new0(struct session, 1);
	session->leading_space = g_atomic_int_get(&newest_leading_space);
	session->can_quarantine = g_atomic_int_get(&newest_can_quarantine);
	smfi_setpriv(context, session);
	return session;
}

static void end_transaction(struct session *session)
{
	g_clear_pointer(&session->transaction, transaction_free);
}

/* ---- the seam to libmilter ---- */

static gboolean mta_add_recipient(void *context, char *address)
{
	return smfi_addrcpt(context, address) == MI_SUCCESS;
}

static gboolean mta_delete_recipient(void *context, char *argument)
{
	return smfi_delrcpt(context, argument) == MI_SUCCESS;
}

static gboolean mta_add_header(void *context, char *name, char *value)
{
	return smfi_addheader(context, name, value) == MI_SUCCESS;
}

static gboolean mta_change_header(void *context, char *name, int occurrence, char *value)
{
	return smfi_chgheader(context, name, occurrence, value) == MI_SUCCESS;
}

static gboolean mta_quarantine(void *context, char *reason)
{
	const struct session *session = smfi_getpriv(context);
	return session != NULL && session->can_quarantine && smfi_quarantine(context, reason) == MI_SUCCESS;
}

static gboolean mta_progress(void *context)
{
	return smfi_progress(context) == MI_SUCCESS;
}

static const struct mta libmilter_mta = {
	.add_recipient = mta_add_recipient, .delete_recipient = mta_delete_recipient,
	.add_header = mta_add_header, .change_header = mta_change_header, .quarantine = mta_quarantine, .progress = mta_progress,
};

static sfsistat answer(SMFICTX *context, struct reply reply)
{
	if (reply.code != NULL) {
		/* libmilter wants writable strings, and a text of ours has no percent sign that Sendmail would take for a format */
		g_autofree char *code = g_strdup(reply.code), *enhanced = g_strdup(reply.enhanced), *text = g_strdup(reply.text);
		smfi_setreply(context, code, enhanced, text);
	}
	switch (reply.kind) {
	case REPLY_ACCEPT: return SMFIS_ACCEPT;
	case REPLY_DISCARD: return SMFIS_DISCARD;
	case REPLY_REJECT: return SMFIS_REJECT;
	case REPLY_TEMPFAIL: break;
	}
	return SMFIS_TEMPFAIL;
}

/* ---- the connection ---- */

static sfsistat on_negotiate(SMFICTX *context, unsigned long actions, unsigned long steps, unsigned long unused_a, unsigned long unused_b,
                             unsigned long *ret_actions, unsigned long *ret_steps, unsigned long *ret_unused_a, unsigned long *ret_unused_b)
{
	(void)unused_a;
	(void)unused_b;
	if ((actions & ACTIONS_NEEDED) != ACTIONS_NEEDED) {
		log_error("this MTA does not let a filter add and remove recipients and header fields (it offers 0x%lx)", actions);
		return SMFIS_REJECT;
	}
	g_autoptr(settings_t) settings = filter_settings();
	gboolean quarantine = settings->outgoing.hold == HOLD_QUARANTINE && (actions & SMFIF_QUARANTINE) != 0;
	gboolean leading_space = (steps & SMFIP_HDR_LEADSPC) != 0;
	*ret_actions = ACTIONS_NEEDED | (quarantine ? SMFIF_QUARANTINE : 0);
	*ret_steps = (steps & STEPS_OFF) | (steps & STEPS_WITHOUT_REPLY) | (leading_space ? SMFIP_HDR_LEADSPC : 0);
	*ret_unused_a = 0;
	*ret_unused_b = 0;
	g_atomic_int_set(&newest_leading_space, leading_space);
	g_atomic_int_set(&newest_can_quarantine, quarantine);
	struct session *session = session_of(context);
	session->leading_space = leading_space;
	session->can_quarantine = quarantine;
	return SMFIS_CONTINUE;
}

static char *address_text(const struct sockaddr *address)
{
	char text[INET6_ADDRSTRLEN] = "";
	if (address == NULL)
		return NULL;
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, address, sizeof in);
		inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
	} else if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		memcpy(&in6, address, sizeof in6);
		if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr))
			inet_ntop(AF_INET, &in6.sin6_addr.s6_addr[12], text, sizeof text);
		else
			inet_ntop(AF_INET6, &in6.sin6_addr, text, sizeof text);
	}
	return *text != '\0' ? g_strdup(text) : NULL;
}

static sfsistat on_connect(SMFICTX *context, char *host, struct sockaddr *address)
{
	(void)host;
	struct session *session = session_of(context);
	end_transaction(session);
	g_free(session->client_address);
	session->client_address = address_text(address);
	return SMFIS_NOREPLY;
}

/* Also for a connection that never said anything. */
static sfsistat on_close(SMFICTX *context)
{
	struct session *session = smfi_getpriv(context);
	if (session == NULL)
		return SMFIS_CONTINUE;
	smfi_setpriv(context, NULL);
	end_transaction(session);
	g_free(session->client_address);
	g_free(session);
	return SMFIS_CONTINUE;
}

/* ---- a message ---- */

static const char *macro(SMFICTX *context, const char *name)
{
	g_autofree char *writable = g_strdup(name);
	return smfi_getsymval(context, writable);
}

/* Postfix has no queue ID before the first recipient; Sendmail has. libmilter frees a macro's text with its stage, so it is copied. */
static void note_macros(SMFICTX *context, struct envelope *envelope)
{
	const char *queue_id = macro(context, "i"), *authen = macro(context, "{auth_authen}");
	if (queue_id != NULL && envelope->queue_id == NULL)
		envelope->queue_id = g_strdup(queue_id);
	if (authen != NULL && envelope->auth_authen == NULL)
		envelope->auth_authen = g_strdup(authen);
	if (envelope->client_address == NULL)
		envelope->client_address = g_strdup(macro(context, "{client_addr}"));
}

static sfsistat on_sender(SMFICTX *context, char **argv)
{
	struct session *session = session_of(context);
	end_transaction(session);                                  /* MAIL after a message that was neither ended nor aborted */
	g_autoptr(settings_t) settings = filter_settings();
	session->transaction = transaction_new(settings, session->client_address, argv != NULL ? argv[0] : NULL);
	note_macros(context, session->transaction->envelope);
	return SMFIS_NOREPLY;
}

static sfsistat on_recipient(SMFICTX *context, char **argv)
{
	struct session *session = session_of(context);
	if (session->transaction != NULL && argv != NULL && argv[0] != NULL)
		transaction_add_recipient(session->transaction, argv[0]);
	return SMFIS_NOREPLY;
}

static sfsistat refuse_recipients(SMFICTX *context, const struct transaction *transaction)
{
	struct reply reply = reply_for_too_many_recipients();
	struct log_line *line = log_line_new(transaction->envelope->queue_id);
	log_line_add(line, "verdict", "reject");
	log_line_add(line, "sender", transaction->envelope->sender);
	log_line_add_int(line, "recipients", transaction->recipients);
	log_line_add(line, "error", "more recipients than limits.recipients allows");
	log_line_send(line, LOG_SEVERITY_ERROR);
	return answer(context, reply);
}

static void warn_of_recipients(const struct transaction *transaction)
{
	struct log_line *line = log_line_new(transaction->envelope->queue_id);
	log_line_add(line, "verdict", "let-go");
	log_line_add(line, "sender", transaction->envelope->sender);
	log_line_add_int(line, "recipients", transaction->recipients);
	log_line_add(line, "error", "more recipients than limits.recipients allows; not looked at");
	log_line_send(line, LOG_SEVERITY_WARNING);
}

/* Not earlier: SMFIS_ACCEPT at RCPT would let the whole message go, and a later recipient may be ours. */
static sfsistat on_data(SMFICTX *context)
{
	struct session *session = session_of(context);
	struct transaction *transaction = session->transaction;
	if (transaction == NULL)
		return SMFIS_ACCEPT;
	note_macros(context, transaction->envelope);
	enum interest interest = transaction_decide(transaction);
	sfsistat verdict = SMFIS_CONTINUE;
	if (interest == INTEREST_NONE) {
		verdict = SMFIS_ACCEPT;
	} else if (transaction_too_many_recipients(transaction) && interest == INTEREST_OURS) {
		verdict = refuse_recipients(context, transaction);
	} else if (transaction_too_many_recipients(transaction)) {
		warn_of_recipients(transaction);
		verdict = SMFIS_ACCEPT;
	}
	if (verdict != SMFIS_CONTINUE)
		end_transaction(session);
	return verdict;
}

static sfsistat on_header(SMFICTX *context, char *name, char *value)
{
	struct session *session = session_of(context);
	if (session->transaction != NULL && name != NULL)
		transaction_add_header(session->transaction, name, value != NULL ? value : "", session->leading_space);
	return SMFIS_NOREPLY;
}

static sfsistat on_end_of_headers(SMFICTX *context)
{
	(void)context;
	return SMFIS_NOREPLY;
}

static sfsistat on_body(SMFICTX *context, unsigned char *bytes, size_t length)
{
	struct session *session = session_of(context);
	if (session->transaction != NULL)
		transaction_add_body(session->transaction, bytes, length);
	return SMFIS_NOREPLY;
}

static struct reply handle(SMFICTX *context, const struct session *session)
{
	if (filter_enter()) {
		struct reply reply = handle_message(session->transaction, filter_store(), &libmilter_mta, context, session->leading_space);
		filter_leave();
		return reply;
	}
	log_info("%s: not taken any more, the filter is stopping",
	         session->transaction->envelope->queue_id != NULL ? session->transaction->envelope->queue_id : "NOQUEUE");
	return (struct reply){ .kind = REPLY_TEMPFAIL, .code = "451", .enhanced = "4.3.2",
	                       .text = "The liaison filter is being restarted; please try again later" };
}

static sfsistat on_end(SMFICTX *context)
{
	struct session *session = session_of(context);
	if (session->transaction == NULL)
		return SMFIS_ACCEPT;
	note_macros(context, session->transaction->envelope);
	/* An MTA that does not send DATA comes here undecided by it. */
	sfsistat verdict = on_data(context);
	if (verdict != SMFIS_CONTINUE)
		return verdict;
	gboolean large = transaction_size(session->transaction) >= LARGE_MESSAGE;
	verdict = answer(context, handle(context, session));
	end_transaction(session);
#ifdef HAVE_MALLOC_TRIM
	if (large)
		malloc_trim(0);
#else
	(void)large;
#endif
	return verdict;
}

static sfsistat on_abort(SMFICTX *context)
{
	struct session *session = smfi_getpriv(context);
	if (session != NULL)
		end_transaction(session);
	return SMFIS_CONTINUE;
}

gboolean session_register(void)
{
	static char name[] = "liaison-milter";
	struct smfiDesc description = {
		.xxfi_name = name,
		.xxfi_version = SMFI_VERSION,
		.xxfi_flags = ACTIONS_NEEDED,
		.xxfi_negotiate = on_negotiate,
		.xxfi_connect = on_connect,
		.xxfi_envfrom = on_sender,
		.xxfi_envrcpt = on_recipient,
		.xxfi_data = on_data,
		.xxfi_header = on_header,
		.xxfi_eoh = on_end_of_headers,
		.xxfi_body = on_body,
		.xxfi_eom = on_end,
		.xxfi_abort = on_abort,
		.xxfi_close = on_close,
	};
	/* libmilter cuts a connection at a packet of more than 64 KB, Postfix sends header fields of up to header_size_limit, 100 KB by default. */
	smfi_setmaxdatasize(PACKET_MAX);
	return smfi_register(description) == MI_SUCCESS;
}
