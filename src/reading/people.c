/* SPDX-License-Identifier: BSD-2-Clause
 *
 * people.c - mailboxes in the values of labels
 */
#include "people.h"
#include <liaison/text.h>
#include <string.h>
#include "labels.h"
#include "pattern.h"

PATTERN(reply_wish, "\\b(address|send|direct|forward|return)\\b.{0,60}\\b(repl(y|ies)|responses?|answers?|comments)\\b.{0,30}\\b(to|at)\\b|"
	"\\b(repl(y|ies)|responses?|answers?)\\b.{0,60}\\b(sent|addressed|directed|send|address)\\b.{0,30}\\b(to|at)\\b|"
	"\\bcorrespondence\\b.{0,60}\\b(sent|addressed|directed)\\b.{0,30}\\bto\\b|"
	"\\buse\\b.{0,60}\\b(as (the|our|your) (reply )?address|for (the |your |any )?(repl(y|ies)|responses?|answers?))\\b")

/* the same, but straight to the mailbox: "Please respond to a@b.example", "Responses to a@b.example", "… should reach a@b.example" */
PATTERN(reply_straight, "\\b(please|kindly) (reply|respond) ((directly|only|by e-?mail) ){0,2}to (the (?!questions?|letter|points?)(\\S+ ){1,2})?[<(]?\\S+@|"
	"^\\W*(any |your |all )?(repl(y|ies)|responses?|answers?) ((should |must |may )?go(es)? )?to [<(]?\\S+@|"
	"\\b(please|kindly) (e-?mail|mail|submit|provide) (us )?(any|your|all|the)? ?(repl(y|ies)|responses?|answers?|comments|feedback)\\b.{0,40}\\b(to|at|via)\\b|"
	"^\\W*(any |your |all )?(comments|feedback)( on this (LS|liaison( statement)?|letter))? (should|must|(is|are) to) be (sent|addressed|directed|submitted) (directly )?to\\b|"
	"\\b(answers?|repl(y|ies)|responses?) (should|must|needs? to|has to|have to) (reach|go to|arrive at)\\b|"
	"\\b(please|kindly) (answer|reply|respond)\\b[^;]{0,100}?(?<!put )(?<!sent )(?<!addressed )(?<!copy )(?<!copies )\\bto [<(]?\\S+@|"
	"\\b(please|kindly) (send|return|submit|provide|give)\\b[^;]{0,160}?\\b(repl(y|ies)|responses?|answers?)\\b[^;]{0,80}?(?<!copy )(?<!copies )\\bto [<(]?\\S+@|"
	"\\b(address|send|direct)\\b.{0,30}\\bcorrespondence\\b.{0,40}\\bto\\b")
/* "We expect no reply. Should there be one, please send it to …": what "it" is stands in front */
PATTERN(sends_it, "\\b(address|send|direct|forward|return) (it|them)\\b.{0,30}\\b(to|at)\\b")
PATTERN(answer_word, "\\b(repl(y|ies)|responses?|answers?|comments|feedback)\\b")
/* what was sent, and what the writer or somebody else will send, is no wish */
PATTERN(sends_itself, "\\b(we|I|they|he|she|who|which|it|\\)) (will|shall|have|has|had|may|can) (also |then |now )?(address|send|sent|direct|forward|forwarded|return)|"
	"\\b(was|were|been) (also |already )?(sent|addressed|directed|forwarded)\\b")
PATTERN(copies, "\\b(with|and) (a )?cop(y|ies) to\\b|\\bcopying\\b|\\bcc(:|'ing| to)")

GPtrArray *people_read(const char *value, const char *name, guint max)
{
	GPtrArray *people = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

	if (value_is_empty(value))
		return people;
	address_scan(value, max, people);
	if (people->len == 1 && name && !value_is_empty(name)) {
		struct address *address = g_ptr_array_index(people, 0);

		if (!address->name)
			address->name = text_fold_space(name);
	}
	return people;
}

static gboolean sends_answer(const char *before, const char *sentence)
{
	return pattern_matches(pattern_sends_it(), sentence) &&
	       (pattern_matches(pattern_answer_word(), sentence) || (before && pattern_matches(pattern_answer_word(), before)));
}

struct address *people_reply_address(const char *before, const char *sentence, gboolean told)
{
	g_autoptr(GPtrArray) people = NULL;
	g_autofree char *front = g_strdup(sentence);

	if (!strchr(sentence, '@') || (!told && ((!pattern_matches(pattern_reply_wish(), sentence) && !pattern_matches(pattern_reply_straight(), sentence) &&
	    !sends_answer(before, sentence)) ||
	    pattern_matches(pattern_sends_itself(), sentence))))
		return NULL;
	pattern_cut(pattern_copies(), front);                 /* who gets a copy is not who gets the answer */
	people = people_read(front, NULL, 4);
	return people->len == 1 ? address_copy(g_ptr_array_index(people, 0)) : NULL;
}
