/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reader.c - walks what libconfig made of the file along the table; the only file that knows libconfig
 */
#include <config.h>
#include <string.h>
#include <libconfig.h>
#include "faults.h"
#include "reader.h"

#define FAULTS_MAX 1000u

/* libconfig 1.5 loses the texts it has not stored yet when a syntax error ends it: a few bytes for each faulty file, not ours to free. */
#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:strbuf_append\nleak:libconfig_yylex\n";
}
#endif

static guint reader_line(const struct reader *reader, const char *where)
{
	g_autofree char *name = g_strdup(where);

	for (;;) {
		gpointer line;
		char *dot, *bracket;

		if (g_hash_table_lookup_extended(reader->lines, name, NULL, &line))
			return GPOINTER_TO_UINT(line);
		dot = strrchr(name, '.');
		bracket = strrchr(name, '[');
		if (!dot && !bracket)
			return 0;
		if (!dot || (bracket && bracket > dot))
			*bracket = '\0';
		else
			*dot = '\0';
	}
}

void reader_where(const struct reader *reader, const char *where, char **ret_file, guint *ret_line)
{
	const char *file;

	source_where(reader->source, reader_line(reader, where), &file, ret_line);
	g_free(*ret_file);
	*ret_file = g_strdup(file);
}

gboolean reader_has(const struct reader *reader, const char *where)
{
	return g_hash_table_contains(reader->lines, where);
}

void reader_fault(struct reader *reader, gboolean warning, const char *where, const char *format, ...)
{
	g_autofree char *text = NULL;
	const char *file;
	va_list arguments;
	guint line;

	if (reader->faults->len >= FAULTS_MAX)
		return;
	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	source_where(reader->source, reader_line(reader, where), &file, &line);
	faults_add(reader->faults, file, line, warning, "%s: %s", where, text);
}

static void remember(struct reader *reader, const char *where, guint line)
{
	g_hash_table_insert(reader->lines, g_strdup(where), GUINT_TO_POINTER(line));
}

static const char *type_text(const config_setting_t *value)
{
	switch (config_setting_type(value)) {
	case CONFIG_TYPE_GROUP:
		return "a group";
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return "a number";
	case CONFIG_TYPE_FLOAT:
		return "a number with a fraction";
	case CONFIG_TYPE_STRING:
		return "a text";
	case CONFIG_TYPE_BOOL:
		return "true or false";
	default:
		return "a list";
	}
}

static void wrong_type(struct reader *reader, const struct setting *setting, const config_setting_t *value, const char *where)
{
	g_autofree char *expects = setting_expects(setting);

	reader_fault(reader, FALSE, where, "%s cannot stand here; write %s", type_text(value), expects);
}

/* libconfig 1.5 cuts a number to 32 bits without a word (4294967297 is 1). So the digits behind the name are looked at again. */
static gboolean is_cut(const struct reader *reader, const config_setting_t *value)
{
	const char *name = config_setting_name(value);
	g_autofree char *line = NULL;
	const char *p;

	if (!name || config_setting_type(value) != CONFIG_TYPE_INT)
		return FALSE;
	line = source_line_text(reader->source, config_setting_source_line(value));
	p = strstr(line, name);
	if (!p)
		return FALSE;
	p += strlen(name);
	p += strspn(p, " \t=:+-");
	return g_ascii_isdigit(*p) && p[strspn(p, "0123456789")] != 'x' && g_ascii_strtoull(p, NULL, 10) > G_MAXINT32;
}

static void read_scalar(struct reader *reader, const struct setting *setting, const config_setting_t *value, const char *where, gpointer element)
{
	g_autofree char *wrong = NULL;
	const char *text;

	switch (config_setting_type(value)) {
	case CONFIG_TYPE_STRING:
		text = config_setting_get_string(value);
		if (!text || !g_utf8_validate(text, -1, NULL))   /* "\xff" is an escape that libconfig knows */
			wrong = g_strdup("a text that is not valid UTF-8; write the characters themselves");
		else if (setting->type == SETTING_NUMBER || setting->type == SETTING_NUMBERS || setting->type == SETTING_BOOL ||
		         setting->type == SETTING_FLAG)
			wrong_type(reader, setting, value, where);
		else
			wrong = value_set_text(setting, reader->root, element, text);
		break;
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		if (is_cut(reader, value))
			wrong = g_strdup("the number is too large; write a size as a text, \"4G\"");
		else if (setting->type == SETTING_NUMBER || setting->type == SETTING_NUMBERS || setting->type == SETTING_SIZE)
			wrong = value_set_number(setting, reader->root, element, config_setting_get_int64(value));
		else
			wrong_type(reader, setting, value, where);
		break;
	case CONFIG_TYPE_BOOL:
		if (setting->type == SETTING_BOOL || setting->type == SETTING_FLAG)
			wrong = value_set_bool(setting, reader->root, element, config_setting_get_bool(value));
		else
			wrong_type(reader, setting, value, where);
		break;
	default:
		wrong_type(reader, setting, value, where);
	}
	if (wrong)
		reader_fault(reader, FALSE, where, "%s", wrong);
}

