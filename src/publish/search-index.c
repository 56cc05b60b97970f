/* SPDX-License-Identifier: BSD-2-Clause
 *
 * search-index.c - which words stand in which statements, in pieces that a browser can load as one types
 *
 * A block is 2,000 numbers, or 10,000 where all of them have been given; in it, words are spread over 128 files by their first two
 * letters, so that a word, also one that is not typed to its end, needs one file a block: few to load, and a new statement changes files of the
 * newest block only, which is small. A line is a word and the statements that it stands in: differences of their numbers in base 36, "*" after one
 * that has it in its title, bodies or numbers. What is shown of a result comes from search/docs, fifty statements a file. The page of the
 * search names the blocks (search_blocks()), and search.js cuts words the same way.
 */
#include <config.h>
#include <string.h>
#include "escape.h"
#include "feed.h"
#include "keys.h"

#define SMALL 2000
#define LARGE 10000
#define BUCKETS SEARCH_BUCKETS
#define DOCS SEARCH_DOCS
#define WORD_MAX 20             /* letters; what is longer is found by its beginning */
#define BODY_MAX 65536
#define WORDS_MAX 800           /* of one text */

struct block {
	gint64 first, size;
	gboolean merge;                   /* until now there were small ones in its place */
	GHashTable *buckets[BUCKETS];     /* word -> GArray of guint: (number in the block << 1) | in the head */
	GHashTable *gone;                 /* numbers in the block that are to be taken out first */
};
struct search {
	gint64 large;                     /* numbers below it are in large blocks */
	GHashTable *blocks, *docs;        /* first number -> struct block *; id -> line of docs, "" for gone */
};

static void block_free(gpointer data)
{
	struct block *block = data;

	for (guint i = 0; i < BUCKETS; i++)
		if (block->buckets[i])
			g_hash_table_unref(block->buckets[i]);
	g_hash_table_unref(block->gone);
	g_free(block);
}

void search_free(struct search *search)
{
	g_hash_table_unref(search->blocks);
	g_hash_table_unref(search->docs);
	g_free(search);
}

static gint64 size_of(gint64 large, gint64 id)
{
	return id < large ? LARGE : SMALL;
}

static struct block *block_of(struct search *search, gint64 id)
{
	gint64 size = size_of(search->large, id), first = id / size * size;
	struct block *block = g_hash_table_lookup(search->blocks, &first);

	if (!block) {
		block = g_new0(struct block, 1);
		block->first = first;
		block->size = size;
		block->gone = g_hash_table_new(NULL, NULL);
		numbers_set(search->blocks, first, block);
	}
	return block;
}

gboolean search_follows(gint64 last_before, gint64 last)
{
	return last / LARGE >= last_before / LARGE;
}

struct search *search_new(gint64 last_before, gint64 last)
{
	struct search *search = g_new0(struct search, 1);

	search->large = last / LARGE * LARGE;
	search->blocks = numbers_new(block_free);
	search->docs = numbers_new(g_free);
	/* beyond the last number there was none: however many are left out from there on, one block alone has small ones */
	if (last_before && last_before / LARGE * LARGE < search->large)
		block_of(search, last_before)->merge = TRUE;
	return search;
}

static GHashTable *words_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

/* ---- words ---- */

static gboolean is_common(const char *word)
{
	static const char *const common[] = {
		"an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on", "or", "our", "that",
		"the", "their", "this", "to", "was", "we", "were", "which", "will", "with", "you", "your",
	};

	for (guint i = 0; i < G_N_ELEMENTS(common); i++)
		if (strcmp(common[i], word) == 0)
			return TRUE;
	return FALSE;
}

static guint bucket_of(const char *word)
{
	gunichar first = g_utf8_get_char(word), second = g_utf8_get_char(g_utf8_next_char(word));

	return (first * 31 + second) % BUCKETS;
}

static void post(GHashTable *words, const char *word, guint value)
{
	GArray *list = g_hash_table_lookup(words, word);

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(words, g_strdup(word), list);
	}
	g_array_append_val(list, value);
}

