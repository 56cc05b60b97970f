/* SPDX-License-Identifier: BSD-2-Clause
 *
 * layout.c - layouts as objects, and what is made of them once so that reading is fast
 */
#include <liaison/error.h>
#include <liaison/text.h>
#include <string.h>
#include "label-table.h"
#include "layout-index.h"

#define MATCH_LIMIT "(*LIMIT_MATCH=20000)"      /* of PCRE's own steps, per line: a stranger's line costs a bounded time */

struct layout_index {
	GHashTable *labels;         /* label_fold() key -> enum label */
	GHashTable *purposes;       /* folded words -> enum purpose */
	GRegex *stops, *text, *numbers, *groups, *strip;   /* or NULL */
	char **names, **markers, **label_keys, **reply_to;    /* folded */
};

static GPtrArray *texts_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

struct layout_label *layout_label_new(void)
{
	struct layout_label *label = g_new0(struct layout_label, 1);

	label->spellings = texts_new();
	return label;
}

static void label_free(gpointer data)
{
	struct layout_label *label = data;

	g_ptr_array_unref(label->spellings);
	g_free(label);
}

struct layout_purpose *layout_purpose_new(void)
{
	struct layout_purpose *purpose = g_new0(struct layout_purpose, 1);

	purpose->words = texts_new();
	return purpose;
}

static void purpose_free(gpointer data)
{
	struct layout_purpose *purpose = data;

	g_ptr_array_unref(purpose->words);
	g_free(purpose);
}

struct layout *layout_new(const char *name)
{
	struct layout *layout = g_new0(struct layout, 1);

	layout->name = g_strdup(name);
	layout->known.names = texts_new();
	layout->known.domains = texts_new();
	layout->known.markers = texts_new();
	layout->known.labels = texts_new();
	layout->labels = g_ptr_array_new_with_free_func(label_free);
	layout->enough = g_array_new(FALSE, FALSE, sizeof(int));
	layout->stops = texts_new();
	layout->text = texts_new();
	layout->purposes = g_ptr_array_new_with_free_func(purpose_free);
	layout->numbers.forms = texts_new();
	layout->groups = texts_new();
	layout->title.strip = texts_new();
	layout->reply_to = texts_new();
	return layout;
}

static void index_free(struct layout_index *index)
{
	if (!index)
		return;
	g_hash_table_unref(index->labels);
	g_hash_table_unref(index->purposes);
	g_clear_pointer(&index->stops, g_regex_unref);
	g_clear_pointer(&index->text, g_regex_unref);
	g_clear_pointer(&index->numbers, g_regex_unref);
	g_clear_pointer(&index->groups, g_regex_unref);
	g_clear_pointer(&index->strip, g_regex_unref);
	g_strfreev(index->names);
	g_strfreev(index->markers);
	g_strfreev(index->label_keys);
	g_strfreev(index->reply_to);
	g_free(index);
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	index_free(layout->index);
	g_free(layout->name);
	g_free(layout->file);
	g_ptr_array_unref(layout->known.names);
	g_ptr_array_unref(layout->known.domains);
	g_ptr_array_unref(layout->known.markers);
	g_ptr_array_unref(layout->known.labels);
	g_ptr_array_unref(layout->labels);
	g_array_unref(layout->enough);
	g_ptr_array_unref(layout->stops);
	g_ptr_array_unref(layout->text);
	g_ptr_array_unref(layout->purposes);
	g_ptr_array_unref(layout->numbers.forms);
	g_ptr_array_unref(layout->groups);
	g_ptr_array_unref(layout->title.strip);
	g_ptr_array_unref(layout->reply_to);
	g_free(layout);
}

/* ── compiling ── */

static GRegex *compile(const char *text, GError **error)
{
	g_autofree char *limited = g_strconcat(MATCH_LIMIT, text, NULL);

	return g_regex_new(limited, (GRegexCompileFlags)((int)G_REGEX_CASELESS | (int)G_REGEX_OPTIMIZE), (GRegexMatchFlags)0, error);
}

