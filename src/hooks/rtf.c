/* SPDX-License-Identifier: BSD-2-Clause
 *
 * rtf.c - Rich Text Format (version 1.9) as a person sees it with all changes accepted
 *
 * One pass over the bytes. Groups nest, and each takes over what holds in the one around it; a group may be a destination, whose text
 * goes elsewhere or nowhere. Page headers come before the letter, footnotes behind it, text boxes where they are anchored.
 */
#include <config.h>
#include <string.h>
#include "letter.h"
#include "rtf-reader.h"

#define MAX_GROUPS 500u
#define MAX_BOXES 4u                /* text boxes in one another; deeper ones are read as part of the fourth */
#define MAX_WORD 32u

/* ---- groups and destinations */

static void open_group(struct rtf_reader *reader)
{
	struct rtf_state state = *rtf_top(reader);

	if (reader->groups->len > MAX_GROUPS) {
		reader->why = "groups nested too deep";
		return;
	}
	rtf_flush(reader);
	reader->skip = 0;
	reader->starred = FALSE;
	state.into = RTF_IGNORED;
	g_array_append_val(reader->groups, state);
}

static void deliver(struct rtf_reader *reader, const struct rtf_state *from, struct rtf_state *around)
{
	const char *html = rtf_story_finish(from->story);

	if (*html == '\0')
		return;
	if (from->into == RTF_HEADER)
		g_string_append_printf(reader->headers, "<header>%s</header>\n", html);
	else if (from->into == RTF_NOTE)
		g_string_append_printf(reader->notes, "<footer>%s</footer>\n", html);
	else
		rtf_story_box(around->story, around->tables, html);
	if (reader->headers->len > RTF_MAX_BYTES || reader->notes->len > RTF_MAX_BYTES || rtf_story_size(around->story) > RTF_MAX_BYTES)
		reader->why = "more text than allowed";
}

static void close_group(struct rtf_reader *reader)
{
	struct rtf_state state = *rtf_top(reader);

	rtf_flush(reader);
	reader->skip = 0;
	reader->starred = FALSE;
	g_array_set_size(reader->groups, reader->groups->len - 1);
	if (state.into != RTF_IGNORED) {
		deliver(reader, &state, rtf_top(reader));
		rtf_story_free(state.story);
	}
}

static void begin_story(struct rtf_state *state, enum rtf_action into)
{
	if (state->into != RTF_IGNORED || state->boxes >= MAX_BOXES)
		return;
	state->into = into;
	state->story = rtf_story_new();
	state->boxes++;
	state->tables = 0;
}

/* TRUE if the word says what its group is. */
static gboolean take_destination(struct rtf_reader *reader, enum rtf_action action)
{
	struct rtf_state *state = rtf_top(reader);

	switch (action) {
	case RTF_SKIP: case RTF_FONTS: case RTF_NESTED_ROW: case RTF_UPR:
		rtf_flush(reader);
		state->destination = action;
		return TRUE;
	case RTF_HEADER: case RTF_NOTE: case RTF_BOX:
		rtf_flush(reader);
		begin_story(state, action);
		return TRUE;
	case RTF_LIST_TEXT:
		state->list_text = TRUE;
		return TRUE;
	case RTF_TRANSPARENT: case RTF_UD:
		return TRUE;
	default:
		return FALSE;
	}
}

/* ---- control words */

static void end_paragraph(struct rtf_reader *reader)
{
	struct rtf_state *state = rtf_top(reader);

	/* a mark that was deleted joins two paragraphs */
	if (rtf_visible(state))
		rtf_story_end_paragraph(state->story, state->tables);
}

static void take_structure(struct rtf_reader *reader, enum rtf_action action)
{
	struct rtf_state *state = rtf_top(reader);

	rtf_flush(reader);
	reader->skip = 0;
	if (action == RTF_PAR) {
		end_paragraph(reader);
	} else if (action == RTF_LINE) {
		if (rtf_visible(state))
			rtf_story_break(state->story, state->tables);
	} else if (action == RTF_CELL) {
		rtf_story_end_cell(state->story, 1);
	} else if (action == RTF_ROW) {
		rtf_story_end_row(state->story, 1);
	} else if (action == RTF_NESTCELL) {
		rtf_story_end_cell(state->story, MAX(state->tables, 2));
	} else if (action == RTF_NESTROW) {
		rtf_story_end_row(state->story, MAX(state->tables, 2));
	} else {
		rtf_story_announce_row(state->story);
	}
	if (rtf_story_size(state->story) > RTF_MAX_BYTES)
		reader->why = "more text than allowed";
}

