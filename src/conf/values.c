/* SPDX-License-Identifier: BSD-2-Clause
 *
 * values.c - one value, checked, into its place in the settings
 *
 * Knows nothing of the file: the same functions set what a file says and what the table gives as default.
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/layout.h>
#include <liaison/network.h>
#include "checks.h"
#include "reader.h"

/* Idle settings are kept nowhere: they are checked, and that is all. */
static gpointer value_place(const struct setting *setting, gpointer root, gpointer element)
{
	gpointer object = NULL;

	switch (setting->object) {
	case OBJECT_NONE:
		return NULL;
	case OBJECT_ROOT:
		object = root;
		break;
	case OBJECT_ORGANIZATION:
		object = ((struct settings *)root)->organization;
		break;
	case OBJECT_ELEMENT:
		object = element;
		break;
	}
	return object ? (char *)object + setting->offset : NULL;
}

static gboolean word_find(const struct word *words, const char *text, int *ret_value)
{
	for (guint i = 0; words[i].word; i++) {
		if (strcmp(words[i].word, text) != 0)
			continue;
		*ret_value = words[i].value;
		return TRUE;
	}
	return FALSE;
}

static char *not_expected(const struct setting *setting, const char *text)
{
	g_autofree char *expects = setting_expects(setting);

	return g_strdup_printf("\"%s\" is not what may stand here; write %s", text, expects);
}

static char *set_string(const struct setting *setting, char **place, const char *text)
{
	int value;
	char *wrong = setting->check ? setting->check(text) : NULL;

	if (wrong)
		return wrong;
	if (setting->words && !word_find(setting->words, text, &value))
		return not_expected(setting, text);
	if (place) {
		g_free(*place);
		*place = g_strdup(text);
	}
	return NULL;
}

static char *add_string(const struct setting *setting, GPtrArray **place, const char *text)
{
	char *wrong = setting->check ? setting->check(text) : NULL;

	if (wrong)
		return wrong;
	if (place)
		g_ptr_array_add(*place, g_strdup(text));
	return NULL;
}

static char *set_quantity(const struct setting *setting, gpointer place, const char *text)
{
	gboolean size = setting->type == SETTING_SIZE;
	gint64 value;

	if (!(size ? parse_size(text, &value) : parse_duration(text, &value)))
		return not_expected(setting, text);
	if (!size && value % setting->unit != 0)
		return not_expected(setting, text);
	if (!size)
		value /= setting->unit;
	if (value < setting->min || value > setting->max)
		return not_expected(setting, text);
	if (place && size)
		*(gsize *)place = (gsize)value;
	else if (place)
		*(guint *)place = (guint)value;
	return NULL;
}

static char *set_word(const struct setting *setting, gpointer place, const char *text)
{
	int value;

	if (!word_find(setting->words, text, &value))
		return not_expected(setting, text);
	if (place && setting->type == SETTING_WORDS)
		g_array_append_val(*(GArray **)place, value);
	else if (place)
		*(int *)place = value;
	return NULL;
}

static char *add_pattern(GPtrArray **place, const char *text)
{
	g_autoptr(GError) error = NULL;
	struct pattern *pattern = pattern_compile(text, &error);

	if (!pattern)
		return g_strdup(error->message);
	if (place)
		g_ptr_array_add(*place, pattern);
	else
		pattern_free(pattern);
	return NULL;
}

static char *add_network(GPtrArray **place, const char *text)
{
	g_autoptr(GError) error = NULL;
	struct network *network = network_parse(text, &error);

	if (!network)
		return g_strdup_printf("%s; write for example \"192.0.2.0/24\" or \"2001:db8::/32\"", error->message);
	if (place)
		g_ptr_array_add(*place, network);
	else
		network_free(network);
	return NULL;
}

static char *add_regex(GPtrArray **place, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GRegex) regex = layout_regex(text, &error);

	if (!regex)
		return g_strdup(error->message);
	if (place)
		g_ptr_array_add(*place, g_strdup(text));
	return NULL;
}

char *value_set_text(const struct setting *setting, gpointer root, gpointer element, const char *text)
{
	gpointer place = value_place(setting, root, element);

	switch (setting->type) {
	case SETTING_STRING:
		return set_string(setting, place, text);
	case SETTING_STRINGS:
		return add_string(setting, place, text);
	case SETTING_SIZE:
	case SETTING_DURATION:
		return set_quantity(setting, place, text);
	case SETTING_WORD:
	case SETTING_WORDS:
		return set_word(setting, place, text);
	case SETTING_PATTERNS:
		return add_pattern(place, text);
	case SETTING_NETWORKS:
		return add_network(place, text);
	case SETTING_REGEXES:
		return add_regex(place, text);
	case SETTING_BOOL:
	case SETTING_FLAG:
	case SETTING_NUMBER:
	case SETTING_NUMBERS:
	case SETTING_GROUP:
	case SETTING_GROUPS:
		break;
	}
	return not_expected(setting, text);
}

static void add_number(GArray *list, guint number)
{
	g_array_append_val(list, number);
}

char *value_set_number(const struct setting *setting, gpointer root, gpointer element, gint64 number)
{
	gpointer place = value_place(setting, root, element);
	gboolean takes = setting->type == SETTING_NUMBER || setting->type == SETTING_NUMBERS || setting->type == SETTING_SIZE;
	g_autofree char *expects = NULL;

	if (takes && number >= setting->min && number <= setting->max) {
		if (place && setting->type == SETTING_NUMBER)
			*(guint *)place = (guint)number;
		else if (place && setting->type == SETTING_NUMBERS)
			add_number(*(GArray **)place, (guint)number);
		else if (place && setting->type == SETTING_SIZE)
			*(gsize *)place = (gsize)number;
		return NULL;
	}
	expects = setting_expects(setting);
	return g_strdup_printf("%" G_GINT64_FORMAT " is not what may stand here; write %s", number, expects);
}

char *value_set_bool(const struct setting *setting, gpointer root, gpointer element, gboolean value)
{
	gpointer place = value_place(setting, root, element);
	g_autofree char *expects = NULL;

	if (setting->type == SETTING_BOOL || setting->type == SETTING_FLAG) {
		if (place)
			*(int *)place = value ? 1 : 0;
		return NULL;
	}
	expects = setting_expects(setting);
	return g_strdup_printf("%s is not what may stand here; write %s", value ? "true" : "false", expects);
}

static char *set_fallback(const struct setting *setting, gpointer root, gpointer element, const char *text)
{
	gint64 number;

	if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
		return value_set_bool(setting, root, element, strcmp(text, "true") == 0);
	if ((setting->type == SETTING_NUMBER || setting->type == SETTING_NUMBERS) && parse_size(text, &number))
		return value_set_number(setting, root, element, number);
	return value_set_text(setting, root, element, text);
}

void value_set_defaults(const struct table *table, gpointer root, const char *section, gpointer element)
{
	for (guint i = 0; i < table->length; i++) {
		const struct setting *setting = &table->rows[i];
		gboolean of_element = strstr(setting->name, "[]") != NULL;
		g_auto(GStrv) parts = NULL;

		if (!setting->fallback || of_element != (section != NULL) || (section && !g_str_has_prefix(setting->name, section)))
			continue;
		/* a list of words, or one text */
		parts = g_strsplit(setting->fallback, " ", setting->type == SETTING_STRING ? 1 : -1);
		for (guint k = 0; parts[k]; k++) {
			g_autofree char *wrong = set_fallback(setting, root, element, parts[k]);
			/* Our own table, not the operator's file. */
			if (wrong)
				g_error("default of %s: %s", setting->name, wrong);
		}
	}
}
