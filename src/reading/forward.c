/* SPDX-License-Identifier: BSD-2-Clause
 *
 * forward.c - inline forwards, quoted mail, footers
 */
#include "forward.h"
#include <string.h>
#include "label-read.h"
#include "labels.h"
#include "line.h"
#include "pattern.h"

#define HEADER_LINES_MAX 40
#define ADDRESSES_MAX 100
#define NOTE_WORDS 60           /* of who passes a mail on; more is a letter of one's own */
#define BELOW_WORDS 40          /* below it: a signature */
#define LABELS_ENOUGH 3
#define LABEL_LINES 40

PATTERN(marker, "^[-_=*\\s]*(original message|original appointment|forwarded message|forwarded by .{1,80}|begin forwarded message|"
	"message transféré|weitergeleitete nachricht|ursprüngliche nachricht|start of forwarded message)\\b[-_=*:\\s]*$")
PATTERN(field, "^\\s*\\*?(from|sent|date|to|cc|subject|reply-to|importance|message-id|resent-from|organization|attachments|"
	"von|gesendet|datum|an|betreff|de|envoyé|à|objet)\\s?:\\*?\\s*(.*)$")
PATTERN(time, "\\d:\\d\\d")
PATTERN(attribution, "^(on .{6,200}|am .{6,200}|le .{6,200}|.{4,200}) (wrote|writes|schrieb|a écrit)\\s?:\\s*$")
PATTERN(passes_on, "\\bf\\.?y\\.?i\\b|\\b(forward(s|ed|ing)?|pass(ing|ed)? (this |it )?on|relay(ed|ing)?|resend(ing)?|sending this on)\\b|\\bfor (your|the) (information|records?|attention)\\b|"
	"\\bplease (record|register|file|post|see (below|the (mail|message|statement|letter) below))\\b|\\b(statement|liaison|letter|LS|mail|message) below\\b|\\bsee below\\b|"
	"\\b(we|I) (have )?(just )?(received|got) (this|the following)\\b|\\b(zur (kenntnis|information)|weitergeleitet|pour (information|info)|transmis|para (su )?información)\\b")
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

struct fields { guint n; gboolean from, dated, sent, to, subject, has_address; };

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
		fields->dated = TRUE;
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

		if (line_is_blank(line) || line->cells || line->quote != ((const struct line *)g_ptr_array_index(lines, begin))->quote)
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

/* What stands above the header lines of a mail: nothing, a note of somebody who passes it on, or a marker. */
enum above { ABOVE_NOTHING, ABOVE_NOTE, ABOVE_MARKER };

static gboolean is_header(const struct fields *fields, enum above above)
{
	if (above == ABOVE_MARKER)
		return fields->n >= 2 && fields->from;
	return fields->from && fields->subject && fields->has_address && (fields->sent || (above == ABOVE_NOTE && fields->dated));
}

/* Do header lines of a mail stand at i? Without a marker above them they must be complete, with a time of day where nobody says that a
 * mail is passed on: a memo has From, To and Date as well. */
static gboolean fields_at(const GPtrArray *lines, guint i, enum above above, guint *ret_text, struct letter_header *ret_header)
{
	struct letter_header header = { NULL, NULL, NULL, NULL };
	struct fields fields = { 0, FALSE, FALSE, FALSE, FALSE, FALSE, FALSE };
	guint end;

	header_init(&header);
	end = read_fields(lines, i, &header, &fields);
	if (!is_header(&fields, above)) {
		letter_header_clear(&header);
		return FALSE;
	}
	*ret_text = end;
	*ret_header = header;
	return TRUE;
}

/* Words of one's own from line i to before end: their number, and whether they say that something is passed on. */
static guint own_words(const GPtrArray *lines, guint i, guint end, gboolean *ret_passes_on)
{
	guint words = 0;

	for (; i < end && words <= NOTE_WORDS; i++) {
		const struct line *line = g_ptr_array_index(lines, i);

		if (line->quote > 0 || line_is_blank(line))
			continue;
		if (strcmp(line->text, "--") == 0 || strcmp(line->text, "-- ") == 0 || pattern_matches(pattern_footer(), line->text))
			break;
		words += label_words(line->text);
		if (words > NOTE_WORDS)
			break;                                        /* too long for a note, whatever it says */
		if (pattern_matches(pattern_attribution(), line->text))
			return G_MAXUINT;                             /* what is quoted there is answered */
		*ret_passes_on |= pattern_matches(pattern_passes_on(), line->text);
	}
	return words;
}

