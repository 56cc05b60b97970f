/* SPDX-License-Identifier: BSD-2-Clause
 *
 * recognise.c - which layout is a letter written in?
 *
 * By who it says it is from, by words that only this organisation's letters have at their head, by its letterhead, by labels that only
 * there stand together, and by the domain of the mailbox that sent it. The last alone is enough where nothing speaks for another; two that
 * have as much for them cancel each other, since a wrong layout is worse than the general one.
 */
#include <liaison/address.h>
#include <liaison/text.h>
#include <string.h>
#include "label-read.h"
#include "layout-index.h"

#define HEAD_LINES 60
#define HEAD_BYTES 6000

enum { POINTS_NAME = 4, POINTS_MARKER = 3, POINTS_LABELS = 3, POINTS_PEER = 2, POINTS_DOMAIN = 1, POINTS_ENOUGH = 1 };

struct head {
	char *text;             /* folded */
	GHashTable *keys;       /* labels that lines begin with */
	char *from;             /* value of a From label, folded, or NULL */
	char *top;              /* the first line with something on it, folded, or NULL */
};

static gboolean is_from(enum label label)
{
	return label == LABEL_FROM;
}

static void take_label(struct head *head, const char *text, gsize length, const char *value)
{
	g_autofree char *label = length <= LABEL_LENGTH_MAX ? g_strndup(text, length) : NULL;
	char key[LABEL_KEY_MAX];

	if (!label || !label_fold(label, key))
		return;
	g_hash_table_add(head->keys, g_strdup(key));
	if (!head->from && is_from(label_find(NULL, label)) && value && value[strspn(value, " \t*")])
		head->from = text_fold_name(value + strspn(value, " \t*"));
}

static void take_line(struct head *head, const struct line *line, const struct line *next)
{
	const char *text = label_skip_decoration(line->text);
	const char *colon = strchr(text, ':');
	gsize gap;

	if (line->cells) {
		const char *cell = g_ptr_array_index(line->cells, 0);

		take_label(head, cell, strlen(cell), line->cells->len > 1 ? g_ptr_array_index(line->cells, 1) : NULL);
		return;
	}
	if (colon)
		take_label(head, text, (gsize)(colon - text), colon[1 + strspn(colon + 1, " \t*")] || !next ? colon + 1 : next->text);
	else if ((gap = label_gap(text)))
		take_label(head, text, gap, text + gap);
}

static void head_read(struct head *head, const GPtrArray *lines)
{
	g_autoptr(GString) text = g_string_new(NULL);

	head->from = NULL;
	head->top = NULL;
	head->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < lines->len && i < HEAD_LINES && text->len < HEAD_BYTES; i++) {
		const struct line *line = g_ptr_array_index(lines, i);

		if (line->quote > 0)
			continue;
		if (!head->top && !line_is_blank(line))
			head->top = text_fold_name(line->text);
		g_string_append_len(text, line->text, (gssize)MIN(strlen(line->text), LAYOUT_LINE_MAX));
		g_string_append_c(text, ' ');
		take_line(head, line, i + 1 < lines->len ? g_ptr_array_index(lines, i + 1) : NULL);
	}
	g_string_truncate(text, MIN(text->len, HEAD_BYTES));
	while (text->len && !g_utf8_validate(text->str, (gssize)text->len, NULL))
		g_string_truncate(text, text->len - 1);
	head->text = text_fold_name(text->str);
}

static void head_clear(struct head *head)
{
	g_free(head->text);
	g_free(head->from);
	g_free(head->top);
	g_hash_table_unref(head->keys);
}

static gboolean domain_is_known(const struct layout *layout, const char *addr_spec)
{
	for (guint i = 0; i < layout->known.domains->len; i++)
		if (address_domain_within(address_domain(addr_spec), g_ptr_array_index(layout->known.domains, i)))
			return TRUE;
	return FALSE;
}

static guint points(const struct layout *layout, const struct head *head, const char *author, const struct peer *peer)
{
	const char *const *markers = layout_markers(layout), *const *keys = layout_label_keys(layout);
	guint sum = 0, together = 0;

	if (peer && g_strcmp0(peer->layout, layout->name) == 0)
		sum += POINTS_PEER;
	else if (author && domain_is_known(layout, author))
		sum += POINTS_DOMAIN;
	if (head->from && layout_is_named_folded(layout, head->from))
		sum += POINTS_NAME;
	for (guint i = 0; markers[i]; i++) {
		if (strstr(head->text, markers[i])) {
			sum += POINTS_MARKER;
			break;
		}
	}
	if (sum < POINTS_MARKER && head->top && layout_is_named_folded(layout, head->top))
		sum += POINTS_MARKER;
	while (keys[together] && g_hash_table_contains(head->keys, keys[together]))
		together++;
	return sum + (together && !keys[together] ? POINTS_LABELS : 0);
}

const struct layout *layout_recognise(const struct layouts *layouts, const struct organization *organization, const struct letter *letter)
{
	const char *author = letter->header.from->len ? ((const struct address *)g_ptr_array_index(letter->header.from, 0))->addr_spec : NULL;
	const struct peer *peer = author ? organization_peer_of_address(organization, author) : NULL;
	const struct layout *best = NULL;
	guint most = 0;
	gboolean tie = FALSE;
	struct head head;

	if (!layouts || layouts->list->len == 0)
		return NULL;
	head_read(&head, letter->lines);
	for (guint i = 0; i < layouts->list->len; i++) {
		const struct layout *layout = g_ptr_array_index(layouts->list, i);
		guint sum = points(layout, &head, author, peer);

		tie = sum == most ? TRUE : sum > most ? FALSE : tie;
		if (sum > most) {
			most = sum;
			best = layout;
		}
	}
	head_clear(&head);
	return most >= POINTS_ENOUGH && !tie ? best : layouts->general;
}