static gboolean is_list_type(const struct setting *setting)
{
	return setting->type == SETTING_STRINGS || setting->type == SETTING_WORDS || setting->type == SETTING_PATTERNS ||
	       setting->type == SETTING_NETWORKS || setting->type == SETTING_NUMBERS || setting->type == SETTING_REGEXES;
}

static gboolean is_list(const config_setting_t *value)
{
	return config_setting_is_array(value) || config_setting_is_list(value);
}

/* What the file says takes the place of the default; lists without one have nothing to clear. */
static void clear_list(struct reader *reader, const struct setting *setting)
{
	gpointer place = (char *)reader->root + setting->offset;

	if (setting->object != OBJECT_ROOT || !setting->fallback)
		return;
	if (setting->type == SETTING_NETWORKS || setting->type == SETTING_STRINGS)
		g_ptr_array_set_size(*(GPtrArray **)place, 0);
	else if (setting->type == SETTING_NUMBERS)
		g_array_set_size(*(GArray **)place, 0);
}

static void read_elements(struct reader *reader, const struct setting *setting, const config_setting_t *list, const char *where, gpointer element)
{
	int length = config_setting_length(list);
	guint first = config_setting_source_line(list);

	clear_list(reader, setting);
	if (length < setting->min && setting->type == SETTING_STRINGS)
		reader_fault(reader, FALSE, where, "is empty; at least %" G_GINT64_FORMAT " must stand here", setting->min);
	if (length > setting->max && setting->type != SETTING_NUMBERS) {
		reader_fault(reader, FALSE, where, "holds %d entries; at most %" G_GINT64_FORMAT " are taken", length, setting->max);
		return;
	}
	for (int i = 0; i < length; i++) {
		const config_setting_t *value = config_setting_get_elem(list, (guint)i);
		g_autofree char *here = g_strdup_printf("%s[%d]", where, i + 1);
		guint line = config_setting_source_line(value);

		/* libconfig looks one token ahead before it knows where a string ends. */
		if (config_setting_type(value) == CONFIG_TYPE_STRING && config_setting_get_string(value))
			line = source_find(reader->source, first, line, config_setting_get_string(value));
		first = line;
		remember(reader, here, line);
		read_scalar(reader, setting, value, here, element);
	}
}

static void read_value(struct reader *reader, const struct setting *setting, const config_setting_t *value, const char *where, gpointer element)
{
	if (is_list_type(setting) && is_list(value)) {
		read_elements(reader, setting, value, where, element);
		return;
	}
	if (is_list_type(setting))
		clear_list(reader, setting);
	read_scalar(reader, setting, value, where, element);
}

static void read_group(struct reader *reader, const config_setting_t *group, const char *section, const char *where, gpointer element);

static void read_required(struct reader *reader, const char *section, const char *where)
{
	for (guint i = 0; i < reader->table->length; i++) {
		g_autofree char *other = setting_section(reader->table->rows[i].name);
		g_autofree char *here = g_strdup_printf("%s.%s", where, setting_leaf(reader->table->rows[i].name));

		if (reader->table->rows[i].required && strcmp(other, section) == 0 && !reader_has(reader, here))
			reader_fault(reader, FALSE, here, "is not set; every entry of this list needs it");
	}
}