static void take_property(struct rtf_reader *reader, const struct rtf_word *word, gboolean given, gint64 number)
{
	struct rtf_state *state = rtf_top(reader);
	gboolean on = !given || number != 0;
	guint positive = (guint)CLAMP(number, 0, 65535);

	rtf_flush(reader);
	switch (word->action) {
	case RTF_PARD: state->tables = 0; break;
	case RTF_INTBL: state->tables = on ? MAX(state->tables, 1) : 0; break;
	case RTF_ITAP: state->tables = MIN(positive, RTF_TABLE_DEPTH); break;
	case RTF_PLAIN: state->hidden = state->deleted = FALSE; state->font = reader->default_font; break;
	case RTF_HIDDEN: state->hidden = on; break;
	case RTF_DELETED: state->deleted = on; break;
	case RTF_F: state->font = positive; break;
	case RTF_DEFF: state->font = reader->default_font = positive; break;
	case RTF_UC: state->fallback = given ? positive : 1; break;
	case RTF_PAGE: reader->page = word->value; break;
	case RTF_ANSICPG: reader->page = positive ? positive : reader->page; break;
	default: break;
	}
}

static void take_font(struct rtf_reader *reader, enum rtf_action action, gint64 number)
{
	guint positive = (guint)CLAMP(number, 0, 65535);

	if (action == RTF_F)
		reader->listed_font = positive;
	else if (action == RTF_CPG && positive)
		g_hash_table_insert(reader->fonts, GUINT_TO_POINTER(reader->listed_font), GUINT_TO_POINTER(positive));
	else if (action == RTF_FCHARSET)
		g_hash_table_insert(reader->fonts, GUINT_TO_POINTER(reader->listed_font), GUINT_TO_POINTER(rtf_page_of_charset(positive)));
}

static void take_visible_word(struct rtf_reader *reader, const struct rtf_word *word, gboolean given, gint64 number)
{
	switch (word->action) {
	case RTF_CHARACTER: rtf_take_character(reader, word->value); break;
	case RTF_TAB: rtf_take_tab(reader); break;
	case RTF_U: rtf_take_unicode(reader, number); break;
	case RTF_PAR: case RTF_LINE: case RTF_CELL: case RTF_ROW: case RTF_NESTCELL: case RTF_NESTROW: case RTF_TROWD:
		take_structure(reader, word->action);
		break;
	default: take_property(reader, word, given, number);
	}
}

static void take_bin(struct rtf_reader *reader, gint64 number)
{
	if (number > reader->end - reader->at)
		reader->why = "it is cut off";
	else if (number > 0)
		reader->at += number;
	if (reader->skip)
		reader->skip--;
}

static void take_word(struct rtf_reader *reader, const char *name, gboolean given, gint64 number)
{
	const struct rtf_word *word = g_hash_table_lookup(reader->words, name);
	struct rtf_state *state = rtf_top(reader);
	gboolean starred = reader->starred;

	reader->starred = FALSE;
	if (word && word->action == RTF_BIN) {
		take_bin(reader, number);
		return;
	}
	if (state->destination == RTF_SKIP)
		return;
	if (state->destination == RTF_UPR) {
		/* the same text twice: for older programs, then in Unicode */
		if (word && word->action == RTF_UD)
			state->destination = RTF_TRANSPARENT;
		return;
	}
	if (word && take_destination(reader, word->action))
		return;
	if (starred) {
		rtf_flush(reader);
		state->destination = RTF_SKIP;
	} else if (word && state->destination == RTF_FONTS) {
		take_font(reader, word->action, number);
	} else if (word && (state->destination == RTF_TRANSPARENT || word->action == RTF_NESTROW)) {
		take_visible_word(reader, word, given, number);
	}
}

/* ---- bytes */

static gint64 read_number(struct rtf_reader *reader)
{
	gboolean minus = *reader->at == '-';
	gint64 number = 0;

	reader->at += minus ? 1 : 0;
	for (; reader->at < reader->end && g_ascii_isdigit(*reader->at); reader->at++)
		number = MIN(number * 10 + (*reader->at - '0'), G_MAXINT32);
	return minus ? -number : number;
}

