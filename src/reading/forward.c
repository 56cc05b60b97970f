/* SPDX-License-Identifier: BSD-2-Clause
 *
 * forward.c - inline forwards, quoted mail, footers
 */
#include "forward.h"
#include <string.h>
#include "line.h"
#include "pattern.h"

#define HEADER_LINES_MAX 40
#define ADDRESSES_MAX 100

PATTERN(marker, "^[-_=*\\s]*(original message|original appointment|forwarded message|forwarded by .{1,80}|begin forwarded message|"
	"message transféré|weitergeleitete nachricht|ursprüngliche nachricht|start of forwarded message)\\b[-_=*:\\s]*$")
PATTERN(field, "^\\s*\\*?(from|sent|date|to|cc|subject|reply-to|importance|message-id|resent-from|organization|attachments|"
	"von|gesendet|datum|an|betreff|de|envoyé|à|objet)\\s?:\\*?\\s*(.*)$")
PATTERN(time, "\\d:\\d\\d")
PATTERN(attribution, "^(on .{6,200}|am .{6,200}|le .{6,200}|.{4,200}) (wrote|writes|schrieb|a écrit)\\s?:\\s*$")
PATTERN(footer, "^_{30,}\\s*$")
PATTERN(forward_prefix, "^\\s*(\\[[^\\]]{1,40}\\]\\s*)?((re|aw|antw|sv)\\s*:\\s*(\\[[^\\]]{1,40}\\]\\s*)?)*(fwd?|wg|tr|vs)\\s*:")
PATTERN(answer_prefix, "^\\s*(\\[[^\\]]{1,40}\\]\\s*)?(re|aw|antw|sv)\\s*(\\[\\d+\\])?\\s*:")

/* Asked of every line: the expression is only for those that begin with one of its words. */
static gboolean is_marker(const char *text)
{
	static const char *const words[] = { "orig", "forw", "begi", "mess", "weit", "urspr", "star" };
	const char *word = text + strspn(text, "-_=* \t");

	if (!*word || !strchr("ofbmwusOFBMWUS", *word))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_ascii_strncasecmp(word, words[i], strlen(words[i])) == 0)
			return pattern_matches(pattern_marker(), text);
	return FALSE;
}

void letter_header_clear(struct letter_header *header)
{
	g_clear_pointer(&header->subject, g_free);
	g_clear_pointer(&header->from, g_ptr_array_unref);
	g_clear_pointer(&header->to, g_ptr_array_unref);
	g_clear_pointer(&header->cc, g_ptr_array_unref);
}

gboolean subject_is_forward(const char *subject)
{
	return subject && pattern_matches(pattern_forward_prefix(), subject);
}

gboolean subject_is_answer(const char *subject)
{
	return subject && pattern_matches(pattern_answer_prefix(), subject) && !subject_is_forward(subject);
}

