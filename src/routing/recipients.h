/* SPDX-License-Identifier: BSD-2-Clause
 *
 * recipients.h - the wanted set of recipients, private to src/routing
 *
 * Starts as the envelope; deciding adds and removes; what is sent to the MTA is the difference. One mailbox is one entry, however it is
 * written, so that it is never both added and deleted (Postfix loses the mail then) nor added where it is already (it would get it twice).
 */
#pragma once
#include <liaison/envelope.h>
#include <liaison/plan.h>

struct recipients;

struct recipients *recipients_new(const struct envelope *envelope);
void recipients_free(struct recipients *recipients);
typedef struct recipients recipients_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(recipients_t, recipients_free)

/* wait: it is to be added when a person posts the record. What is wanted already stays as it is. */
void recipients_add(struct recipients *recipients, const char *addr_spec, const char *rule, gboolean wait);
/* Takes away every one, waiting ones too, for which matches() says so. */
void recipients_remove(struct recipients *recipients, gboolean (*matches)(const char *addr_spec, gpointer data), gpointer data, const char *rule);
gboolean recipients_want(const struct recipients *recipients, const char *addr_spec);
guint recipients_wanted(const struct recipients *recipients);
/* How many wait. */
guint recipients_waiting(const struct recipients *recipients);
/* Undoes every removal of what the sender gave. */
void recipients_restore(struct recipients *recipients);

/* The difference to the envelope into plan: additions, then deletions by their exact arguments, and what waits. */
void recipients_emit(const struct recipients *recipients, struct plan *plan);
