/* SPDX-License-Identifier: BSD-2-Clause
 *
 * heading.c - letters that say in a heading what others say behind labels
 *
 * The body that speaks stands on a line, "LIAISON STATEMENT TO X, Y AND Z" below it, copies in brackets, then the subject; what labels
 * there are come at the end. ITU-R writes so. What is found is given as if it had been labelled.
 */
#include "heading.h"
#include <liaison/date.h>
#include <string.h>
#include "bodies.h"
#include "label-read.h"
#include "pattern.h"

#define HEAD_LINES 30           /* down to the heading */
#define NAME_WORDS 10           /* of the body that speaks */
#define TITLE_WORDS 40
#define TITLE_LINES 4
#define WRAPPED_LINES 3         /* of a heading, or of a list in brackets below it */

PATTERN(heading, "^\\s*(?:draft |reply |joint )*liaison (?:statement|note|letter)(?:/r)?(?: from (?:the )?(.{2,60}?))? to (?:the )?(.{1,400})$")
#define COPY "(?:with |and )?(?:an? )?(?:cop(?:y|ies|ied)|cc)"
PATTERN(copies, "^\\s*\\(" COPY "(?:(?:,? for (?:your )?information)?,? to:?|:) *(?:the )?(.{1,300})\\)\\s*$")
PATTERN(copies_behind, "^(.{1,400}?)\\s*(\\(" COPY "\\b.{1,300}\\))\\s*$")
PATTERN(list, "^\\s*\\((.{1,300})\\)\\s*$")
/* "… NETWORK TIME PROTOCOLS" and below it "WORKING GROUP" */
PATTERN_CASE(name_goes_on, "^\\s*(?:\\(|AND |& )?(?:WORKING|STUDY|RESEARCH|TASK|FOCUS|INTEREST|TECHNICAL) (?:GROUPS?|PART(?:Y|IES)|FORCE|COMMITTEES?)\\b|^\\s*(?:AND|COMMITTEE|FORUM|GROUP)\\b")
PATTERN(topic, "\\b(on|regarding|concerning|about)\\b")

static const struct line *line_at(const GPtrArray *lines, guint i)
{
	return i < lines->len ? g_ptr_array_index(lines, i) : NULL;
}

static guint skip_blanks(const GPtrArray *lines, guint i)
{
	while (i < lines->len && line_is_blank(line_at(lines, i)))
		i++;
	return i;
}

static gboolean is_upper(const char *text)
{
	for (const char *p = text; *p; p++)
		if (g_ascii_islower(*p))
			return FALSE;
	return TRUE;
}

static gboolean is_plain(const struct line *line)
{
	return line && line->quote == 0 && !line->cells && !line_is_blank(line);
}

/* The line above that names who speaks, or NULL. */
static const struct line *speaker_above(const GPtrArray *lines, guint i)
{
	const struct line *line;
	struct date date;

	do {
		if (i == 0)
			return NULL;
		line = line_at(lines, --i);
	} while (line_is_blank(line));
	if (!is_plain(line) || strchr(line->text, ':') || label_words(line->text) > NAME_WORDS || date_parse(line->text, &date) != DATE_NONE)
		return NULL;
	return body_is_called_so(line->text + strspn(line->text, " \t")) ? line : NULL;
}

/* Does the line go on below: a bracket that is not closed, a word that another one must follow? */
static gboolean is_open(const char *text)
{
	int depth = 0;

	for (const char *p = text; *p; p++)
		depth += (*p == '(') - (*p == ')');
	return depth > 0 || g_str_has_suffix(text, ",") || label_line_is_open(text);
}

/* A heading in capitals whose last name has its kind on the next line. */
static gboolean name_goes_on(const char *heading, const char *next)
{
	return is_upper(heading) && is_upper(next) && pattern_matches(pattern_name_goes_on(), next);
}

/* The line at *i, and those it was broken into; *i is then the last of them. Owned by the caller. */
static char *unwrap(const GPtrArray *lines, guint *i)
{
	const struct line *line = g_ptr_array_index(lines, *i), *next;
	GString *text = g_string_new(line->text);

	for (guint n = 1; n < WRAPPED_LINES && (next = line_at(lines, *i + 1)) && is_plain(next) && (is_open(text->str) || name_goes_on(text->str, next->text)); n++) {
		g_string_append_printf(text, " %s", next->text + strspn(next->text, " \t"));
		++*i;
	}
	return g_strchomp(g_string_free(text, FALSE));
}

/* Below a subject that stands in the middle of the page: a numbered heading, or a sentence at the margin. Some converters leave no blank line there. */
static gboolean text_begins(const struct line *subject, const struct line *line)
{
	return line_indent(subject) > 0 && line_indent(line) == 0 && (label_line_is_heading(line) || label_line_is_prose(line));
}

