/* SPDX-License-Identifier: BSD-2-Clause
 *
 * changing.c - from the words of a command to a change of a record
 */
#include <config.h>
#include <string.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include "changing.h"
#include "fields.h"

gboolean changing_check_text(const char *what, const char *text, GError **error)
{
	g_autofree char *stripped = NULL;

	if (!text)
		return TRUE;
	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s is not UTF-8", what);
		return FALSE;
	}
	stripped = g_strstrip(g_strdup(text));
	if (*stripped)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s is empty", what);
	return FALSE;
}

gboolean changing_begin(struct changing *changing, struct ctl *ctl, const char *word, const char *by, GError **error)
{
	memset(changing, 0, sizeof *changing);
	changing->ctl = ctl;
	if (!changing_check_text("--by", by, error) || !word_to_id(word, &changing->id, error))
		return FALSE;
	changing->store = ctl_store(ctl, STORE_WRITE, error);
	changing->record = changing->store ? store_get(changing->store, changing->id, error) : NULL;
	if (!changing->record)
		return FALSE;
	changing->change = change_new(changing->id, by ? by : ctl->operator, TRUE, clock_now());
	return TRUE;
}

gboolean changing_end(struct changing *changing, const char *done, GError **error)
{
	gboolean changed = FALSE;
	g_autofree char *line = NULL;

	if (!store_change(changing->store, changing->change, &changed, error))
		return FALSE;
	line = g_strdup_printf("%" G_GINT64_FORMAT ": %s\n", changing->id, changed ? done : "nothing changed");
	return output_text(line, error);
}

void changing_clear(struct changing *changing)
{
	g_clear_pointer(&changing->record, record_free);
	g_clear_pointer(&changing->change, change_free);
}

/* ---- FIELD=VALUE ---- */

static gboolean add_word(GPtrArray *const *values, const char *word, GError **error)
{
	const char *value = strchr(word, '=');
	g_autofree char *name = value ? g_strndup(word, (gsize)(value - word)) : NULL;
	enum field field;

	if (!g_utf8_validate(word, -1, NULL)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "a value is not UTF-8");
		return FALSE;
	}
	if (!value) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is not FIELD=VALUE", word);
		return FALSE;
	}
	if (!fields_parse(name, &field, error))
		return FALSE;
	if (values[field]->len && (!value[1] || !*(const char *)g_ptr_array_index(values[field], 0))) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "%s cannot be unknown and have a value", field_key(field));
		return FALSE;
	}
	g_ptr_array_add(values[field], g_strdup(value + 1));
	return TRUE;
}

static gboolean hand_over(GPtrArray *const *values, gboolean (*set)(enum field, const char *const *, gpointer, GError **), gpointer data,
                          GError **error)
{
	for (int field = 0; field < FIELD_N; field++) {
		if (!values[field]->len)
			continue;
		if (!*(const char *)g_ptr_array_index(values[field], 0))
			g_ptr_array_set_size(values[field], 0);
		g_ptr_array_add(values[field], NULL);
		if (!set((enum field)field, (const char *const *)values[field]->pdata, data, error))
			return FALSE;
	}
	return TRUE;
}

gboolean changing_assignments(char **words, gboolean (*set)(enum field field, const char *const *values, gpointer data, GError **error),
                              gpointer data, GError **error)
{
	GPtrArray *values[FIELD_N];
	gboolean good = TRUE;

	for (int field = 0; field < FIELD_N; field++)
		values[field] = g_ptr_array_new_with_free_func(g_free);
	for (char **word = words; *word && good; word++)
		good = add_word(values, *word, error);
	good = good && hand_over(values, set, data, error);
	for (int field = 0; field < FIELD_N; field++)
		g_ptr_array_unref(values[field]);
	return good;
}
