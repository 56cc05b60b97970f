/* SPDX-License-Identifier: BSD-2-Clause
 *
 * walk.c - finding the parts of a mail
 *
 * Recursion goes as deep as limits->depth (at most DEPTH_MAX) and no further; what is nested deeper is kept as one part that is
 * not looked into.
 */
#include <config.h>
#include <string.h>
#include <liaison/doubt.h>
#include "decode.h"
#include "digest.h"
#include "walk.h"

enum { DEPTH_MAX = 200, DEFECTS_MAX = 50, GUESS_WITHIN = 64 * 1024 };

static struct hit walk_body(struct walk *walk, struct message *message, const struct content *content, const struct place *place);

/* ---- defects ---- */

static void note(struct message *message, enum doubt_kind kind, const char *path, const char *what)
{
	if (message->defects->len >= DEFECTS_MAX && kind != DOUBT_BEYOND_LIMITS)
		return;
	if (*path)
		doubts_add(message->defects, kind, "part %s: %s", path, what);
	else
		doubts_add(message->defects, kind, "%s", what);
}

void walk_defect(struct message *message, const char *path, const char *what)
{
	note(message, DOUBT_BROKEN_MIME, path, what);
}

void walk_beyond(struct message *message, const char *path, const char *what)
{
	if (message->defects->len < 2 * DEFECTS_MAX)
		note(message, DOUBT_BEYOND_LIMITS, path, what);
}

static void note_block(struct message *message, const char *path, const struct block *block)
{
	if (block->beyond)
		walk_beyond(message, path, "more header fields than are read");
	if (block->garbage)
		walk_defect(message, path, "a line in the header is no field");
	if (block->unseparated)
		walk_defect(message, path, block->fields->len ? "no empty line between header and body" : "no header");
}

static void note_content(struct message *message, const char *path, const struct content *content)
{
	if (content->broken)
		walk_defect(message, path, "the Content-Type cannot be read");
	if (content->repeated)
		walk_defect(message, path, "two Content-Type fields that differ");
}

/* ---- limits ---- */

static gboolean take_part(struct walk *walk, struct message *message)
{
	if (walk->budget->parts) {
		walk->budget->parts--;
		return TRUE;
	}
	if (!walk->stopped)
		walk_beyond(message, "", "more parts than are read");
	walk->stopped = TRUE;
	return FALSE;
}

static gboolean is_too_deep(const struct walk *walk, const struct place *place)
{
	return place->depth >= MIN(walk->budget->limits->depth, DEPTH_MAX);
}

static struct hit nothing_more(const struct walk *walk)
{
	return (struct hit){ CURSOR_END, FALSE, walk->cursor.size };
}

static struct hit walk_leaf(struct walk *walk, struct message *message, const struct content *content, enum part_kind kind,
                            const struct place *place)
{
	gsize start = walk->cursor.at;
	struct hit hit;

	if (!take_part(walk, message))
		return nothing_more(walk);
	hit = cursor_skip(&walk->cursor);
	part_add(walk, message, content, kind, place, start, hit.end);
	return hit;
}

/* ---- multiparts ---- */

/* A child's path and surroundings. A lone message inside a part has the children's numbers itself (RFC 3501 6.4.5). */
static char *child_path(const char *path, guint number)
{
	return *path ? g_strdup_printf("%s.%u", path, number) : g_strdup_printf("%u", number);
}

/* Shows a part from the wrong side: as the text that it contains. */
static void text_instead(struct content *content, const struct content *multipart)
{
	*content = *multipart;
	content->type = (char *)(guintptr)"text/plain";
	content->filename = NULL;
}

static struct hit walk_entity(struct walk *walk, struct message *message, const char *default_type, const struct place *place)
{
	struct block block;
	struct content content;
	enum part_kind kind;
	gsize start = walk->cursor.at;
	struct hit hit;

	block_read(&block, &walk->cursor, walk->budget, FALSE);
	note_block(message, place->path, &block);
	content_read(&content, &block, default_type);
	note_content(message, place->path, &content);
	kind = content_kind(&content, place->related);
	if (!block.fields->len && start == walk->cursor.size) {
		hit = nothing_more(walk);                /* a boundary was the last that came */
	} else if (!block.cut_off) {
		hit = walk_body(walk, message, &content, place);
	} else {
		hit = block.hit;
		/* "--a" followed by "--a--" holds nothing, though it counts; a header without a body is a part all the same */
		if (take_part(walk, message) && block.fields->len) {
			walk_defect(message, place->path, "a boundary inside the header");
			if (content_is_message(&content))        /* there is no message, so the part is none */
				kind = PART_OTHER;
			part_add(walk, message, &content, kind, place, start, start);
		}
	}
	content_clear(&content);
	block_clear(&block);
	return hit;
}