/* The lines of the subject, from i on, as one text; NULL: there is only running text. */
static char *title_from(const GPtrArray *lines, guint i, guint *ret_end)
{
	g_autoptr(GString) title = g_string_new(NULL);
	const struct line *line, *after;
	guint n = 0;

	for (; n < TITLE_LINES && (line = line_at(lines, i + n)) && is_plain(line) && !(n > 0 && text_begins(line_at(lines, i), line)); n++) {
		const char *value = line->text;
		g_autofree char *text = NULL;
		enum label label = label_at(NULL, line->text, 0, &text, &value);

		if (label != LABEL_NONE && (n > 0 || (label != LABEL_TITLE && label != LABEL_SUBJECT)))
			break;
		g_string_append_printf(title, "%s%s", n ? "\n" : "", label == LABEL_NONE ? line->text : value);
	}
	after = line_at(lines, i + n);
	if (n == 0 || title->len == 0 || title->str[title->len - 1] == '.' || title->str[title->len - 1] == ':' || label_words(title->str) > TITLE_WORDS ||
	    !after || (!line_is_blank(after) && !text_begins(line_at(lines, i), after) && label_begins(NULL, after->text, 0) == LABEL_NONE))
		return NULL;
	*ret_end = i + n;
	return g_strdup(title->str);
}

static char *fetch(const GRegex *regex, const char *text, int group)
{
	g_autoptr(GMatchInfo) match = NULL;
	char *found = g_regex_match(regex, text, 0, &match) ? g_match_info_fetch(match, group) : NULL;

	if (found && !*found)
		g_clear_pointer(&found, g_free);
	return found;
}

void heading_clear(struct heading *heading)
{
	g_free(heading->text);
	g_free(heading->from);
	g_free(heading->to);
	g_free(heading->cc);
	g_free(heading->title);
}

/* What stands between the heading and the text. */
static void read_below(const GPtrArray *lines, guint i, struct heading *heading)
{
	const struct line *line;
	guint next = skip_blanks(lines, i + 1);

	heading->end = i + 1;
	for (guint n = 0; n < 2 && is_plain(line_at(lines, next)); n++) {
		guint last = next;
		g_autofree char *text = unwrap(lines, &last);
		g_autofree char *cc = fetch(pattern_copies(), text, 1);
		g_autofree char *list = cc ? NULL : fetch(pattern_list(), text, 1);

		if (!cc && !list)
			break;
		if (cc && !heading->cc)
			heading->cc = g_steal_pointer(&cc);
		if (list) {
			g_free(heading->to);
			heading->to = g_steal_pointer(&list);
		}
		heading->end = last + 1;
		next = skip_blanks(lines, last + 1);
	}
	line = line_at(lines, next);
	heading->title_line = line ? line->number : 0;
	heading->title = title_from(lines, next, &heading->end);
}

/* "… TO X (COPY TO Y)" on one line */
static void take_copies(struct heading *heading)
{
	g_autofree char *copies = fetch(pattern_copies_behind(), heading->to, 2);
	char *to = copies ? fetch(pattern_copies_behind(), heading->to, 1) : NULL;

	if (!to)
		return;
	g_free(heading->to);
	heading->to = to;
	heading->cc = fetch(pattern_copies(), copies, 1);
}

/* "LIAISON STATEMENT TO X ON Y": without a subject of its own below, what follows "on" is no addressee. */
static void cut_topic(struct heading *heading)
{
	g_autoptr(GMatchInfo) match = NULL;
	int begin = 0;

	if (g_regex_match(pattern_topic(), heading->to, 0, &match) && g_match_info_fetch_pos(match, 0, &begin, NULL) && begin > 1)
		g_strchomp(heading->to)[begin - 1] = '\0';
}

/* Asked of every line at the head of a letter: the rest is only for those that hold the word. */
static gboolean may_be_heading(const struct line *line)
{
	return is_plain(line) && (strstr(line->text, "iaison ") || strstr(line->text, "IAISON ")) && line->text[strlen(line->text) - 1] != '.';
}

/* Reads the heading at heading->line; FALSE: there is none, and heading may be filled in part. */
static gboolean read_heading(const GPtrArray *lines, struct heading *heading)
{
	const struct line *line = line_at(lines, heading->line), *speaker;
	guint last = heading->line;

	if (!may_be_heading(line))
		return FALSE;
	heading->text = unwrap(lines, &last);
	heading->to = fetch(pattern_heading(), heading->text, 2);
	if (!heading->to)
		return FALSE;
	heading->from = fetch(pattern_heading(), heading->text, 1);
	if (heading->from && pattern_matches(pattern_topic(), heading->from))          /* "from X on the way to Y" */
		return FALSE;
	take_copies(heading);
	speaker = heading->from ? line : speaker_above(lines, heading->line);
	if (!speaker || (!is_upper(heading->text) && pattern_matches(pattern_topic(), heading->to)))
		return FALSE;
	if (!heading->from)
		heading->from = g_strstrip(g_strdup(speaker->text));
	heading->from_line = speaker->number;
	read_below(lines, last, heading);
	if (!heading->title)
		cut_topic(heading);
	return TRUE;
}

gboolean heading_find(const GPtrArray *lines, struct heading *ret_heading)
{
	for (guint i = 0; i < lines->len && i < HEAD_LINES; i++) {
		*ret_heading = (struct heading){ .line = i };
		if (read_heading(lines, ret_heading))
			return TRUE;
		heading_clear(ret_heading);
	}
	return FALSE;
}
