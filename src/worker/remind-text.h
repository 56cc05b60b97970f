/* SPDX-License-Identifier: BSD-2-Clause
 *
 * remind-text.h - what stands in reminders and digests; pure
 */
#pragma once
#include <liaison/date.h>
#include <liaison/store.h>

#define REMIND_EVENT "reminder"        /* how the event of one that was sent begins */

/* "in 7 days", "today", "3 days ago". All owned by the caller. */
char *remind_when(struct date deadline, struct date today);
char *remind_subject(const struct record *record, struct date today);
/* url: the record's address, or NULL. */
char *remind_text(const struct record *record, struct date today, const char *url);

/* The lists of the digest are filled one record at a time. */
struct digest_text;
struct digest_text *digest_text_new(struct date today, const char *base_url);
void digest_text_free(struct digest_text *digest);
void digest_text_open(struct digest_text *digest, const struct record *record);        /* waits for action */
void digest_text_pending(struct digest_text *digest, const struct record *record);     /* waits for a person who posts or approves it */
guint digest_text_count(const struct digest_text *digest);
char *digest_text_subject(const struct digest_text *digest);
char *digest_text_body(const struct digest_text *digest);
