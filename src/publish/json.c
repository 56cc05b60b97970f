/* SPDX-License-Identifier: BSD-2-Clause
 *
 * json.c - the writer: json-glib's builder behind a few verbs
 *
 * json-glib takes any char * and copies what is no UTF-8 into its output, and lets most control characters of Unicode
 * through. Both are mended here, so that nothing above has to think of it: values are made valid on the way in, and
 * what a terminal or a script could trip over is escaped on the way out.
 */
#include <config.h>
#include <string.h>
#include <json-glib/json-glib.h>
#include <liaison/clock.h>
#include <liaison/json.h>

struct json {
	JsonBuilder *builder;
	gboolean pretty;
};

struct json *json_new(gboolean pretty)
{
	struct json *json = g_new0(struct json, 1);

	json->builder = json_builder_new_immutable();
	json->pretty = pretty;
	return json;
}

static void set_name(struct json *json, const char *name)
{
	if (name)
		json_builder_set_member_name(json->builder, name);
}

void json_begin_object(struct json *json, const char *name)
{
	set_name(json, name);
	json_builder_begin_object(json->builder);
}

void json_end_object(struct json *json)
{
	json_builder_end_object(json->builder);
}

void json_begin_array(struct json *json, const char *name)
{
	set_name(json, name);
	json_builder_begin_array(json->builder);
}

void json_end_array(struct json *json)
{
	json_builder_end_array(json->builder);
}

void json_string(struct json *json, const char *name, const char *value)
{
	g_autofree char *valid = value ? g_utf8_make_valid(value, -1) : NULL;

	set_name(json, name);
	if (valid)
		json_builder_add_string_value(json->builder, valid);
	else
		json_builder_add_null_value(json->builder);
}

void json_strings(struct json *json, const char *name, const GPtrArray *values)
{
	json_begin_array(json, name);
	for (guint i = 0; values && i < values->len; i++)
		json_string(json, NULL, g_ptr_array_index(values, i));
	json_end_array(json);
}

void json_int(struct json *json, const char *name, gint64 value)
{
	set_name(json, name);
	json_builder_add_int_value(json->builder, value);
}

void json_number(struct json *json, const char *name, gint64 value)
{
	if (value)
		json_int(json, name, value);
	else
		json_string(json, name, NULL);
}

void json_bool(struct json *json, const char *name, gboolean value)
{
	set_name(json, name);
	json_builder_add_boolean_value(json->builder, value);
}

void json_time(struct json *json, const char *name, gint64 usec)
{
	g_autofree char *text = usec > 0 ? clock_format(usec) : NULL;

	json_string(json, name, text);
}

/* Characters that act instead of showing: C0 and DEL, C1 (a terminal takes U+009B as CSI), the line separators that end a
 * line in older JavaScript, marks and overrides of direction, the byte order mark. */
static gboolean acts(gunichar c)
{
	return (c < 0x20 && c != '\n') || (c >= 0x7f && c <= 0x9f) || c == 0x200e || c == 0x200f || c == 0x061c ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

/* Outside of strings JSON is ASCII without controls but the generator's own line ends, so whatever acts() stands in a
 * string, where the escape means the same. All of them are in the first plane: no surrogates are needed. */
static char *escape_what_acts(const char *text)
{
	GString *out = g_string_sized_new(strlen(text) + 16);

	for (const char *p = text; *p;) {
		const char *run = p;

		while ((*p >= ' ' && *p < 0x7f) || *p == '\n')
			p++;
		g_string_append_len(out, run, (gssize)(p - run));
		if (!*p)
			break;
		gunichar c = g_utf8_get_char(p);
		gssize length = g_utf8_skip[(guchar)*p];

		if (acts(c))
			g_string_append_printf(out, "\\u%04x", (unsigned)c);
		else
			g_string_append_len(out, p, length);
		p += length;
	}
	return g_string_free(out, FALSE);
}

char *json_finish(struct json *json)
{
	g_autoptr(JsonGenerator) generator = json_generator_new();
	g_autoptr(JsonNode) root = json_builder_get_root(json->builder);
	g_autofree char *text = NULL;

	json_generator_set_pretty(generator, json->pretty);
	json_generator_set_indent(generator, 1);
	json_generator_set_root(generator, root);
	text = json_generator_to_data(generator, NULL);
	g_object_unref(json->builder);
	g_free(json);
	return escape_what_acts(text);
}
