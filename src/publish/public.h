/* SPDX-License-Identifier: BSD-2-Clause
 *
 * public.h - what of a record is for everybody
 *
 * The one border between the record and the world: everything else in this room sees a struct public, never a struct record. Not in it
 * are the envelope, Bcc, the raw message, trace fields, the covering text, evidence, doubts, private comments, what passed between
 * us and approvers, and addresses that publish.contacts withholds.
 */
#pragma once
#include <glib.h>
#include <liaison/publish.h>
#include "summary.h"

struct public_contact { char *name, *address; };   /* either may be NULL, never both; of a body in "cc" only the name */

struct public_file {
	char *name;                   /* as sent, one line; for people only */
	char *path;                   /* "files/DIGEST.pdf", below the statement's folder */
	const char *type;             /* a safe media type */
	const char *kind;             /* "PDF", "Word", "text", … for people */
	gboolean shows;               /* a browser may show it: nothing in it runs */
	char *digest;
	gint64 size;
	GPtrArray *results;           /* struct public_file *, or NULL */
};

struct public_event { gint64 time; enum event_kind kind; char *by; char *text; };   /* text NULL: nothing for everybody */

struct public {
	struct summary *summary;
	char *deadline_text, *body;              /* cleaned; or NULL */
	GPtrArray *from_contacts, *to_contacts, *cc;   /* struct public_contact * */
	struct public_contact *send_reply_to, *send_to;   /* or NULL */
	gboolean send_reply_to_assumed;          /* none was stated: it is the mailbox that the statement came from */
	gint64 taken;                            /* usec, or 0 */
	char *taken_url;                         /* http or https, or NULL */
	GPtrArray *refers_to;                    /* char *: as stated */
	GPtrArray *files;                        /* struct public_file * */
	GPtrArray *events;                       /* struct public_event * */
};

/* Does it show, or did it once? Everything else has no public form. */
gboolean public_is_known(const struct record *record);
struct public *public_new(const struct record *record, const struct publish_options *options);
/* Only the summary. */
struct summary *public_summary(const struct record *record, const struct publish_options *options);
/* The same of a record in any state: for operators, never for pages. */
struct summary *public_summary_any(const struct record *record, const struct publish_options *options);
void public_free(struct public *public);
typedef struct public public_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(public_t, public_free)

/* public-contact.c. NULL: nothing of it is for everybody. */
struct public_contact *public_contact_new(const struct address *address, const struct publish_options *options);
struct public_contact *public_contact_parse(const char *text, const struct publish_options *options);   /* a body's name, or a mailbox */
void public_contact_free(gpointer contact);
/* Who did something: "(System)", or a role. */
char *public_actor(const char *by, const struct publish_options *options);

/* public-file.c. struct public_file * of a record's files. */
GPtrArray *public_files(const struct record *record);

/* place.c. The name that a body has in the configuration, or as it stands. */
char *place_canonical(const struct organization *organization, const char *name);
/* Lower-case ASCII letters, digits and "-", at most 70, never empty; the same for spellings of one name. */
char *place_slug(const char *name);
