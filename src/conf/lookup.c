/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lookup.c - finding a row of the table, and saying what it expects
 */
#include <config.h>
#include <string.h>
#include "faults.h"
#include "table.h"

const struct setting *setting_find(const struct table *table, const char *name)
{
	for (guint i = 0; i < table->length; i++)
		if (strcmp(table->rows[i].name, name) == 0)
			return &table->rows[i];
	return NULL;
}

const char *setting_leaf(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot ? dot + 1 : name;
}

char *setting_section(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot ? g_strndup(name, (gsize)(dot - name)) : g_strdup("");
}

static char *words_text(const struct word *words)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; words[i].word; i++)
		g_string_append_printf(text, "%s\"%s\"", i == 0 ? "" : words[i + 1].word ? ", " : " or ", words[i].word);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *size_text(gint64 bytes)
{
	if (bytes >= 1 << 30 && bytes % (1 << 30) == 0)
		return g_strdup_printf("%" G_GINT64_FORMAT "G", bytes >> 30);
	if (bytes >= 1 << 20 && bytes % (1 << 20) == 0)
		return g_strdup_printf("%" G_GINT64_FORMAT "M", bytes >> 20);
	if (bytes >= 1024 && bytes % 1024 == 0)
		return g_strdup_printf("%" G_GINT64_FORMAT "K", bytes >> 10);
	return g_strdup_printf("%" G_GINT64_FORMAT, bytes);
}

static char *duration_text(gint64 ms)
{
	static const struct { const char *unit; gint64 ms; } units[] = {
		{ "d", 24 * 3600 * 1000 }, { "h", 3600 * 1000 }, { "m", 60 * 1000 }, { "s", 1000 } };

	for (guint i = 0; i < G_N_ELEMENTS(units); i++)
		if (ms >= units[i].ms && ms % units[i].ms == 0)
			return g_strdup_printf("%" G_GINT64_FORMAT "%s", ms / units[i].ms, units[i].unit);
	return g_strdup_printf("%" G_GINT64_FORMAT "ms", ms);
}

char *setting_expects(const struct setting *setting)
{
	g_autofree char *low = NULL, *high = NULL, *words = NULL;

	switch (setting->type) {
	case SETTING_STRING:
		return setting->words ? words_text(setting->words) : g_strdup("a text in quotes");
	case SETTING_STRINGS:
		return g_strdup("a list of texts, [ \"…\", \"…\" ]");
	case SETTING_BOOL:
	case SETTING_FLAG:
		return g_strdup("true or false");
	case SETTING_NUMBER:
		return g_strdup_printf("a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, setting->min, setting->max);
	case SETTING_NUMBERS:
		return g_strdup_printf("a list of whole numbers from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, setting->min, setting->max);
	case SETTING_SIZE:
		low = size_text(setting->min);
		high = size_text(setting->max);
		return g_strdup_printf("a size from \"%s\" to \"%s\"", low, high);
	case SETTING_DURATION:
		low = duration_text(setting->min * setting->unit);
		high = duration_text(setting->max * setting->unit);
		return g_strdup_printf("a time with its unit (ms, s, m, h, d) from \"%s\" to \"%s\"", low, high);
	case SETTING_WORD:
		return words_text(setting->words);
	case SETTING_WORDS:
		words = words_text(setting->words);
		return g_strdup_printf("%s, or a list of these", words);
	case SETTING_PATTERNS:
		return g_strdup("a glob or a /regular expression/ in quotes, or a list of these");
	case SETTING_REGEXES:
		return g_strdup("a list of regular expressions, [ \"…\", \"…\" ]");
	case SETTING_NETWORKS:
		return g_strdup("a list of networks, [ \"192.0.2.0/24\", \"2001:db8::/32\" ]");
	case SETTING_GROUP:
		return g_strdup("a group, { … };");
	case SETTING_GROUPS:
		return g_strdup("a list of groups, ( { … }, { … } );");
	}
	return g_strdup("something else");
}

const char *setting_nearest(const struct table *table, const char *section, const char *leaf)
{
	const char *nearest = NULL;
	guint best = (guint)MAX(strlen(leaf) / 3, 1) + 1;

	for (guint i = 0; i < table->length; i++) {
		g_autofree char *other = setting_section(table->rows[i].name);
		guint distance;

		if (strcmp(other, section) != 0)
			continue;
		distance = name_distance(setting_leaf(table->rows[i].name), leaf);
		if (distance >= best)
			continue;
		best = distance;
		nearest = table->rows[i].name;
	}
	for (guint i = 0; i < table->length && !nearest; i++)
		if (g_ascii_strcasecmp(setting_leaf(table->rows[i].name), leaf) == 0)
			nearest = table->rows[i].name;
	return nearest;
}

char *settings_describe(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < table_of_settings.length; i++) {
		const struct setting *setting = &table_of_settings.rows[i];
		g_autofree char *expects = setting_expects(setting);

		g_string_append_printf(text, "%s\t%s\t%s\t%s\n", setting->name, expects, setting->fallback ? setting->fallback : "", setting->help);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}
