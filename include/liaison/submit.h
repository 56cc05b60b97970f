/* SPDX-License-Identifier: BSD-2-Clause
 *
 * submit.h - handing one mail to the MTA
 *
 * By a command of the operator (notify.submit), without a shell. Thread-safe.
 */
#pragma once
#include <glib.h>

enum submit_outcome {
	SUBMIT_TAKEN,      /* the MTA has it */
	SUBMIT_AGAIN,      /* not now: the same may be taken later */
	SUBMIT_REFUSED,    /* never: the mail or an address is not what the MTA takes */
};

struct submission {
	const GPtrArray *command;       /* char *: argv; "%f" in a word becomes the sender */
	const char *sender;             /* addr-spec, "" for the null sender */
	const GPtrArray *recipients;    /* char *, addr-specs; put behind the last word. At least one */
	GBytes *mail;                   /* CRLF line ends become LF on the way, as sendmail(1) wants them */
	guint timeout_ms;
	const char *temp_directory;     /* as for spool_new(); or NULL */
	const char *launcher;           /* liaison-confine: the command ends with our process, even where that is killed, so that it hands nothing over behind
	                                 * the back of whoever does the job again; NULL: it may go on */
};

/* ret_reason: for people, what went wrong (NULL where nothing did); owned by the caller. The command may have taken the mail even where
 * it is said AGAIN (it was killed at its last step): whoever gets such a mail twice knows it by its Message-ID. */
enum submit_outcome submit_mail(const struct submission *submission, char **ret_reason);
/* TRUE: it was taken. FALSE with DATA (refused) or TEMPORARY: "WHAT: REASON". */
gboolean submit_was_taken(enum submit_outcome outcome, const char *what, const char *reason, GError **error);