static void read_groups(struct reader *reader, const struct setting *setting, const config_setting_t *list, const char *where)
{
	int length = config_setting_length(list);
	g_autofree char *section = g_strdup_printf("%s[]", setting->name);
	g_autofree char *prefix = g_strdup_printf("%s.", section);

	if (length > setting->max) {
		reader_fault(reader, FALSE, where, "holds %d entries; at most %" G_GINT64_FORMAT " are taken", length, setting->max);
		return;
	}
	for (int i = 0; i < length; i++) {
		const config_setting_t *value = config_setting_get_elem(list, (guint)i);
		g_autofree char *here = g_strdup_printf("%s[%d]", where, i + 1);
		gpointer element = NULL;

		remember(reader, here, config_setting_source_line(value));
		if (!config_setting_is_group(value)) {
			reader_fault(reader, FALSE, here, "%s cannot stand here; write a group, { … }", type_text(value));
			continue;
		}
		if (setting->append)
			element = setting->append(reader->root, "");
		value_set_defaults(reader->table, reader->root, prefix, element);
		read_group(reader, value, section, here, element);
		read_required(reader, section, here);
	}
}

static void unknown(struct reader *reader, const char *section, const char *leaf, const char *where)
{
	const char *nearest = setting_nearest(reader->table, section, leaf);
	g_autofree char *other = nearest ? setting_section(nearest) : NULL;

	if (!nearest)
		reader_fault(reader, FALSE, where, "there is no such setting; %s lists them", reader->table->manual);
	else if (strcmp(other, section) == 0)
		reader_fault(reader, FALSE, where, "there is no such setting; did you mean \"%s\"?", setting_leaf(nearest));
	else
		reader_fault(reader, FALSE, where, "there is no such setting; did you mean %s?", nearest);
}

static void read_setting(struct reader *reader, const config_setting_t *value, const char *section, const char *where, gpointer element)
{
	const char *leaf = config_setting_name(value);
	g_autofree char *name = *section ? g_strdup_printf("%s.%s", section, leaf) : g_strdup(leaf);
	g_autofree char *here = *where ? g_strdup_printf("%s.%s", where, leaf) : g_strdup(leaf);
	const struct setting *setting = setting_find(reader->table, name);

	remember(reader, here, config_setting_source_line(value));
	if (!setting) {
		unknown(reader, section, leaf, here);
		return;
	}
	if (setting->type == SETTING_GROUP && config_setting_is_group(value))
		read_group(reader, value, name, here, element);
	else if (setting->type == SETTING_GROUPS && is_list(value))
		read_groups(reader, setting, value, here);
	else if (setting->type == SETTING_GROUP || setting->type == SETTING_GROUPS)
		wrong_type(reader, setting, value, here);
	else
		read_value(reader, setting, value, here, element);
}

static void read_group(struct reader *reader, const config_setting_t *group, const char *section, const char *where, gpointer element)
{
	for (int i = 0; i < config_setting_length(group); i++)
		read_setting(reader, config_setting_get_elem(group, (guint)i), section, where, element);
}

/* libconfig stops at the first one. What it calls a syntax error is mostly a semicolon or a quote that is missing. */
static void syntax_fault(struct reader *reader, const config_t *config)
{
	int at = config_error_line(config);
	guint line = at > 0 ? (guint)at : 1, open = source_open_quote(reader->source, line);
	const char *cause = config_error_text(config), *file, *advice = "";
	g_autofree char *whole = NULL, *shown = NULL;

	if (g_strcmp0(cause, "syntax error") == 0 && open > 0) {
		line = open;
		advice = "; a quote is not closed on this line";
	} else if (g_strcmp0(cause, "syntax error") == 0) {
		advice = "; is a ';', a quote or a bracket missing here or on the line before?";
	} else if (g_strcmp0(cause, "duplicate setting name") == 0) {
		advice = "; each setting may be set once";
	} else if (g_strcmp0(cause, "mismatched element type in array") == 0) {
		advice = "; everything between [ and ] must be of one type";
	}
	whole = source_line_text(reader->source, line);
	shown = g_utf8_strlen(whole, -1) > 60 ? g_utf8_substring(whole, 0, 60) : g_strdup(whole);
	source_where(reader->source, line, &file, &line);
	faults_add(reader->faults, file, line, FALSE, "%s at '%s'%s", cause ? cause : "syntax error", shown, advice);
}

void reader_walk(struct reader *reader)
{
	config_t config;

	config_init(&config);
	if (config_read_string(&config, reader->source->text->str))
		read_group(reader, config_root_setting(&config), "", "", NULL);
	else
		syntax_fault(reader, &config);
	config_destroy(&config);
}
