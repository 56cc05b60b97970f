/* SPDX-License-Identifier: BSD-2-Clause
 *
 * html.c - text/html as lines, by the events of libxml2's HTML parser
 *
 * Statements in HTML carry their labels in tables: a cell is a label or a value. A table that only arranges the page
 * (one cell a row, another table inside, a cell as long as a letter) is read as plain lines instead.
 */
#include "html.h"
#include <liaison/reading.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include "html-reply.h"
#include "line.h"

#define ROWS_MAX 16             /* tables inside each other; deeper cells are plain text */
#define CELLS_MAX 64            /* cells of one row */
#define CELL_LINES_MAX 24       /* a longer cell is a page, not a value */

struct row {
	GPtrArray *cells;       /* char *: those that are closed */
	gboolean layout;        /* holds another table: what it has goes out as plain lines */
};

struct html_reader {
	htmlParserCtxtPtr parser;
	GPtrArray *lines;
	GString *text;          /* the line or cell that is being written */
	GPtrArray *rows;        /* struct row *: open rows, innermost last */
	guint row, rows_alone;  /* the row of one cell that is written out, and how many there were */
	guint cell_open;        /* rows whose cell is open, counted */
	guint depth, hidden, preformatted, quote, ignored_rows;
	gboolean blank_wanted, cut;
	gboolean reply;         /* ends at the first sign of a mail that is quoted, and leaves out what is not seen */
	gboolean ended, word;   /* word: of Microsoft's, whose paragraphs are lines */
	guint unseen;           /* the depth of the element that is not seen; 0: none */
	guint tab;              /* the depth of the element that stands for tabs, as Word writes them; 0: none */
};

static void row_free(struct row *row)
{
	g_ptr_array_unref(row->cells);
	g_free(row);
}

static gboolean in_cell(const struct html_reader *reader)
{
	return reader->cell_open > 0 && reader->cell_open == reader->rows->len;
}

static struct row *current_row(const struct html_reader *reader)
{
	return reader->rows->len ? g_ptr_array_index(reader->rows, reader->rows->len - 1) : NULL;
}

static void stop(struct html_reader *reader)
{
	reader->cut = TRUE;
	xmlStopParser(reader->parser);
}

static void add_line(struct html_reader *reader, struct line *line)
{
	if (reader->lines->len >= LINES_MAX) {
		line_free(line);
		stop(reader);
		return;
	}
	line->quote = reader->quote;
	line->row = reader->row;
	g_ptr_array_add(reader->lines, line);
}

static void emit(struct html_reader *reader, const char *text, gssize length)
{
	guint n = reader->lines->len;

	if (reader->blank_wanted && n > 0 && !line_is_blank(g_ptr_array_index(reader->lines, n - 1)))
		add_line(reader, line_new("", 0, n + 1));
	reader->blank_wanted = FALSE;
	add_line(reader, line_new(text, length, reader->lines->len + 1));
}

/* Plain lines out of a text that may hold line ends; blank ones only between others. */
static void emit_lines(struct html_reader *reader, const char *text)
{
	while (*text) {
		const char *end = line_end(text);

		if (text[strspn(text, " \t")] != '\n' && end > text)
			emit(reader, text, end - text);
		text = *end ? end + 1 : end;
	}
}

static void flush(struct html_reader *reader)
{
	if (reader->text->len > 0)
		emit_lines(reader, reader->text->str);
	g_string_truncate(reader->text, 0);
}

static void break_line(struct html_reader *reader)
{
	GString *text = reader->text;

	if (!in_cell(reader)) {
		flush(reader);
		return;
	}
	while (text->len > 0 && text->str[text->len - 1] == ' ')
		g_string_truncate(text, text->len - 1);
	if (text->len > 0 && text->str[text->len - 1] != '\n')
		g_string_append_c(text, '\n');
}

static void end_cell(struct html_reader *reader)
{
	struct row *row = current_row(reader);

	if (!in_cell(reader))
		return;
	g_strchomp(reader->text->str);
	if (row->layout || row->cells->len >= CELLS_MAX)
		emit_lines(reader, reader->text->str);
	else
		g_ptr_array_add(row->cells, g_strdup(reader->text->str));
	g_string_truncate(reader->text, 0);
	reader->cell_open--;
}

