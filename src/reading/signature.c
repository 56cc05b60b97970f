/* SPDX-License-Identifier: BSD-2-Clause
 *
 * signature.c - the foot of a letter: the mailbox of who signed it, and who gets a copy
 *
 * Below the closing words stand a name, an office, an organisation and often a mailbox: that of the person who speaks. Where a label
 * names a contact it is surer.
 */
#include "signature.h"
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "layout-index.h"
#include "party-name.h"
#include "pattern.h"
#include "work.h"

#define FOOT_LINES 14           /* lines with something on them below the closing */
#define COINED_MIN 6
#define LINE_WORDS 9            /* of a signature's line */

PATTERN(closing, "^\\s*((yours|very) )?(most )?(sincerely|faithfully|truly|respectfully|cordially)( yours| submitted)?\\s*[,.]?\\s*$|"
	"^\\s*(thank you|thanks|many thanks)( and| with)? (best|kind)? ?(regards|wishes)\\s*[,.]?\\s*$|^\\s*(for and )?on behalf of .{3,80},\\s*$|^\\s*for the .{2,80},\\s*$|"
	"^\\s*(with )?(my |our )?(best|kind|kindest|warm|warmest)? ?(regards|wishes)\\s*[,.]?\\s*$|^\\s*(cordialement|salutations distinguées|mit freundlichen grüßen|"
	"mit freundlichem gruß|saludos cordiales|atentamente)\\s*[,.]?\\s*$")
PATTERN(person_of, "\\b(chair(man|woman|person|s)?|director|manager|officer|secretary|president|members|convenor|liaison|lead|editor|rapporteur)\\b")
PATTERN(copies, "^\\s*(cc|c\\.c\\.|copy|copies|copy to|copies to)\\s?:\\s*(.*)$")

static const struct line *line_at(const struct letter *letter, guint i)
{
	return g_ptr_array_index(letter->lines, i);
}

/* Where the copies begin that are named below the signature, or its end. */
static guint foot_end(const struct letter *letter, guint i)
{
	guint n = 0;

	for (; i < letter->lines->len && n < FOOT_LINES; i++) {
		const struct line *line = line_at(letter, i);

		if (line->quote || line->cells || label_line_is_rule(line) || pattern_matches(pattern_copies(), line->text))
			return i;
		n += line_is_blank(line) ? 0 : 1;
	}
	return i;
}

struct foot signature_find(const struct letter *letter)
{
	for (guint i = letter->lines->len; i-- > 0; )
		if (!line_at(letter, i)->quote && !line_at(letter, i)->cells && pattern_matches(pattern_closing(), line_at(letter, i)->text))
			return (struct foot){ i + 1, foot_end(letter, i + 1) };
	return (struct foot){ 0, 0 };
}

static void read_mailboxes(struct work *work)
{
	gboolean outgoing = work->statement->direction == DIRECTION_OUTGOING;

	for (guint i = work->foot.begin; i < work->foot.end; i++) {
		const struct line *line = line_at(work->letter, i);
		g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);

		if (label_words(line->text) > LINE_WORDS || address_scan(line->text, 2, found) != 1)
			continue;
		const struct address *address = g_ptr_array_index(found, 0);
		g_autofree char *mailbox = address_format(address);

		if (organization_is_our_address(work->context->organization, address->addr_spec) == outgoing)
			work_note_sentence(work, FIELD_FROM_CONTACTS, line->number, mailbox, SURE_TEXT);
	}
}

/* "OpenConfig", "GlobalPlatform": one word with capitals inside, as no person writes a name that has no other. */
static gboolean is_coined(const char *name)
{
	guint inner = 0;

	for (const char *p = name; *p; p++) {
		if (!g_ascii_isalpha(*p))
			return FALSE;
		inner += p > name && g_ascii_isupper(*p) ? 1 : 0;
	}
	return g_ascii_isupper(*name) && inner > 0 && strlen(name) >= COINED_MIN && strncmp(name, "Mc", 2) != 0 && strncmp(name, "Mac", 3) != 0;
}

/* One who gets a copy: a mailbox, or a body that is surely one; persons and offices are not told apart. */
static void note_copy(struct work *work, const char *text, guint line)
{
	const struct organization *organization = work->context->organization;
	struct parties parties;

	parties_init(&parties);
	parties.only_mailboxes = TRUE;
	parties_read(organization, text, work->context->limits->addresses, &parties);
	for (guint i = 0; i < parties.addresses->len; i++) {
		g_autofree char *mailbox = address_format(g_ptr_array_index(parties.addresses, i));

		work_note_sentence(work, FIELD_CC, line, mailbox, SURE_TEXT);
	}
	for (guint i = 0; i < parties.bodies->len && parties.addresses->len == 0; i++) {
		const char *name = g_ptr_array_index(parties.bodies, i);

		if (body_is_our_officer(organization, name) || (!strchr(name, ',') && !pattern_matches(pattern_person_of(), name) && !party_is_person(name) && (body_is_ours(organization, name) ||
		    bodies_is_group(work->context->layouts, name) || (strchr(name, ' ') && body_is_called_so(name)) || is_coined(name))))
			work_note_sentence(work, FIELD_CC, line, name, SURE_TEXT);
	}
	parties_clear(&parties);
}

static void read_copies(struct work *work, guint begin)
{
	for (guint i = begin; i < work->letter->lines->len; i++) {
		const struct line *line = line_at(work->letter, i);
		g_autoptr(GMatchInfo) match = NULL;

		if (line->quote || line->cells)
			return;
		if (i > begin && line_is_blank(line)) {                /* paragraphs that begin with a tab */
			if (i + 1 < work->letter->lines->len && line_indent(line_at(work->letter, i + 1)) > 0)
				continue;
			return;
		}
		if (g_regex_match(pattern_copies(), line->text, 0, &match)) {
			g_autofree char *rest = g_match_info_fetch(match, 2);

			note_copy(work, rest, line->number);
		} else if (i > begin && (line_indent(line) > 0 || strchr(line->text, '@'))) {
			note_copy(work, line->text, line->number);
		} else {
			return;
		}
	}
}

/* "cc: …" among the last lines of a letter that closes with no words for it. */
static void read_copies_at_end(struct work *work)
{
	guint n = 0;

	for (guint i = work->letter->lines->len; i-- > 0 && n < FOOT_LINES; ) {
		const struct line *line = line_at(work->letter, i);

		n += line_is_blank(line) ? 0 : 1;
		if (line->quote || line->cells || strchr(line->text, '@') || !pattern_matches(pattern_copies(), line->text))
			continue;
		read_copies(work, i);
		return;
	}
}

void signature_read(struct work *work)
{
	if (!work->cover && !work->foot.begin && !(work->labelled && block_find(work->block, LABEL_CC)))
		read_copies_at_end(work);
	if (work->cover || !work->foot.begin)
		return;
	read_mailboxes(work);
	if (!block_find(work->block, LABEL_CC) || !work->labelled || work->foot.end > work->block->end)
		read_copies(work, work->foot.end);
	for (guint i = 0; i < work->sheet.greeting; i++)
		if (pattern_matches(pattern_copies(), line_at(work->letter, i)->text))
			read_copies(work, i);
}