/* Field names as mail programs write them in German and French. */
static const char *plain_name(const char *name)
{
	static const struct { const char *name, *plain; } names[] = {
		{ "von", "from" }, { "gesendet", "sent" }, { "datum", "date" }, { "an", "to" }, { "betreff", "subject" },
		{ "de", "from" }, { "envoyé", "sent" }, { "à", "to" }, { "objet", "subject" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_ascii_strcasecmp(names[i].name, name) == 0)
			return names[i].plain;
	return name;
}

struct fields { guint n; gboolean from, sent, to, subject, has_address; };

static void take_field(struct letter_header *header, struct fields *fields, const char *name, const char *value)
{
	fields->n++;
	if (g_ascii_strcasecmp(name, "from") == 0) {
		fields->from = TRUE;
		fields->has_address = address_scan(value, ADDRESSES_MAX, header->from) > 0;
	} else if (g_ascii_strcasecmp(name, "to") == 0) {
		fields->to = TRUE;
		address_scan(value, ADDRESSES_MAX, header->to);
	} else if (g_ascii_strcasecmp(name, "cc") == 0) {
		address_scan(value, ADDRESSES_MAX, header->cc);
	} else if (g_ascii_strcasecmp(name, "subject") == 0) {
		fields->subject = TRUE;
		g_free(header->subject);
		header->subject = g_strdup(value);
	} else if (g_ascii_strcasecmp(name, "sent") == 0 || g_ascii_strcasecmp(name, "date") == 0) {
		fields->sent = pattern_matches(pattern_time(), value);
	}
}

/* A block of header lines from line i on; ends at the first line that is neither a field nor the rest of one. */
static guint read_fields(const GPtrArray *lines, guint i, struct letter_header *header, struct fields *fields)
{
	g_autofree char *name = NULL;
	g_autoptr(GString) value = g_string_new(NULL);
	guint begin = i;

	for (; i < lines->len && i - begin < HEADER_LINES_MAX; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		g_autoptr(GMatchInfo) match = NULL;

		if (line_is_blank(line) || line->cells)
			break;
		if (g_regex_match(pattern_field(), line->text, 0, &match)) {
			if (name)
				take_field(header, fields, plain_name(name), value->str);
			g_free(name);
			name = g_match_info_fetch(match, 1);
			g_string_truncate(value, 0);
			g_autofree char *rest = g_match_info_fetch(match, 2);

			g_string_append(value, rest);
			continue;
		}
		if (!name)
			break;
		g_string_append_c(value, ' ');
		g_string_append(value, line->text + strspn(line->text, " \t"));
	}
	if (name)
		take_field(header, fields, plain_name(name), value->str);
	return i;
}

static void header_init(struct letter_header *header)
{
	header->from = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	header->to = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
	header->cc = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
}

/* Do header lines of a mail stand at i? Without a marker above them they must be complete,
 * with a time of day: a memo has From, To and Date as well. */
static gboolean fields_at(const GPtrArray *lines, guint i, gboolean marked, guint *ret_text, struct letter_header *ret_header)
{
	struct letter_header header = { NULL, NULL, NULL, NULL };
	struct fields fields = { 0, FALSE, FALSE, FALSE, FALSE, FALSE };
	guint end;

	header_init(&header);
	end = read_fields(lines, i, &header, &fields);
	if (marked ? fields.n < 2 || !fields.from : !(fields.from && fields.sent && fields.subject && fields.has_address)) {
		letter_header_clear(&header);
		return FALSE;
	}
	*ret_text = end;
	*ret_header = header;
	return TRUE;
}

/* Outlook's header of a mail, behind quotation marks that somebody's program put in front. */
static gboolean begins_quoted_mail(const GPtrArray *lines, guint i)
{
	const struct line *line = g_ptr_array_index(lines, i);
	struct letter_header header;
	guint end;

	if (line->quote != 1 || (i > 0 && ((const struct line *)g_ptr_array_index(lines, i - 1))->quote > 0) || !fields_at(lines, i, FALSE, &end, &header))
		return FALSE;
	letter_header_clear(&header);
	return TRUE;
}

void forward_unquote(GPtrArray *lines, gboolean forwarded)
{
	gboolean found = FALSE;

	for (guint i = 0; i < lines->len; i++) {
		struct line *line = g_ptr_array_index(lines, i);
		guint next = i + 1;

		found |= forwarded && begins_quoted_mail(lines, i);
		if (found && line->quote > 0)
			line->quote--;
		if (found || line->quote > 0 || !is_marker(line->text))
			continue;
		while (next < lines->len && next < i + 3 && line_is_blank(g_ptr_array_index(lines, next)))
			next++;
		if (next < lines->len) {
			const struct line *first = g_ptr_array_index(lines, next);

			found = first->quote == 1 && pattern_matches(pattern_field(), first->text);
		}
	}
}

/* A From: that is not itself below another field: each block of fields is read once. */
static gboolean begins_fields(const GPtrArray *lines, guint i)
{
	const struct line *line = g_ptr_array_index(lines, i);
	const struct line *before = i > 0 ? g_ptr_array_index(lines, i - 1) : NULL;

	if (g_ascii_strncasecmp(line->text + strspn(line->text, " \t*"), "from", 4) != 0)
		return FALSE;
	return !before || line_is_blank(before) || before->quote > 0 || !pattern_matches(pattern_field(), before->text);
}

gboolean forward_find(const GPtrArray *lines, guint from, guint *ret_begin, guint *ret_text, struct letter_header *ret_header)
{
	for (guint i = from; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		guint next = i + 1;

		if (line->quote > 0 || line_is_blank(line))
			continue;
		if (is_marker(line->text)) {
			while (next < lines->len && next < i + 3 && line_is_blank(g_ptr_array_index(lines, next)))
				next++;
			if (fields_at(lines, next, TRUE, ret_text, ret_header)) {
				*ret_begin = i;
				return TRUE;
			}
		}
		if (begins_fields(lines, i) &&
		    fields_at(lines, i, FALSE, ret_text, ret_header)) {
			*ret_begin = i;
			return TRUE;
		}
	}
	return FALSE;
}

guint forward_own_length(const GPtrArray *lines)
{
	for (guint i = 0; i < lines->len; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		const struct line *next = i + 1 < lines->len ? g_ptr_array_index(lines, i + 1) : NULL;

		if (line->quote > 0)
			continue;
		if (next && *line->text == '_' && pattern_matches(pattern_footer(), line->text) && strstr(next->text, "list"))
			return i;                                     /* Mailman's and Sympa's footers */
		if (next && next->quote > 0 && pattern_matches(pattern_attribution(), line->text))
			return i;
	}
	return lines->len;
}