GRegex *layout_regex(const char *text, GError **error)
{
	g_autoptr(GError) cause = NULL;
	GRegex *regex = NULL;

	if (!*text || strlen(text) > LAYOUT_REGEX_MAX) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "an expression has 1 to %u bytes", (guint)LAYOUT_REGEX_MAX);
		return NULL;
	}
	/* it is put between brackets beside others: a verb at its front, or a name given twice, would change them */
	if (g_str_has_prefix(text, "(*") || strstr(text, "(?P<") || strstr(text, "(?<") || strchr(text, '\n')) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s': verbs, named groups, looking behind and line ends are not taken", text);
		return NULL;
	}
	regex = g_regex_new(text, G_REGEX_CASELESS, (GRegexMatchFlags)0, &cause);
	if (!regex)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s': %s", text, cause->message);
	else if (g_regex_get_max_backref(regex) > 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s': back references are not taken", text);
		g_clear_pointer(&regex, g_regex_unref);
	} else if (g_regex_match(regex, "", (GRegexMatchFlags)0, NULL)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s' matches everything, even nothing", text);
		g_clear_pointer(&regex, g_regex_unref);
	}
	return regex;
}

static void join_into(GString *joined, const GPtrArray *expressions)
{
	for (guint i = 0; i < expressions->len; i++)
		g_string_append_printf(joined, "%s(?:%s)", joined->len ? "|" : "", (const char *)g_ptr_array_index(expressions, i));
}

static GRegex *join(const GPtrArray *expressions)
{
	g_autoptr(GString) joined = g_string_new(NULL);

	join_into(joined, expressions);
	return joined->len ? compile(joined->str, NULL) : NULL;
}

/* "SG15-LS-12" in "T22-SG15-LS-12" is only a part of a number. */
static void whole_number(GString *forms)
{
	if (!forms->len)
		return;
	g_string_prepend(forms, "(?<!\\w-)(?:");
	g_string_append_c(forms, ')');
}

static GRegex *join_numbers(const GPtrArray *forms)
{
	g_autoptr(GString) joined = g_string_new(NULL);

	join_into(joined, forms);
	whole_number(joined);
	return joined->len ? compile(joined->str, NULL) : NULL;
}

static char **fold_all(const GPtrArray *texts, gboolean as_labels)
{
	GPtrArray *folded = g_ptr_array_new();

	for (guint i = 0; i < texts->len; i++) {
		char key[LABEL_KEY_MAX];

		if (!as_labels)
			g_ptr_array_add(folded, text_fold_name(g_ptr_array_index(texts, i)));
		else if (label_fold(g_ptr_array_index(texts, i), key))
			g_ptr_array_add(folded, g_strdup(key));
	}
	g_ptr_array_add(folded, NULL);
	return (char **)g_ptr_array_free(folded, FALSE);
}

/* What comes first stands: a layout's own words before those of the general one. */
static void add_words(struct layout_index *index, const struct layout *layout)
{
	for (guint i = 0; i < layout->labels->len; i++) {
		const struct layout_label *label = g_ptr_array_index(layout->labels, i);

		for (guint s = 0; s < label->spellings->len; s++) {
			char key[LABEL_KEY_MAX];

			if (label_fold(g_ptr_array_index(label->spellings, s), key) && !g_hash_table_contains(index->labels, key))
				g_hash_table_insert(index->labels, g_strdup(key), GINT_TO_POINTER(label->field));
		}
	}
	for (guint i = 0; i < layout->purposes->len; i++) {
		const struct layout_purpose *purpose = g_ptr_array_index(layout->purposes, i);

		for (guint w = 0; w < purpose->words->len; w++) {
			char *key = text_fold_name(g_ptr_array_index(purpose->words, w));

			if (g_hash_table_contains(index->purposes, key))
				g_free(key);
			else
				g_hash_table_insert(index->purposes, key, GINT_TO_POINTER(purpose->purpose));
		}
	}
}

