/* SPDX-License-Identifier: BSD-2-Clause
 *
 * layout-table.c - everything that may stand in a layout, once; help in the words of liaison-layouts(5)
 */
#include <config.h>
#include <stddef.h>
#include <liaison/layout.h>
#include "checks.h"
#include "layouts.h"
#include "table.h"

#define IN_LAYOUT(member) .object = OBJECT_ROOT, .offset = offsetof(struct layout, member)
#define IN_LABEL(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct layout_label, member)
#define IN_PURPOSE(member) .object = OBJECT_ELEMENT, .offset = offsetof(struct layout_purpose, member)
#define TEXTS .type = SETTING_STRINGS, .max = 100, .check = check_layout_text
#define SPELLINGS .type = SETTING_STRINGS, .max = 100, .check = check_layout_label
#define REGEXES .type = SETTING_REGEXES, .max = 30

static const struct word field_words[] = {
	{ "title", LABEL_TITLE }, { "subject", LABEL_SUBJECT }, { "from", LABEL_FROM }, { "from_contacts", LABEL_FROM_CONTACT },
	{ "from_liaison_contact", LABEL_FROM_LIAISON }, { "to", LABEL_TO }, { "to_contacts", LABEL_TO_CONTACT },
	{ "to_liaison_contact", LABEL_TO_LIAISON }, { "cc", LABEL_CC }, { "purpose", LABEL_PURPOSE }, { "action_to", LABEL_ACTION_TO },
	{ "comment_to", LABEL_COMMENT_TO }, { "info_to", LABEL_INFO_TO }, { "deadline", LABEL_DEADLINE }, { "refers_to", LABEL_RESPONSE_TO },
	{ "identifiers", LABEL_NUMBER }, { "response_contact", LABEL_RESPONSE_CONTACT }, { "technical_contact", LABEL_TECHNICAL_CONTACT },
	{ "contact", LABEL_CONTACT }, { "contact_name", LABEL_NAME }, { "contact_mailbox", LABEL_MAILBOX }, { "attachments", LABEL_ATTACHMENTS },
	{ "distribution", LABEL_DISTRIBUTION }, { "record", LABEL_RECORD }, { "body", LABEL_BODY }, { "section", LABEL_SECTION },
	{ "other", LABEL_OTHER }, { "text", LABEL_TEXT }, { NULL, 0 } };
static const struct word purpose_words[] = {
	{ "info", PURPOSE_INFO }, { "action", PURPOSE_ACTION }, { "response", PURPOSE_RESPONSE }, { "comment", PURPOSE_COMMENT }, { NULL, 0 } };
static const struct word order_words[] = {
	{ "day-month", LAYOUT_ORDER_DAY_MONTH }, { "month-day", LAYOUT_ORDER_MONTH_DAY }, { NULL, 0 } };
static const struct word title_words[] = { { "label", LAYOUT_TITLE_LABEL }, { "line", LAYOUT_TITLE_LINE }, { NULL, 0 } };

static const struct setting rows[] = {
	{ "known", SETTING_GROUP, .help = "by what a letter of this layout is known" },
	{ "known.names", TEXTS, IN_LAYOUT(known.names), .help = "what the organisation calls itself where it says whom a letter is from; longer names may begin so" },
	{ "known.domains", SETTING_STRINGS, IN_LAYOUT(known.domains), .max = 100, .check = check_domain, .help = "whose mail is this organisation's" },
	{ "known.markers", TEXTS, IN_LAYOUT(known.markers), .help = "words at the head of a letter that only these letters have" },
	{ "known.labels", SPELLINGS, IN_LAYOUT(known.labels), .help = "labels that stand together in these letters only" },

	{ "labels", SETTING_GROUPS, .max = 100, .append = layouts_append_label, .help = "labels, besides those that are known in every letter" },
	{ "labels[].field", SETTING_WORD, IN_LABEL(field), .words = field_words, .required = TRUE, .help = "what stands behind the label" },
	{ "labels[].spellings", SPELLINGS, IN_LABEL(spellings), .min = 1, .required = TRUE, .help = "how it is written, without the colon" },
	{ "enough", SETTING_WORDS, IN_LAYOUT(enough), .max = 10, .words = field_words, .help = "labels with which a letter of this layout is a statement" },
	{ "stops", REGEXES, IN_LAYOUT(stops), .help = "lines that are no part of the value above them" },
	{ "text", REGEXES, IN_LAYOUT(text), .help = "lines at which the text begins and the labels end" },

	{ "purposes", SETTING_GROUPS, .max = 10, .append = layouts_append_purpose, .help = "words for purposes, besides the known ones" },
	{ "purposes[].purpose", SETTING_WORD, IN_PURPOSE(purpose), .words = purpose_words, .required = TRUE, .help = "what is meant" },
	{ "purposes[].words", TEXTS, IN_PURPOSE(words), .min = 1, .required = TRUE, .help = "the whole value of the label" },

	{ "dates", SETTING_WORD, IN_LAYOUT(order), .words = order_words, .help = "how 03/04/2025 is meant; unset: it is not guessed" },

	{ "numbers", SETTING_GROUP, .help = "the numbers of this organisation's documents" },
	{ "numbers.forms", REGEXES, IN_LAYOUT(numbers.forms), .help = "what they look like" },
	{ "numbers.squeeze", SETTING_BOOL, IN_LAYOUT(numbers.squeeze), .fallback = "false", .help = "blanks inside a number are no part of it" },
	{ "numbers.file_names", SETTING_BOOL, IN_LAYOUT(numbers.file_names), .fallback = "false", .help = "the file of a letter is called by its number" },

	{ "groups", REGEXES, IN_LAYOUT(groups), .help = "what its groups are called in running text" },

	{ "title", SETTING_GROUP, .help = "the title" },
	{ "title.from", SETTING_WORD, IN_LAYOUT(title.from), .words = title_words, .fallback = "label", .help = "\"line\": where no label names it, the line below the labels is the title" },
	{ "title.strip", REGEXES, IN_LAYOUT(title.strip), .help = "what at its front is no part of it" },

	{ "letter", SETTING_GROUP, .help = "letters without labels" },
	{ "letter.letterhead", SETTING_BOOL, IN_LAYOUT(letter.letterhead), .fallback = "false", .help = "the name at its head is the sender" },
	{ "letter.signature", SETTING_BOOL, IN_LAYOUT(letter.signature), .fallback = "false", .help = "the name at its foot is the sender" },
	{ "letter.addressee", SETTING_BOOL, IN_LAYOUT(letter.addressee), .fallback = "false", .help = "a line at its head that names us is the addressee" },

	{ "reply_to", TEXTS, IN_LAYOUT(reply_to), .help = "words in front of the one mailbox that replies go to" },
};
const struct table table_of_layouts = { rows, G_N_ELEMENTS(rows), "liaison-layouts(5)" };