static gboolean row_is_layout(const struct row *row)
{
	if (row->layout || row->cells->len < 2)
		return TRUE;
	for (guint i = 0; i < row->cells->len; i++) {
		guint ends = 0;

		for (const char *p = g_ptr_array_index(row->cells, i); *p; p++)
			ends += *p == '\n';
		if (ends > CELL_LINES_MAX)
			return TRUE;
	}
	return FALSE;
}

/* Forms count their rows in a column of its own: "3." | "Title" | "…". */
static gboolean is_numbered(const struct row *row)
{
	const char *first = g_ptr_array_index(row->cells, 0);
	gsize digits = strspn(first, "0123456789"), rest = digits + strspn(first + digits, ".) \n");

	return row->cells->len >= 3 && digits > 0 && digits <= 2 && !first[rest];
}

static void emit_row(struct html_reader *reader, struct row *row)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct line *line;

	if (row_is_layout(row)) {
		reader->row = !row->layout && row->cells->len == 1 ? ++reader->rows_alone : 0;
		for (guint i = 0; i < row->cells->len; i++)
			emit_lines(reader, g_ptr_array_index(row->cells, i));
		reader->row = 0;
		g_ptr_array_set_size(row->cells, 0);
		return;
	}
	for (guint i = 0; i < row->cells->len; i++) {
		if (i)
			g_string_append_c(text, '\t');
		g_string_append(text, g_ptr_array_index(row->cells, i));
	}
	g_strdelimit(text->str, "\n", ' ');
	if (text->str[strspn(text->str, " \t")] == '\0')
		return;
	line = line_new(text->str, -1, reader->lines->len + 1);
	line->cells = g_ptr_array_new_with_free_func(g_free);
	for (guint i = is_numbered(row) ? 1 : 0; i < row->cells->len; i++) {
		struct line *cell = line_new(g_ptr_array_index(row->cells, i), -1, 0);

		g_ptr_array_add(line->cells, g_steal_pointer(&cell->text));
		line_free(cell);
	}
	reader->blank_wanted = FALSE;
	add_line(reader, line);
}

static void end_row(struct html_reader *reader)
{
	struct row *row = current_row(reader);

	if (!row)
		return;
	end_cell(reader);
	emit_row(reader, row);
	g_ptr_array_set_size(reader->rows, (gint)reader->rows->len - 1);
}

/* A table inside a cell: what the outer row has so far goes out as plain lines. */
static void begin_table(struct html_reader *reader)
{
	struct row *row = current_row(reader);

	if (!in_cell(reader)) {
		flush(reader);
		reader->blank_wanted = TRUE;
		return;
	}
	row->layout = TRUE;
	emit_row(reader, row);
	flush(reader);
}

static void begin_row(struct html_reader *reader)
{
	struct row *row;

	if (reader->rows->len > reader->cell_open)
		end_row(reader);                              /* <tr> without </tr> */
	if (reader->rows->len >= ROWS_MAX) {
		reader->ignored_rows++;
		break_line(reader);
		return;
	}
	flush(reader);
	row = g_new0(struct row, 1);
	row->cells = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(reader->rows, row);
}

static void begin_cell(struct html_reader *reader)
{
	if (!reader->rows->len || reader->ignored_rows) {
		break_line(reader);
		return;
	}
	if (in_cell(reader))
		end_cell(reader);                             /* <td> without </td> */
	flush(reader);
	reader->cell_open++;
}

enum element_kind { INLINE, LINE_BREAK, BLOCK, PARAGRAPH, HIDDEN, PREFORMATTED, QUOTE, TABLE, ROW, CELL };

