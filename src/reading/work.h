/* SPDX-License-Identifier: BSD-2-Clause
 *
 * work.h - what the steps of reading one statement share, and the steps
 *
 * Steps gather evidence (work_note); settling comes last and is the only place that writes fields of the statement.
 */
#pragma once
#include <liaison/reading.h>
#include "labels.h"
#include "letter.h"
#include "sheet.h"

struct work {
	const struct reading_context *context;
	const struct envelope *envelope;        /* or NULL */
	const struct message *message;          /* the whole mail */
	const GPtrArray *letters;
	const GPtrArray *blocks;                /* struct block * or NULL, of each letter */
	const struct letter *letter;            /* the one that is read */
	const struct block *block;              /* its labels; NULL: none */
	GPtrArray *sentences;                   /* struct sentence * below the labels */
	struct foot foot;                       /* of the letter, once it is known to be a statement */
	struct sheet sheet;                     /* of an attached letter without labels */
	gboolean labelled;                      /* block->good */
	gboolean cover;                         /* the statement stands in an attached document */
	gboolean names_us;                      /* the statement is addressed to us (incoming) */
	struct statement *statement;
};

/* How sure a place makes a value. Below SURE_ENOUGH evidence is kept for people, and no field is set from it. */
enum {
	SURE_LABEL = 95, SURE_LABEL_WEAK = 85, SURE_ENVELOPE = 90, SURE_LINE = 80, SURE_TOLERATED = 70,
	SURE_TEXT = 60, SURE_HEADER = 55, SURE_ENOUGH = 50, SURE_RUNNER_UP = 30,
};

void work_note(struct work *work, enum field field, enum evidence_source source, const char *where, guint line,
               const char *label, const char *value, int sure);
/* The same for a label of the letter that is read. */
void work_note_labelled(struct work *work, enum field field, const struct labelled *labelled, const char *value, int sure);
void work_note_sentence(struct work *work, enum field field, guint line, const char *value, int sure);

/* Several values of one place of the letter. */
void work_note_list(struct work *work, enum field field, const GPtrArray *values, guint line, const char *label, int sure);

/* classify.c: and whether the mail is a cover of an attached statement */
enum kind classify(struct work *work);
/* who.c: from, to, cc and who receives for whom */
void who_read(struct work *work);
/* who-letter.c: from and to of a letter without labels */
void who_letter_read(struct work *work);
/* addressed.c: our bodies that a letter asks, or was mailed to, where it names none that it is to */
void addressed_read(struct work *work);
/* "On behalf of the X Working Group, …": X, if it is called like a body; NULL if not. Owned by the caller. */
char *who_behalf(const struct work *work, const char *sentence);
/* "This letter is sent by X": appends the groups that it names (char *). */
void who_sent_by(const struct work *work, const char *sentence, GPtrArray *names);
/* From, where nothing in the letter says it: the one group of the peer that mailed it which its From field, subject and first lines
 * name, or that peer, where the letter names it. */
void who_author_read(struct work *work);
/* The longest run of words at the begin of text that is a name of ours, or the group of a peer; NULL if none. Owned by the caller. */
char *who_name_in_front(const struct work *work, const char *text);
/* direction.c: direction, peer, our bodies; after from and to are settled */
void who_direct(struct work *work);
/* The peer that mailed it, or NULL. */
const struct peer *who_author_peer(const struct work *work);
/* Whose group is it: the peer that the layout with such groups is about, by name or since the peer says so. */
const struct peer *who_group_peer(const struct reading_context *context, const char *group);
/* address-block.c: one of us in the lines above the greeting of a letter without labels; who of the others, in one of ours: was there any? */
void address_block_read(struct work *work);
gboolean address_block_read_peers(struct work *work);
/* letterhead.c: where a layout says that its letters have one */
void letterhead_read(struct work *work);
void letterhead_read_foot(struct work *work);      /* where nothing else says who speaks */
/* speaker.c: who speaks where no label and no peer says so, by two places that agree */
void speaker_read(struct work *work);
/* own-speaker.c: the body of ours that speaks at the begin of a letter to others, which somebody mailed from an address of none of ours and of no
 * peer's, owned by the caller, and its line; NULL: none */
char *own_speaker_find(const struct work *work, guint *ret_line);
/* contacts.c */
void contacts_read(struct work *work);
/* signature.c: the mailbox of who signed, and the copies below */
void signature_read(struct work *work);
/* what.c: title, purpose, deadline, references; attachments.c */
void what_title(struct work *work);
void what_purpose(struct work *work);
void what_deadline(struct work *work);
void what_references(struct work *work);
void what_attachments(struct work *work);
/* numbers.c: its own; those of a letter that is not read, by what its cover's subject and the name of its file agree on */
void numbers_read(struct work *work);
void numbers_read_cover(struct work *work);
/* A value that is one word with a digit and is no date: a number of a shape that nobody told us. */
void number_as_written(const char *value, GPtrArray *numbers);
/* thread.c: the days of what it answers, and what it takes the place of, in words; after is_reply and the numbers are settled */
void thread_read(struct work *work);
/* settle.c */
void settle_field(struct work *work, enum field field);
void settle_doubts(struct work *work);          /* what is missing */

/* Is a document attached that may be the statement? */
gboolean work_has_document(const struct work *work);
/* The author that speaks: of the letter's own header, or NULL. */
const char *work_author(const struct work *work);
gboolean work_author_is_ours(const struct work *work);
/* Is there evidence for that field already? */
gboolean work_says(const struct work *work, enum field field);
/* Does the value of a label name one of us? */
gboolean work_names_us(const struct work *work, const char *value);