static void read_word(struct rtf_reader *reader)
{
	char name[MAX_WORD + 1];
	gsize size = 0;
	gint64 number = 0;
	gboolean given;

	for (; reader->at < reader->end && g_ascii_isalpha(*reader->at); reader->at++)
		if (size++ < MAX_WORD)
			name[size - 1] = *reader->at;
	name[MIN(size, MAX_WORD)] = '\0';
	given = reader->at < reader->end && (g_ascii_isdigit(*reader->at)
		|| (*reader->at == '-' && reader->at + 1 < reader->end && g_ascii_isdigit(reader->at[1])));
	if (given)
		number = read_number(reader);
	if (reader->at < reader->end && *reader->at == ' ')
		reader->at++;
	if (size > MAX_WORD)
		reader->why = "a control word of more than 32 letters";
	else
		take_word(reader, name, given, number);
}

static void read_hex(struct rtf_reader *reader)
{
	if (reader->end - reader->at < 2 || !g_ascii_isxdigit(reader->at[0]) || !g_ascii_isxdigit(reader->at[1]))
		return;
	rtf_take_byte(reader, (char)(g_ascii_xdigit_value(reader->at[0]) * 16 + g_ascii_xdigit_value(reader->at[1])));
	reader->at += 2;
}

static void read_control(struct rtf_reader *reader)
{
	static const struct rtf_word paragraph = { "par", RTF_PAR, 0 };
	char sign;

	if (reader->at == reader->end)
		return;
	if (g_ascii_isalpha(*reader->at)) {
		read_word(reader);
		return;
	}
	sign = *reader->at++;
	switch (sign) {
	case '\'': read_hex(reader); break;
	case '*': reader->starred = TRUE; break;
	case '~': rtf_take_character(reader, 0xa0); break;
	case '_': rtf_take_character(reader, '-'); break;
	case '{': case '}': case '\\': rtf_take_byte(reader, sign); break;
	case '\t': rtf_take_tab(reader); break;
	case '\r': case '\n':
		if (rtf_top(reader)->destination == RTF_TRANSPARENT)
			take_visible_word(reader, &paragraph, FALSE, 0);
		break;
	default: break;    /* \- is a place to hyphenate, the others are marks of an index or unknown */
	}
}

/* Until the group ends that the file begins with; what follows it is none of the letter's. */
static void read_all(struct rtf_reader *reader)
{
	while (reader->at < reader->end && !reader->why) {
		char c = *reader->at++;

		switch (c) {
		case '{': open_group(reader); break;
		case '}':
			close_group(reader);
			if (reader->groups->len == 1)
				return;
			break;
		case '\\': read_control(reader); break;
		case '\r': case '\n': case '\0': break;
		case '\t': rtf_take_tab(reader); break;
		default: rtf_take_byte(reader, c);
		}
	}
	if (!reader->why && !reader->any_text && !reader->bytes->len)
		reader->why = "it is cut off";
	while (reader->groups->len > 1)
		close_group(reader);
}

static void reader_clear(struct rtf_reader *reader)
{
	rtf_story_free(rtf_top(reader)->story);
	g_array_unref(reader->groups);
	g_hash_table_unref(reader->words);
	g_hash_table_unref(reader->fonts);
	rtf_charsets_free(reader->charsets);
	g_string_free(reader->bytes, TRUE);
	g_string_free(reader->text, TRUE);
	g_string_free(reader->headers, TRUE);
	g_string_free(reader->notes, TRUE);
}

gboolean rtf_read(GBytes *rtf, struct markup *markup, char **ret_why)
{
	gsize size;
	const char *bytes = g_bytes_get_data(rtf, &size);
	struct rtf_state outermost = { .destination = RTF_TRANSPARENT, .story = rtf_story_new(), .fallback = 1 };
	struct rtf_reader reader = {
		.at = bytes, .end = bytes + size, .page = 1252,
		.words = rtf_words_new(), .fonts = g_hash_table_new(NULL, NULL), .charsets = rtf_charsets_new(),
		.groups = g_array_new(FALSE, FALSE, sizeof(struct rtf_state)),
		.bytes = g_string_new(NULL), .text = g_string_new(NULL), .headers = g_string_new(NULL), .notes = g_string_new(NULL),
	};

	g_array_append_val(reader.groups, outermost);
	if (size < 5 || memcmp(bytes, "{\\rtf", 5) != 0)
		reader.why = "it is no rich text";
	else if (size > RTF_MAX_BYTES)
		reader.why = "larger than allowed";
	else
		read_all(&reader);
	if (!reader.why) {
		g_string_append(markup->html, reader.headers->str);
		g_string_append(markup->html, rtf_story_finish(outermost.story));
		g_string_append(markup->html, reader.notes->str);
	}
	*ret_why = g_strdup(reader.why);
	reader_clear(&reader);
	return *ret_why == NULL;
}