/* Adds the words of text that are not in seen. */
static void add_words(struct block *block, guint number, GHashTable *seen, const char *text, gboolean head)
{
	g_autofree char *clean = escape_plain(text);
	g_autofree char *normal = g_str_is_ascii(clean) ? g_ascii_strdown(clean, -1) : g_utf8_normalize(clean, -1, G_NORMALIZE_ALL);
	g_autoptr(GString) word = g_string_new(NULL);
	guint letters = 0, words = 0;

	for (const char *p = normal ? normal : "";; p = g_utf8_next_char(p)) {
		gunichar c = (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p);

		if (c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c)) {
			if (letters++ < WORD_MAX)
				g_string_append_unichar(word, g_unichar_tolower(c));
			continue;
		}
		if (c >= 0x80 && g_unichar_ismark(c))
			continue;
		if (letters > 1 && words < WORDS_MAX && !is_common(word->str) && g_hash_table_add(seen, g_strdup(word->str))) {
			guint bucket = bucket_of(word->str);

			if (!block->buckets[bucket])
				block->buckets[bucket] = words_new();
			post(block->buckets[bucket], word->str, number << 1 | (guint)head);
			words++;
		}
		g_string_truncate(word, 0);
		letters = 0;
		if (!c)
			break;
	}
}

static void add_places(GString *head, const GPtrArray *places)
{
	for (guint i = 0; i < places->len; i++)
		g_string_append_printf(head, " %s", ((const struct place *)g_ptr_array_index(places, i))->name);
}

static char *names_of(const GPtrArray *places)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < places->len && i < 3; i++)
		g_string_append_printf(names, "%s%s", i ? ", " : "", ((const struct place *)g_ptr_array_index(places, i))->name);
	return escape_line(names->str, 100);
}

static char *doc_of(const struct summary *s)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(s->received / G_USEC_PER_SEC);
	g_autofree char *day = time ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("");
	g_autofree char *title = escape_line(page_title_of(s), 160), *from = names_of(s->from), *to = names_of(s->to);

	return g_strdup_printf("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s", s->id, day, title, from, to, s->purpose ? purpose_label(s->purpose) : "");
}

void search_add(struct search *search, const struct summary *s, const char *body)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GString) head = g_string_new(s->title);
	struct block *block = block_of(search, s->id);
	guint number = (guint)(s->id - block->first);

	g_string_append_printf(head, " %s %" G_GINT64_FORMAT, s->peer, s->id);
	add_places(head, s->from);
	add_places(head, s->to);
	for (guint i = 0; i < s->identifiers->len; i++)
		g_string_append_printf(head, " %s", (const char *)g_ptr_array_index(s->identifiers, i));
	add_words(block, number, seen, head->str, TRUE);
	if (body) {
		g_autofree char *part = g_strndup(body, BODY_MAX);

		add_words(block, number, seen, part, FALSE);
	}
	numbers_set(search->docs, s->id, doc_of(s));
}

void search_remove(struct search *search, gint64 id)
{
	struct block *block = block_of(search, id);

	g_hash_table_add(block->gone, GUINT_TO_POINTER((guint)(id - block->first) + 1));
	numbers_set(search->docs, id, g_strdup(""));
}

/* ---- files ---- */

static void append_base36(GString *out, guint value)
{
	char digits[8];
	guint n = 0;

	do {
		digits[n++] = "0123456789abcdefghijklmnopqrstuvwxyz"[value % 36];
		value /= 36;
	} while (value);
	while (n)
		g_string_append_c(out, digits[--n]);
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
	guint x = *(const guint *)a >> 1, y = *(const guint *)b >> 1;

	return (x > y) - (x < y);
}