static void finish(struct layout *layout, const struct layout *general)
{
	struct layout_index *index = g_new0(struct layout_index, 1);

	index->labels = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->purposes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	add_words(index, layout);
	if (general && general != layout)
		add_words(index, general);
	index->stops = join(layout->stops);
	index->text = join(layout->text);
	index->numbers = join_numbers(layout->numbers.forms);
	index->groups = join(layout->groups);
	index->strip = join(layout->title.strip);
	index->names = fold_all(layout->known.names, FALSE);
	index->markers = fold_all(layout->known.markers, FALSE);
	index->label_keys = fold_all(layout->known.labels, TRUE);
	index->reply_to = fold_all(layout->reply_to, FALSE);
	index_free(layout->index);
	layout->index = index;
}

static int by_name(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct layout *const *)a)->name, (*(const struct layout *const *)b)->name);
}

struct layouts *layouts_new(void)
{
	struct layouts *layouts = g_new0(struct layouts, 1);

	layouts->list = g_ptr_array_new_with_free_func((GDestroyNotify)layout_free);
	return layouts;
}

void layouts_finish(struct layouts *layouts)
{
	g_autoptr(GString) numbers = g_string_new(NULL);
	g_autoptr(GString) groups = g_string_new(NULL);

	g_ptr_array_sort(layouts->list, by_name);
	layouts->general = layouts_find(layouts, "general");
	for (guint i = 0; i < layouts->list->len; i++) {
		struct layout *layout = g_ptr_array_index(layouts->list, i);

		finish(layout, layouts->general);
		join_into(numbers, layout->numbers.forms);
		join_into(groups, layout->groups);
	}
	g_clear_pointer(&layouts->numbers, g_regex_unref);
	g_clear_pointer(&layouts->groups, g_regex_unref);
	whole_number(numbers);
	layouts->numbers = numbers->len ? compile(numbers->str, NULL) : NULL;
	layouts->groups = groups->len ? compile(groups->str, NULL) : NULL;
}

void layouts_free(struct layouts *layouts)
{
	if (!layouts)
		return;
	g_clear_pointer(&layouts->numbers, g_regex_unref);
	g_clear_pointer(&layouts->groups, g_regex_unref);
	g_ptr_array_unref(layouts->list);
	g_free(layouts);
}

const struct layout *layouts_find(const struct layouts *layouts, const char *name)
{
	for (guint i = 0; layouts && name && i < layouts->list->len; i++) {
		const struct layout *layout = g_ptr_array_index(layouts->list, i);

		if (strcmp(layout->name, name) == 0)
			return layout;
	}
	return NULL;
}

/* ── asking ── */

static const struct layout_index *index_of(const struct layout *layout)
{
	return layout ? layout->index : NULL;
}

enum label layout_label_by_key(const struct layout *layout, const char *key)
{
	const struct layout_index *index = index_of(layout);

	return index ? (enum label)GPOINTER_TO_INT(g_hash_table_lookup(index->labels, key)) : LABEL_NONE;
}

enum purpose layout_purpose_of(const struct layout *layout, const char *folded)
{
	const struct layout_index *index = index_of(layout);

	return index ? (enum purpose)GPOINTER_TO_INT(g_hash_table_lookup(index->purposes, folded)) : PURPOSE_UNKNOWN;
}

static gboolean matches(const GRegex *regex, const char *text)
{
	return regex && strlen(text) <= LAYOUT_LINE_MAX && g_regex_match(regex, text, (GRegexMatchFlags)0, NULL);
}

gboolean layout_stops_at(const struct layout *layout, const char *text)
{
	const struct layout_index *index = index_of(layout);

	return index && (matches(index->stops, text) || matches(index->text, text));
}

gboolean layout_text_begins(const struct layout *layout, const char *text)
{
	const struct layout_index *index = index_of(layout);

	return index && matches(index->text, text);
}