/* "FYI", "Forwarding this liaison from 3GPP": all that stands between begin and what begins at i. */
static gboolean is_note_above(const GPtrArray *lines, guint begin, guint i)
{
	gboolean passes_on = FALSE;

	return own_words(lines, begin, i, &passes_on) <= NOTE_WORDS && passes_on;
}

/* Is what is quoted from line i on a whole that nobody wrote into? */
static gboolean is_quoted_whole(const GPtrArray *lines, guint i)
{
	gboolean unused = FALSE;
	guint end = lines->len;

	while (end > i && ((const struct line *)g_ptr_array_index(lines, end - 1))->quote == 0)
		end--;
	return own_words(lines, i, end, &unused) == 0 && own_words(lines, end, lines->len, &unused) <= BELOW_WORDS;
}

static guint skip_blank(const GPtrArray *lines, guint i)
{
	guint next = i;

	while (next < lines->len && next < i + 2 && line_is_blank(g_ptr_array_index(lines, next)))
		next++;
	return next;
}

/* A statement's labels stand at the head of what is quoted. */
static gboolean quotes_labels(const GPtrArray *lines, guint i)
{
	guint labels = 0;

	for (guint end = MIN(lines->len, i + LABEL_LINES); i < end; i++) {
		const struct line *line = g_ptr_array_index(lines, i);
		const char *text = label_skip_decoration(line->text), *colon = strchr(text, ':');
		g_autofree char *label = line->quote == 1 && colon && colon - text < LABEL_LENGTH_MAX ? g_strndup(text, (gsize)(colon - text)) : NULL;

		labels += label && label_find(NULL, label) != LABEL_NONE ? 1 : 0;
	}
	return labels >= LABELS_ENOUGH;
}

/* Does a mail that is passed on begin at the first line of a quotation, i? Its header may be quoted as well, with or without a marker. */
static gboolean begins_quoted_mail(const GPtrArray *lines, guint i, gboolean forwarded)
{
	const struct line *line = g_ptr_array_index(lines, i);
	gboolean note = is_note_above(lines, 0, i) && is_quoted_whole(lines, i), marker = is_marker(line->text);
	struct letter_header header;
	guint end;

	if (!forwarded && !note)
		return FALSE;
	if (note && quotes_labels(lines, i))
		return TRUE;
	if (!fields_at(lines, marker ? skip_blank(lines, i + 1) : i, marker ? ABOVE_MARKER : note ? ABOVE_NOTE : ABOVE_NOTHING, &end, &header))
		return FALSE;
	letter_header_clear(&header);
	return TRUE;
}

/* Is line i the first of a quotation that stands below the header of a mail, which is not quoted itself? */
static gboolean follows_header(const GPtrArray *lines, guint i)
{
	struct letter_header header;
	guint begin = 0, text, found;
	gboolean is = FALSE;

	for (found = 0; !is && found < i && forward_find(lines, begin, &found, &text, &header); begin = text) {
		is = text <= i && skip_blank(lines, text) == i;
		letter_header_clear(&header);
	}
	return is && is_quoted_whole(lines, i);
}

void forward_unquote(GPtrArray *lines, const char *subject)
{
	gboolean forwarded = subject_is_forward(subject), answer = subject_is_answer(subject), found = FALSE, quoted = FALSE;

	for (guint i = 0; i < lines->len; i++) {
		struct line *line = g_ptr_array_index(lines, i);
		const struct line *first;

		/* asked once a mail: only the first quotation may be one */
		if (line->quote == 1 && !quoted && !found && !answer)
			found = begins_quoted_mail(lines, i, forwarded) || follows_header(lines, i);
		quoted |= line->quote > 0;
		if (found && line->quote > 0)
			line->quote--;
		if (found || line->quote > 0 || !is_marker(line->text))
			continue;
		first = skip_blank(lines, i + 1) < lines->len ? g_ptr_array_index(lines, skip_blank(lines, i + 1)) : NULL;
		found = first && first->quote == 1 && pattern_matches(pattern_field(), first->text);
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

		if (line->quote > 0 || line_is_blank(line))
			continue;
		if (is_marker(line->text)) {
			if (fields_at(lines, skip_blank(lines, i + 1), ABOVE_MARKER, ret_text, ret_header)) {
				*ret_begin = i;
				return TRUE;
			}
		}
		if (begins_fields(lines, i) &&
		    fields_at(lines, i, is_note_above(lines, from, i) ? ABOVE_NOTE : ABOVE_NOTHING, ret_text, ret_header)) {
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