static enum element_kind element_kind(const char *name)
{
	static const struct { const char *name; enum element_kind kind; } table[] = {
		{ "br", LINE_BREAK }, { "hr", BLOCK }, { "div", BLOCK }, { "li", BLOCK }, { "dt", BLOCK }, { "dd", BLOCK },
		{ "address", BLOCK }, { "center", BLOCK }, { "section", BLOCK }, { "article", BLOCK }, { "header", BLOCK },
		{ "footer", BLOCK }, { "form", BLOCK }, { "caption", BLOCK }, { "p", PARAGRAPH }, { "h1", PARAGRAPH },
		{ "h2", PARAGRAPH }, { "h3", PARAGRAPH }, { "h4", PARAGRAPH }, { "h5", PARAGRAPH }, { "h6", PARAGRAPH },
		{ "ul", PARAGRAPH }, { "ol", PARAGRAPH }, { "dl", PARAGRAPH }, { "body", BLOCK }, { "script", HIDDEN },
		{ "style", HIDDEN }, { "head", HIDDEN }, { "title", HIDDEN }, { "template", HIDDEN }, { "object", HIDDEN },
		{ "pre", PREFORMATTED }, { "blockquote", QUOTE }, { "table", TABLE }, { "tr", ROW }, { "td", CELL }, { "th", CELL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].kind;
	return INLINE;
}

/* Mail programs mark what they quote; others use <blockquote> to indent. Forwarded text is not quoted by it. */
static gboolean is_citation(const xmlChar **attributes)
{
	for (guint i = 0; attributes && attributes[i]; i += 2) {
		const char *value = (const char *)attributes[i + 1];

		if (value && strcmp((const char *)attributes[i], "type") == 0 && g_ascii_strcasecmp(value, "cite") == 0)
			return TRUE;
		if (value && strcmp((const char *)attributes[i], "class") == 0 && strstr(value, "gmail_quote"))
			return TRUE;
	}
	return FALSE;
}

/* "<div><br></div>" and "<br><br>" are the blank lines of mail programs, and Word's paragraphs are lines. */
static enum element_kind reply_kind(struct html_reader *reader, enum element_kind kind, const xmlChar **attributes)
{
	if (kind == LINE_BREAK && reader->text->len == 0)
		reader->blank_wanted = TRUE;
	for (guint i = 0; kind == PARAGRAPH && attributes && attributes[i]; i += 2)
		reader->word |= strcmp((const char *)attributes[i], "class") == 0 && attributes[i + 1] && strncmp((const char *)attributes[i + 1], "Mso", 3) == 0;
	return kind == PARAGRAPH && reader->word ? BLOCK : kind;
}

/* <span style="mso-tab-count:1">: HTML itself folds tabs. */
static gboolean is_tab(const xmlChar **attributes)
{
	for (guint i = 0; attributes && attributes[i]; i += 2)
		if (strcmp((const char *)attributes[i], "style") == 0 && attributes[i + 1] && strstr((const char *)attributes[i + 1], "mso-tab-count"))
			return TRUE;
	return FALSE;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	struct html_reader *reader = data;
	enum element_kind kind = element_kind((const char *)name);

	if (reader->ended)
		return;
	if (reader->reply && html_ends_reply((const char *)name, attributes)) {
		reader->ended = TRUE;
		stop(reader);
		return;
	}
	if (reader->reply)
		kind = reply_kind(reader, kind, attributes);
	if (kind == LINE_BREAK) {
		if (!reader->hidden)
			break_line(reader);
		return;                                       /* htmlParser ends it at once; depth stays */
	}
	if (++reader->depth > HTML_DEPTH_MAX) {
		stop(reader);
		return;
	}
	if (reader->reply && !reader->unseen && html_is_unseen(attributes))
		reader->unseen = reader->depth;
	if (kind == HIDDEN)
		reader->hidden++;
	if (kind == INLINE && is_tab(attributes))
		reader->tab = reader->depth;
	if (reader->hidden || kind == INLINE)
		return;
	if (kind == TABLE) {
		begin_table(reader);
		return;
	}
	if (kind == ROW) {
		begin_row(reader);
		return;
	}
	if (kind == CELL) {
		begin_cell(reader);
		return;
	}
	break_line(reader);
	if (kind != BLOCK && !in_cell(reader))
		reader->blank_wanted = TRUE;
	if (kind == PREFORMATTED)
		reader->preformatted++;
	if (kind == QUOTE && (reader->quote > 0 || is_citation(attributes)))
		reader->quote++;
}

static void on_end(void *data, const xmlChar *name)
{
	struct html_reader *reader = data;
	enum element_kind kind = element_kind((const char *)name);

	if (kind == LINE_BREAK || reader->ended)
		return;
	if (reader->depth > 0)
		reader->depth--;
	if (reader->depth < reader->unseen)
		reader->unseen = 0;
	if (reader->depth < reader->tab)
		reader->tab = 0;
	if (kind == HIDDEN && reader->hidden > 0) {
		reader->hidden--;
		return;
	}
	if (reader->hidden || kind == INLINE)
		return;
	if (kind == CELL && !reader->ignored_rows) {
		end_cell(reader);
		return;
	}
	if (kind == ROW && reader->ignored_rows) {
		reader->ignored_rows--;
		return;
	}
	if (kind == ROW) {
		end_row(reader);
		return;
	}
	break_line(reader);
	if (kind != BLOCK && kind != CELL && !in_cell(reader) && !(reader->word && kind == PARAGRAPH))
		reader->blank_wanted = TRUE;
	if (kind == PREFORMATTED && reader->preformatted > 0)
		reader->preformatted--;
	if (kind == QUOTE && reader->quote > 0)
		reader->quote--;
}

static void on_characters(void *data, const xmlChar *bytes, int length)
{
	struct html_reader *reader = data;
	GString *text = reader->text;

	if (reader->hidden || reader->unseen || reader->ended || (reader->rows->len > reader->cell_open && !reader->ignored_rows))
		return;                                       /* text between <tr> and <td> is white space */
	for (int i = 0; i < length; i++) {
		char c = (char)bytes[i];

		if (reader->preformatted) {
			if (c == '\n')
				break_line(reader);
			else if (c != '\r')
				g_string_append_c(text, c);
			continue;
		}
		if (c == '\t' && reader->tab && !in_cell(reader)) {
			g_string_append_c(text, c);
			continue;
		}
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
			if (text->len > 0 && text->str[text->len - 1] != ' ' && text->str[text->len - 1] != '\n')
				g_string_append_c(text, ' ');
			continue;
		}
		g_string_append_c(text, c);
	}
}

