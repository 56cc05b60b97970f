/* SPDX-License-Identifier: BSD-2-Clause
 *
 * speaker.c - who speaks in a letter that has no label for it, by two places that agree
 *
 * The head of a sheet may name the sender, the addressee or a department, and a signature may name anything. A name is taken only
 * where another place says the same: the domain or the name it was mailed from, the subject, the foot of the letter.
 */
#include <liaison/address.h>
#include <liaison/date.h>
#include <liaison/text.h>
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "party-name.h"
#include "pattern.h"
#include "prose.h"
#include "work.h"

#define HEAD_LINES 4            /* lines with something on them, at the head */
#define NAME_WORDS 9
#define KEY_MIN 4               /* letters of a name that are enough to find it again */

PATTERN(office, "^(?:.{0,40}?\\b(?:chair(?:man|woman|person|s)?|secretary|secretariat|director|president|convenor|manager|officer|head|rapporteur|coordinator))"
	"(?: general)?(?: of (?:the )?|, ?(?:the )?| for (?:the )?)(.{3,80})$")
PATTERN(office_behind, "^(.{3,80}?),? (?:(?:vice|co)-? ?)?(?:chair(?:man|woman|person)?|secretary|president|convenor|liaison officer|liaison manager)$")

PATTERN(numbered, "\\b(?:n|ls|no\\.?|nr\\.?|doc\\.?|document|rev\\.?) ?\\d[\\d./-]*(?: ?[-–] ?[a-z])?$")

PATTERN_CASE(legal, ",? (?:GbR|GmbH|e\\. ?V\\.|Inc\\.?|Incorporated|LLC|Ltd\\.?|Limited|A\\.?I\\.?S\\.?B\\.?L\\.?|A\\.?S\\.?B\\.?L\\.?|AG|SE|Foundation Inc\\.?)$")

/* Only letters and digits, lower case. */
static char *squeeze(const char *text)
{
	GString *key = g_string_new(NULL);

	for (const char *p = text; *p; p++)
		if (g_ascii_isalnum(*p) || (guchar)*p >= 0x80)
			g_string_append_c(key, g_ascii_tolower(*p));
	return g_string_free(key, FALSE);
}

/* "National Institute of Standards and Technology": "nist" */
static char *initials(const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " -/", 16);
	GString *key = g_string_new(NULL);

	for (guint i = 0; words[i]; i++)
		if (strlen(words[i]) > 3 || (words[i][0] && g_ascii_isupper(words[i][0])))
			g_string_append_c(key, g_ascii_tolower(words[i][0]));
	return g_string_free(key, FALSE);
}

/* Does a label of the domain say the same as the name? */
static gboolean domain_agrees(const char *addr_spec, const char *name)
{
	g_auto(GStrv) labels = g_strsplit(address_domain(addr_spec), ".", 8);
	g_autofree char *key = squeeze(name), *first = initials(name);
	guint n = g_strv_length(labels);

	for (guint i = 0; i + 1 < n; i++) {
		g_autofree char *label = squeeze(labels[i]);

		if (strlen(label) >= KEY_MIN && (strcmp(label, key) == 0 || (strlen(first) >= KEY_MIN && strcmp(label, first) == 0)))
			return TRUE;
	}
	return FALSE;
}

static gboolean text_agrees(const char *text, const char *name)
{
	g_autofree char *folded = text ? text_fold_name(text) : NULL, *key = text_fold_name(name);

	return folded && strlen(key) >= KEY_MIN && party_is_said(folded, key);
}

static gboolean foot_agrees(const struct work *work, guint line, const char *name)
{
	for (guint i = work->foot.begin; i < work->foot.end; i++)
		if (i != line && text_agrees(((const struct line *)g_ptr_array_index(work->letter->lines, i))->text, name))
			return TRUE;
	return FALSE;
}

/* "Jane Doe <jane.doe@…>" is what a person is called, and no body. */
static gboolean is_persons(const struct address *author)
{
	g_autofree char *local = g_strndup(author->addr_spec, strcspn(author->addr_spec, "@")), *key = squeeze(local);
	g_auto(GStrv) words = g_strsplit_set(author->name ? author->name : "", " ,.-", 12);

	for (guint i = 0; words[i]; i++) {
		g_autofree char *word = squeeze(words[i]);

		if (strlen(word) >= KEY_MIN && strstr(key, word))
			return TRUE;
	}
	return FALSE;
}

/* "The Vesselnet Forum was glad to …" */
static gboolean prose_agrees(const struct work *work, guint number, const char *name)
{
	for (guint i = 0; i < work->sentences->len; i++) {
		const struct sentence *sentence = g_ptr_array_index(work->sentences, i);
		const char *text = sentence->text;
		gsize length = strlen(name);

		if (sentence->line == number)
			continue;                                     /* the head of the sheet itself */
		if (g_ascii_strncasecmp(text, "the ", 4) == 0)
			text += 4;
		if (g_ascii_strncasecmp(text, name, length) == 0 && text[length] == ' ' && strchr(name, ' '))
			return TRUE;
	}
	return FALSE;
}

