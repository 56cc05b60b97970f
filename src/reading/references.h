/* SPDX-License-Identifier: BSD-2-Clause
 *
 * references.h - the numbers that organisations give their documents, and which statement answers which
 */
#pragma once
#include <liaison/layout.h>

#define REFERENCES_MAX 50

/* Appends every document number in text, as written, each once (char *): those of layouts (or NULL), and shapes that are known anyhow. */
void references_find(const struct layouts *layouts, const char *text, GPtrArray *numbers);
/* The same for liaison records' addresses ("https://datatracker.ietf.org/liaison/2016/"). */
void references_find_urls(const char *text, GPtrArray *urls);
/* In the value of a label for numbers: also those of unknown shapes that stand in brackets. */
void references_find_labelled(const struct layouts *layouts, const char *value, GPtrArray *numbers);
/* In a sentence: numbers of unknown shapes in brackets behind the word for a letter ("your statement of 3 May (X-LS-7)"). */
void references_find_bracketed(const struct layouts *layouts, const char *sentence, GPtrArray *numbers);
/* Does what a title refers to end in a number ("IETF IVY WG - LS9")? */
gboolean reference_is_number(const char *reference);
/* A liaison tool's number ("IETF liaison 2101"). */
gboolean reference_is_record(const char *reference);
/* "Your liaison statement of 3 May", "The IETF's letter": names a letter that is answered, by no number. */
gboolean reference_names_letter(const char *text);
/* "(reply to IETF CCAMP WG - LS31)" in a title: what is answered, or NULL. */
char *reference_in_title(const char *title);
/* "response to your liaison dated … (X)": the numbers behind it. */
void references_in_title(const struct layouts *layouts, const char *title, GPtrArray *numbers);
/* Does a title say that it is an answer ("Reply LS on …", "LS/r on …", "Response to …")? */
gboolean title_is_reply(const char *title);
/* Does a sentence say that the letter answers another ("thank you for your liaison …", "in response to your …")? */
gboolean sentence_is_reply(const char *sentence);
/* "[1]" style marks in a sentence: the numbers, appended as guint. */
void references_marks(const char *sentence, GArray *marks);