static GPtrArray *read_lines(const char *html, gboolean reply, gboolean *ret_cut)
{
	struct html_reader reader = { .lines = lines_new(), .text = g_string_new(NULL), .reply = reply };
	gsize length = strlen(html);
	htmlSAXHandler handler = {
		.startElement = on_start, .endElement = on_end, .characters = on_characters,
		.ignorableWhitespace = on_characters, .cdataBlock = NULL,
	};
	GPtrArray *lines = reader.lines;

	reader.rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
	reader.parser = htmlNewParserCtxt();
	if (reader.parser && length < G_MAXINT) {
		*reader.parser->sax = handler;
		reader.parser->userData = &reader;
		htmlDocPtr document = htmlCtxtReadMemory(reader.parser, html, (int)length, NULL, "UTF-8",
			HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC |
			HTML_PARSE_NODEFDTD | HTML_PARSE_NOIMPLIED);

		if (document)
			xmlFreeDoc(document);
	} else {
		reader.cut = TRUE;
	}
	while (reader.rows->len)
		end_row(&reader);
	flush(&reader);
	if (reader.parser)
		htmlFreeParserCtxt(reader.parser);
	g_ptr_array_unref(reader.rows);
	g_string_free(reader.text, TRUE);
	if (ret_cut)
		*ret_cut = reader.cut;
	return lines;
}

GPtrArray *html_lines(const char *html, gboolean *ret_cut)
{
	return read_lines(html, FALSE, ret_cut);
}

char *reading_reply_text(const char *html)
{
	g_autoptr(GPtrArray) lines = read_lines(html, TRUE, NULL);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(text, "%s\n", ((const struct line *)g_ptr_array_index(lines, i))->text);
	return g_string_free(text, FALSE);
}
