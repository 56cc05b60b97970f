/* SPDX-License-Identifier: BSD-2-Clause
 *
 * decisions.h - what a person decides of a record, and what follows from it
 *
 * liaisonctl and answers by mail both come through here: the event, and the jobs that carry it out, are edits of one change. Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/change.h>
#include <liaison/plan.h>
#include <liaison/settings.h>
#include <liaison/store.h>

/* Each returns FALSE with USAGE, saying why, where the record's state or kind does not allow it; else the edits are in change.
 *
 * Approve: what is held goes out (job "release", or "queue-release" where the MTA keeps it, which posts it); what was let go and only waited for approval is posted. Of a mail with several
 * statements, it goes out when the last one that waits is approved; of one that several bodies speak in, when each has agreed: until then only the
 * agreement is noted, and *ret_waits (or NULL) names whose is still wanted (owned by the caller; else NULL). holder: the approver who agrees, an
 * address or a role, or a person who answers for one; the caller has checked that it may (decision_approvers()). */
gboolean decision_approve(const struct settings *settings, struct store *store, const struct record *record, const char *holder, struct change *change,
                          char **ret_waits, GError **error);
/* Post: shown, and given to those who wait for it (job "distribute"). Something incoming that is held is approved by it. A statement of ours that
 * came by mail is posted by this only if it was let go and none of its From bodies waits for approval: the author's counts, and nobody's is wanted
 * with outgoing.approval = "off". */
gboolean decision_post(const struct settings *settings, struct store *store, const struct record *record, struct change *change, GError **error);
/* Kill: what is held never goes out, nor does the mail that it is a part of. */
/* Who is who follows from who is named. fields: decision_bit()s of what a person has set in statement; the peer and our bodies are put right in it as far
 * as those are about them, and in change (or NULL). A name that no peer has makes the peer unknown. */
void decision_settle_sides(const struct organization *organization, struct statement *statement, guint fields, struct change *change);
guint decision_bit(enum field field);
gboolean decision_kill(struct store *store, const struct record *record, struct change *change, const char *reason, GError **error);
/* What is held in the MTA's quarantine, is approved and cannot be released from there: send it from the record instead; or it went out otherwise, which posts
 * it. Whatever is left of it in the quarantine is removed. */
gboolean decision_resubmit(struct store *store, const struct record *record, struct change *change, GError **error);
gboolean decision_sent(const struct record *record, struct change *change, GError **error);
/* It is not wanted in the MTA's quarantine any more (job "queue-remove", which liaison-queue does). */
void decision_leave_quarantine(const struct record *record, struct change *change);
/* FALSE with USAGE: another statement of the same mail is dead, so that the mail must not go out. */
gboolean decision_may_go(struct store *store, const struct record *record, GError **error);
/* recipients: char *, addr-specs. The recorded mail goes to those of them who do not have it yet; again: to all. */
void decision_forward(const struct record *record, struct change *change, const GPtrArray *recipients, gboolean again);

/* What a policy decides on a mail on record as if it came now, with the statement as it is by now. raw: its text. Owned by the caller. */
struct plan *decision_plan(const struct settings *settings, const struct route_policy *policy, const struct record *record, GBytes *raw);
/* Who may approve it, by the configuration as it is now: char *, addr-specs; a role's members answer for it (organization_may_answer()). NULL
 * with an error. */
GPtrArray *decision_approvers(const struct settings *settings, struct store *store, const struct record *record, GError **error);

/* What was decided on an envelope (plan_format()), if that keeps it out of the SMTP flow until a person approves; else NULL. Of a record: on the first such
 * envelope. Owned by the caller. */
struct plan *decision_held_plan(const char *decided);
struct plan *decision_first_held(const struct record *record);
/* Is the mail of the record, in any of its envelopes, kept out of the SMTP flow until it is approved, and did nobody approve it yet? */
gboolean decision_is_held(const struct record *record);
/* Is it related to an earlier one as its answer? */
gboolean decision_answers(const struct record *record);
/* What follows from a record that has just become posted, by whatever way, besides its publication (change.h): an action that it answers is
 * taken. */
void decision_follow_posting(const struct record *record, struct change *change);