static int compare_words(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_word(GString *out, const char *word, GArray *list)
{
	guint last = 0;

	g_array_sort(list, compare_numbers);
	g_string_append_printf(out, "%s ", word);
	for (guint i = 0; i < list->len; i++) {
		guint value = g_array_index(list, guint, i);

		if (i)
			g_string_append_c(out, ',');
		append_base36(out, (value >> 1) - last);
		if (value & 1)
			g_string_append_c(out, '*');
		last = value >> 1;
	}
	g_string_append_c(out, '\n');
}

static void take_line(char *line, guint before, GHashTable *gone, GHashTable *words)
{
	char *p = strchr(line, ' ');
	guint last = before;

	if (!p)
		return;
	*p++ = '\0';
	while (g_ascii_isalnum(*p)) {
		guint value;

		last += (guint)g_ascii_strtoull(p, &p, 36);
		value = last << 1 | (guint)(*p == '*');
		p += *p == '*';
		p += *p == ',';
		if (!g_hash_table_contains(gone, GUINT_TO_POINTER(last + 1)))
			post(words, line, value);
	}
}

static char *bucket_path(gint64 first, gint64 size, guint bucket)
{
	return g_strdup_printf("search/%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%u.txt", first, first + size, bucket);
}

/* before: how many numbers of the block come before those of that file. FALSE: there is no such file. */
static gboolean take_file(struct tree *tree, const char *path, guint before, GHashTable *gone, GHashTable *words)
{
	gsize length = 0;
	g_autofree char *old = tree_get(tree, path, &length);

	for (char *line = old, *end; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		take_line(line, before, gone, words);
	}
	return old != NULL;
}

static gboolean put_bucket(struct tree *tree, guint bucket, const struct block *block, GError **error)
{
	g_autofree char *path = bucket_path(block->first, block->size, bucket);
	g_autoptr(GHashTable) words = block->buckets[bucket] ? g_hash_table_ref(block->buckets[bucket]) : words_new();
	g_autoptr(GPtrArray) sorted = NULL;
	g_autoptr(GString) out = g_string_new(NULL);

	take_file(tree, path, 0, block->gone, words);
	for (gint64 before = 0; block->merge && before < block->size; before += SMALL) {
		g_autofree char *small = bucket_path(block->first + before, SMALL, bucket);

		if (take_file(tree, small, (guint)before, block->gone, words))
			tree_remove(tree, small);
	}
	sorted = keys_of(words);
	g_ptr_array_sort(sorted, compare_words);
	for (guint i = 0; i < sorted->len; i++)
		put_word(out, g_ptr_array_index(sorted, i), g_hash_table_lookup(words, g_ptr_array_index(sorted, i)));
	if (out->len)
		return tree_put_string(tree, path, out, error);
	tree_remove(tree, path);
	return TRUE;
}

static gboolean put_blocks(struct search *search, struct tree *tree, GError **error)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, search->blocks);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct block *block = value;

		for (guint i = 0; i < BUCKETS; i++)
			if ((block->buckets[i] || block->merge || g_hash_table_size(block->gone)) && !put_bucket(tree, i, block, error))
				return FALSE;
	}
	return TRUE;
}

static int compare_docs(gconstpointer a, gconstpointer b)
{
	gint64 x = g_ascii_strtoll(*(const char *const *)a, NULL, 10), y = g_ascii_strtoll(*(const char *const *)b, NULL, 10);

	return (x > y) - (x < y);
}

static gboolean put_doc_file(struct search *search, struct tree *tree, gint64 file, GError **error)
{
	g_autofree char *path = g_strdup_printf("search/docs/%" G_GINT64_FORMAT ".txt", file);
	gsize length = 0;
	g_autofree char *old = tree_get(tree, path, &length);
	g_autoptr(GPtrArray) lines = g_ptr_array_new();
	g_autoptr(GString) out = g_string_new(NULL);

	for (char *line = old, *end; line && (end = strchr(line, '\n')); line = end + 1) {
		gint64 id = g_ascii_strtoll(line, NULL, 10);

		*end = '\0';
		if (!g_hash_table_contains(search->docs, &id))
			g_ptr_array_add(lines, line);
	}
	for (gint64 id = file * DOCS; id < (file + 1) * DOCS; id++) {
		char *line = g_hash_table_lookup(search->docs, &id);

		if (line && *line)
			g_ptr_array_add(lines, line);
	}
	g_ptr_array_sort(lines, compare_docs);
	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(out, "%s\n", (const char *)g_ptr_array_index(lines, i));
	if (out->len)
		return tree_put_string(tree, path, out, error);
	tree_remove(tree, path);
	return TRUE;
}

static gboolean put_docs(struct search *search, struct tree *tree, GError **error)
{
	g_autoptr(GHashTable) done = numbers_new(NULL);
	GHashTableIter iter;
	gpointer id;

	g_hash_table_iter_init(&iter, search->docs);
	while (g_hash_table_iter_next(&iter, &id, NULL)) {
		gint64 file = *(const gint64 *)id / DOCS;

		if (numbers_add(done, file) && !put_doc_file(search, tree, file, error))
			return FALSE;
	}
	return TRUE;
}

gboolean search_put(struct search *search, struct tree *tree, GError **error)
{
	return put_blocks(search, tree, error) && put_docs(search, tree, error);
}

/* ---- for the page ---- */

char *search_blocks(const struct catalog *catalog)
{
	g_autoptr(GHashTable) seen = numbers_new(NULL);
	gint64 large = catalog_last(catalog) / LARGE * LARGE;
	g_autoptr(GArray) firsts = NULL;
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < catalog->all->len; i++) {
		const struct summary *s = g_ptr_array_index(catalog->all, i);
		gint64 size = size_of(large, s->id);

		if (s->shown)
			numbers_add(seen, s->id / size * size);
	}
	firsts = numbers_sorted(seen);
	for (guint i = 0; i < firsts->len; i++) {
		gint64 first = g_array_index(firsts, gint64, i);

		g_string_append_printf(out, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, i ? " " : "", first, first + size_of(large, first));
	}
	return g_string_free(out, FALSE);
}