/* Children until the multipart ends: by its own closing boundary, by an outer one, or with the mail. */
static struct hit walk_children(struct walk *walk, struct message *message, const struct content *content,
                                const struct place *place, int level)
{
	const char *default_type = g_str_equal(content->type, "multipart/digest") ? "message/rfc822" : "text/plain";
	struct place child = { NULL, place->depth + 1, place->alternative || g_str_equal(content->type, "multipart/alternative"), place->related };
	struct hit hit = { level, FALSE, walk->cursor.at };

	for (guint number = 1; hit.level == level && !hit.closing && !walk->stopped; number++) {
		g_autofree char *path = child_path(place->path, number);

		child.path = path;
		hit = walk_entity(walk, message, default_type, &child);
		child.related = place->related || g_str_equal(content->type, "multipart/related");
	}
	cursor_pop(&walk->cursor, level);
	if (walk->stopped)
		return hit;
	if (hit.level == level)
		return cursor_skip(&walk->cursor);     /* the epilogue is nobody's text */
	walk_defect(message, place->path, "the closing boundary is missing");
	return hit;
}

/* Where a boundary is not declared, or another one than is used: the first line that looks like one, if it comes again. */
static gboolean guess_boundary(struct walk *walk, gsize *ret_start, gsize *ret_length)
{
	struct cursor ahead = walk->cursor;
	struct line line;
	gsize from = ahead.at, length;

	if (!walk->budget->guesses)
		return FALSE;
	for (; cursor_line(&ahead, &line) && line.start - from < GUESS_WITHIN; ahead.at = line.next) {
		const char *text = ahead.data + line.start;
		struct hit hit;

		if (cursor_is_boundary(&ahead, &line, &hit))
			return FALSE;
		length = line.end - line.start;
		if (length < 4 || length - 2 > CURSOR_BOUNDARY_MAX || text[0] != '-' || text[1] != '-' || text[2] <= ' ')
			continue;
		/* "-- " begins a signature and "-----" a rule; behind a boundary a header follows */
		ahead.at = line.next;
		if (!cursor_line(&ahead, &line) || line.end - line.start < 8 || g_ascii_strncasecmp(ahead.data + line.start, "Content-", 8) != 0)
			return FALSE;
		walk->budget->guesses--;
		*ret_start = (gsize)(text - ahead.data) + 2;
		*ret_length = length - 2;
		return TRUE;
	}
	return FALSE;
}

static struct hit walk_multipart(struct walk *walk, struct message *message, const struct content *content, const struct place *place)
{
	struct content text;
	struct place child = *place;
	g_autofree char *path = NULL;
	gsize start = walk->cursor.at, guess, length;
	struct hit hit;
	int level;

	if (!take_part(walk, message))
		return nothing_more(walk);
	if (content->boundary) {
		level = cursor_push(&walk->cursor, content->boundary, strlen(content->boundary));
		hit = cursor_skip(&walk->cursor);
		if (hit.level == level && !hit.closing)
			return walk_children(walk, message, content, place, level);
		cursor_pop(&walk->cursor, level);
	}

	walk_defect(message, place->path, content->boundary ? "a multipart without parts" : "a multipart without a boundary");
	walk->cursor.at = start;
	if (guess_boundary(walk, &guess, &length)) {
		level = cursor_push(&walk->cursor, walk->cursor.data + guess, length);
		cursor_skip(&walk->cursor);
		return walk_children(walk, message, content, place, level);
	}
	text_instead(&text, content);
	path = child_path(place->path, 1);
	child.path = path;
	return walk_leaf(walk, message, &text, content_kind(&text, place->related), &child);
}

/* ---- messages inside ---- */

static void add_message(struct walk *walk, struct message *message, const struct content *content, const struct place *place,
                        struct message *inner)
{
	struct part *part;