/* How many places say what the name at line does. */
static guint agreement(const struct work *work, guint line, const char *name)
{
	const struct address *author = work->letter->header.from->len ? g_ptr_array_index(work->letter->header.from, 0) : NULL;

	guint points = author && domain_agrees(author->addr_spec, name) ? 1 : 0;

	points += author && !is_persons(author) && text_agrees(author->name, name) ? 1 : 0;
	points += text_agrees(work->letter->header.subject, name) ? 1 : 0;
	points += prose_agrees(work, ((const struct line *)g_ptr_array_index(work->letter->lines, line))->number, name) ? 1 : 0;
	return points + (foot_agrees(work, line, name) ? 1 : 0);
}

/* "L2/26-131" and "Committee N 1204" at the head of the sheet are its number. */
static gboolean is_like_number(const char *name)
{
	guint digits = 0, letters = 0;

	if (pattern_matches(pattern_numbered(), name))
		return TRUE;
	for (const char *p = name; *p; p++) {
		digits += g_ascii_isdigit(*p) ? 1 : 0;
		letters += g_ascii_isalpha(*p) || (guchar)*p >= 0x80 ? 1 : 0;
	}
	return digits > letters;
}

static gboolean may_be_name(const struct work *work, const char *name)
{
	g_autoptr(GPtrArray) ours = g_ptr_array_new_with_free_func(g_free);
	struct date date;

	if (!*name || label_words(name) > NAME_WORDS || label_line_is_banner(name) || strpbrk(name, ":@") || g_ascii_isdigit(*name) || is_like_number(name) || date_parse(name, &date) != DATE_NONE ||
	    body_is_ours(work->context->organization, name))
		return FALSE;
	bodies_ours_in_text(work->context->organization, name, ours);
	return ours->len == 0;
}

struct best { char *name; guint line, points; };

/* "Vesselnet Pilotage Committee" of Vesselnet, where "The Pilotage Committee of Vesselnet thanks you": the unit speaks, not the whole. */
static gboolean is_speaking_unit(const struct work *work, guint i, const char *name, const struct best *best)
{
	gsize length = best->name ? strlen(best->name) : 0;

	return length > 0 && g_str_has_prefix(name, best->name) && name[length] == ' ' &&
	       prose_agrees(work, ((const struct line *)g_ptr_array_index(work->letter->lines, i))->number, name + length + 1);
}

static void consider(const struct work *work, guint i, const char *text, struct best *best)
{
	static const char *const marks[] = { "®", "™", "(R)", "(TM)" };
	g_autofree char *name = text_fold_space(text);
	guint points;

	for (guint m = 0; m < G_N_ELEMENTS(marks); m++)
		if (g_str_has_suffix(name, marks[m]))
			name[strlen(name) - strlen(marks[m])] = '\0';
	while (*name && strchr(",;. ", name[strlen(name) - 1]))
		name[strlen(name) - 1] = '\0';
	if (!may_be_name(work, name))
		return;
	points = is_speaking_unit(work, i, name, best) ? best->points + 1 : agreement(work, i, name);
	if (points <= best->points)
		return;
	g_free(best->name);
	best->name = g_steal_pointer(&name);
	best->line = ((const struct line *)g_ptr_array_index(work->letter->lines, i))->number;
	best->points = points;
}

/* "Vesselnet e.V., 12 Quay Road, Bergen": the name is in front, and says what kind of company it is. */
static void consider_address(const struct work *work, guint i, const char *text, struct best *best)
{
	g_autofree char *name = g_strndup(text, strcspn(text, ",\t"));

	if (!text[strcspn(text, "0123456789")])
		return;
	pattern_cut(pattern_legal(), name);
	if (strcmp(name, text) != 0)
		consider(work, i, name, best);
}

static void read_head(const struct work *work, struct best *best)
{
	for (guint i = 0, n = 0; i < work->letter->lines->len && n < HEAD_LINES; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);

		if (line_is_blank(line))
			continue;
		if (line->quote || line->cells || label_line_is_prose(line) || letter_line_greets(line))
			return;
		n++;
		consider(work, i, line->text, best);
		consider_address(work, i, line->text, best);
	}
}

/* "Secretary of the Vesselnet Forum", "Broadband Forum Technical Committee Chair": the body; NULL: no office. Owned by the caller. */
static char *body_of_office(const char *text)
{
	g_autoptr(GMatchInfo) of = NULL, behind = NULL;

	if (g_regex_match(pattern_office(), text, 0, &of))
		return g_match_info_fetch(of, 1);
	return g_regex_match(pattern_office_behind(), text, 0, &behind) ? g_match_info_fetch(behind, 1) : NULL;
}

static void read_foot(const struct work *work, struct best *best)
{
	for (guint i = work->foot.begin; i < work->foot.end; i++) {
		const struct line *line = g_ptr_array_index(work->letter->lines, i);
		g_autofree char *body = body_of_office(line->text);

		consider(work, i, body ? body : line->text, best);
	}
}

void speaker_read(struct work *work)
{
	struct best best = { NULL, 0, 0 };

	if (work->cover || work_author_is_ours(work))
		return;
	read_head(work, &best);
	read_foot(work, &best);
	if (best.name)
		work_note_sentence(work, FIELD_FROM, best.line, best.name, SURE_HEADER);
	g_free(best.name);
}
