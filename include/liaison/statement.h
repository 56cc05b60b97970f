/* SPDX-License-Identifier: BSD-2-Clause
 *
 * statement.h - one liaison statement as it was read: what is stated, and how we know
 *
 * Fields that nobody stated are NULL, empty or unset: unknown stays unknown. The names of the contact fields are those of
 * draft-iab-rfc4053bis section 2.1; "Send Reply To" is from_liaison_contact, "Send To" is to_liaison_contact. Plain values: one thread while it
 * is filled, then only read; a statement owns all that it refers to. Names are static; a function that parses one returns FALSE, and sets nothing,
 * where there is no such name.
 */
#pragma once
#include <glib.h>
#include <liaison/address.h>
#include <liaison/date.h>
#include <liaison/doubt.h>
#include <liaison/evidence.h>

enum kind { KIND_CORRESPONDENCE, KIND_STATEMENT, KIND_NOTICE, KIND_AUTOMATIC, KIND_N };
enum direction { DIRECTION_UNKNOWN, DIRECTION_INCOMING, DIRECTION_OUTGOING, DIRECTION_N };
enum purpose { PURPOSE_UNKNOWN, PURPOSE_INFO, PURPOSE_ACTION, PURPOSE_RESPONSE, PURPOSE_COMMENT, PURPOSE_N };
const char *kind_name(enum kind kind);                    /* "statement" */
const char *direction_name(enum direction direction);     /* "incoming"; NULL for UNKNOWN */
const char *purpose_name(enum purpose purpose);           /* "action"; NULL for UNKNOWN */
const char *purpose_label(enum purpose purpose);          /* "For action"; "not stated" for UNKNOWN */
gboolean kind_parse(const char *name, enum kind *ret_kind);
gboolean direction_parse(const char *name, enum direction *ret_direction);
gboolean purpose_parse(const char *name, enum purpose *ret_purpose);

/* What a letter says of an earlier one of its own side that it takes the place of. */
struct revision {
	gboolean stated;                  /* it says that there is one */
	char *words;                      /* the sentence that says so; or NULL */
	GPtrArray *numbers;               /* char *: of that one, as written */
	GArray *days;                     /* struct date: of that one */
};

struct statement {
	enum kind kind;
	enum direction direction;
	char *title;
	GPtrArray *from;                  /* char *: bodies as stated */
	GPtrArray *from_contacts;         /* struct address * */
	struct address *from_liaison_contact;
	GPtrArray *to;                    /* char * */
	GPtrArray *to_contacts;           /* struct address * */
	struct address *to_liaison_contact;
	GPtrArray *cc;                    /* char *: bodies or mailboxes (as address_format() writes them) */
	enum purpose purpose;             /* for our organisation */
	struct date deadline;
	char *deadline_text;              /* the words, where no day is stated; or NULL */
	gboolean is_reply;
	GPtrArray *refers_to;             /* char *: identifiers of the statements it answers */
	GPtrArray *identifiers;           /* char *: its own numbers */
	GPtrArray *attachments;           /* char *: file names as sent */

	char *body;                       /* the statement's text; or NULL where it stands in an attachment */
	struct address *received_from;    /* the mailbox it came from (From of the mail); or NULL */
	char *peer;                       /* name of the configured peer on the other side, or NULL */
	gboolean authenticated;
	GPtrArray *our_bodies;            /* char *: names of the configured bodies among `to` (incoming) or `from` (outgoing) */
	GPtrArray *doubts;                /* struct doubt * */
	GPtrArray *evidence;              /* struct evidence *, by field, chosen ones first */
	/* Said in words of the letter, for who looks up what they mean; not kept on record. */
	GArray *answered_days;            /* struct date: "your liaison statement dated 12 March 2026" */
	struct revision revision;
};

/* All lists are empty, never NULL. */
struct statement *statement_new(void);
void statement_free(struct statement *statement);
typedef struct statement statement_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(statement_t, statement_free)

/* The values of a field as texts, in order, mailboxes as "Name <addr>"; flags as "true"/"false"; empty when unknown.
 * Owned by the caller (GPtrArray of char *). */
GPtrArray *statement_values(const struct statement *statement, enum field field);
/* Sets a field to texts as above (NULL-terminated; NULL or empty: unknown). FALSE with DATA, naming the field, where a value is not one for
 * it; nothing is changed then. */
gboolean statement_set(struct statement *statement, enum field field, const char *const *values, GError **error);
/* Does anybody say what the field is? Correspondence is what nobody says is a statement, and what nobody says is a reply is none. */
gboolean statement_knows(const struct statement *statement, enum field field);