void layout_find_all(const GRegex *regex, const char *text, guint max, GPtrArray *found)
{
	g_autoptr(GMatchInfo) match = NULL;

	if (!regex)
		return;
	g_regex_match(regex, text, (GRegexMatchFlags)0, &match);
	while (g_match_info_matches(match) && found->len < max) {
		g_autofree char *one = g_strstrip(g_match_info_fetch(match, 0));
		gboolean known = FALSE;

		for (guint i = 0; i < found->len; i++)
			known |= g_ascii_strcasecmp(g_ptr_array_index(found, i), one) == 0;
		if (*one && !known)
			g_ptr_array_add(found, g_steal_pointer(&one));
		if (!g_match_info_next(match, NULL))
			break;
	}
}

gboolean layout_has_numbers(const struct layout *layout)
{
	const struct layout_index *index = index_of(layout);

	return index && index->numbers;
}

static void squeeze(char *text)
{
	char *to = text;

	for (const char *p = text; *p; p++)
		if (*p != ' ')
			*to++ = *p;
	*to = '\0';
}

void layout_numbers(const struct layout *layout, const char *text, GPtrArray *numbers)
{
	guint before = numbers->len;

	if (!layout_has_numbers(layout))
		return;
	layout_find_all(layout->index->numbers, text, before + 20, numbers);
	for (guint i = before; layout->numbers.squeeze && i < numbers->len; i++)
		squeeze(g_ptr_array_index(numbers, i));
}

char *layout_title(const struct layout *layout, const char *title)
{
	const struct layout_index *index = index_of(layout);
	g_autoptr(GMatchInfo) match = NULL;
	int begin = 0, end = 0;

	if (!index || !index->strip || strlen(title) > LAYOUT_LINE_MAX || !g_regex_match(index->strip, title, (GRegexMatchFlags)0, &match) ||
	    !g_match_info_fetch_pos(match, 0, &begin, &end) || begin != 0 || !title[end])
		return g_strdup(title);
	return g_strchug(g_strdup(title + end));
}

gboolean layout_names_reply_address(const struct layout *layout, const char *sentence)
{
	const struct layout_index *index = index_of(layout);
	g_autofree char *folded = NULL;

	if (!index || !index->reply_to[0])
		return FALSE;
	folded = text_fold_name(sentence);
	for (guint i = 0; index->reply_to[i]; i++)
		if (strstr(folded, index->reply_to[i]))
			return TRUE;
	return FALSE;
}

static gboolean ends_word(const char *p)
{
	return !g_ascii_isalnum(*p) && (guchar)*p < 0x80;
}

gboolean layout_is_named(const struct layout *layout, const char *text)
{
	g_autofree char *folded = layout ? text_fold_name(text) : NULL;

	return layout && layout_is_named_folded(layout, folded);
}

gboolean layout_is_named_folded(const struct layout *layout, const char *folded)
{
	const struct layout_index *index = index_of(layout);

	for (guint i = 0; index && index->names[i]; i++)
		if (g_str_has_prefix(folded, index->names[i]) && ends_word(folded + strlen(index->names[i])))
			return TRUE;
	return index && index->groups && strlen(folded) <= LAYOUT_LINE_MAX &&
	       g_regex_match_full(index->groups, folded, -1, 0, G_REGEX_MATCH_ANCHORED, NULL, NULL);
}

const struct layout *layouts_of_group(const struct layouts *layouts, const char *group)
{
	for (guint i = 0; layouts && i < layouts->list->len; i++) {
		const struct layout *layout = g_ptr_array_index(layouts->list, i);

		if (matches(layout->index->groups, group))
			return layout;
	}
	return NULL;
}

const char *const *layout_markers(const struct layout *layout)
{
	return (const char *const *)layout->index->markers;
}

const char *const *layout_label_keys(const struct layout *layout)
{
	return (const char *const *)layout->index->label_keys;
}