	part_add(walk, message, content, PART_MESSAGE, place, 0, 0);
	part = g_ptr_array_index(message->parts, message->parts->len - 1);
	part->message = inner;
	for (guint i = 0; i < inner->defects->len; i++) {
		const struct doubt *doubt = g_ptr_array_index(inner->defects, i);

		if (doubt->kind == DOUBT_BEYOND_LIMITS)          /* it names the part already, numbered from the outside */
			walk_beyond(message, "", doubt->detail);
	}
}

/* RFC 2046 5.2.1 forbids to encode a message, some programs do: it is decoded and walked on its own. */
static struct hit walk_encoded_message(struct walk *walk, struct message *message, const struct content *content,
                                       const struct place *place, const struct place *inside)
{
	gsize start = walk->cursor.at;
	struct hit hit = cursor_skip(&walk->cursor), ignored;
	struct walk inner = { .budget = walk->budget };
	gboolean broken;

	if (hit.end - start > walk->budget->unwrapped) {
		walk_beyond(message, place->path, "an encoded message that is not looked into");
		part_add(walk, message, content, PART_OTHER, place, start, hit.end);
		return hit;
	}
	walk->budget->unwrapped -= hit.end - start;
	inner.raw = decode_content(walk->raw, start, hit.end, content->encoding, walk->budget->limits->memory, &broken);
	cursor_init(&inner.cursor, g_bytes_get_data(inner.raw, NULL), g_bytes_get_size(inner.raw));
	add_message(walk, message, content, place, walk_message(&inner, inside, &ignored));
	walk->stopped = inner.stopped;
	cursor_clear(&inner.cursor);
	g_bytes_unref(inner.raw);
	return hit;
}

static struct hit walk_inner_message(struct walk *walk, struct message *message, const struct content *content, const struct place *place)
{
	struct place inside = { place->path, place->depth + 1, FALSE, FALSE };
	struct message *inner;
	struct hit hit;

	if (!take_part(walk, message))
		return nothing_more(walk);
	if (content->encoding == GMIME_CONTENT_ENCODING_BASE64 || content->encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
	    || content->encoding == GMIME_CONTENT_ENCODING_UUENCODE)
		return walk_encoded_message(walk, message, content, place, &inside);
	inner = walk_message(walk, &inside, &hit);
	add_message(walk, message, content, place, inner);
	return hit;
}

/* ---- any part ---- */

static struct hit walk_body(struct walk *walk, struct message *message, const struct content *content, const struct place *place)
{
	gboolean multipart = content_is(content, "multipart/"), nests = multipart || content_is_message(content);
	struct place child = *place;
	g_autofree char *path = NULL;

	if (!nests)
		return walk_leaf(walk, message, content, content_kind(content, place->related), place);
	if (!is_too_deep(walk, place))
		return multipart ? walk_multipart(walk, message, content, place) : walk_inner_message(walk, message, content, place);
	walk_beyond(message, place->path, "nested deeper than is read");
	path = *place->path ? NULL : child_path(place->path, 1);
	child.path = path ? path : place->path;
	return walk_leaf(walk, message, content, PART_OTHER, &child);
}

/* The path of a message's own body: a multipart's children count from the message itself, a single part is its first. */
static char *body_path(const struct content *content, const struct place *place)
{
	return content_is(content, "multipart/") ? g_strdup(place->path) : child_path(place->path, 1);
}

struct message *walk_message(struct walk *walk, const struct place *place, struct hit *ret_hit)
{
	struct message *message = message_new();
	struct block block;
	struct content content;
	g_autofree char *path = NULL;
	struct place body = *place;
	gsize start = walk->cursor.at, size = g_bytes_get_size(walk->raw);
	g_autoptr(GBytes) rest = NULL;

	block_read(&block, &walk->cursor, walk->budget, TRUE);
	note_block(message, place->path, &block);
	entry_read(message, place->path, &block, walk->budget->limits);
	content_read(&content, &block, "text/plain");
	note_content(message, place->path, &content);
	path = body_path(&content, place);
	body.path = path;

	if (block.cut_off)
		*ret_hit = block.hit;
	else
		*ret_hit = walk_body(walk, message, &content, &body);
	content_clear(&content);
	block_clear(&block);

	g_bytes_unref(message->raw);
	message->raw = g_bytes_new_from_bytes(walk->raw, start, MAX(ret_hit->end, start) - start);
	if (walk->stopped)
		rest = g_bytes_new_from_bytes(walk->raw, walk->cursor.at, size - walk->cursor.at);
	message->digest = digest_of_message(message, rest);
	return message;
}
