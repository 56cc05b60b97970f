/* SPDX-License-Identifier: BSD-2-Clause
 *
 * layouts.c - the folder of layouts: every *.conf in it is one
 */
#include <config.h>
#include <string.h>
#include <liaison/layout.h>
#include <liaison/places.h>
#include "faults.h"
#include "layouts.h"

gpointer layouts_append_label(gpointer root, const char *name G_GNUC_UNUSED)
{
	struct layout *layout = root;
	struct layout_label *label = layout_label_new();

	g_ptr_array_add(layout->labels, label);
	return label;
}

gpointer layouts_append_purpose(gpointer root, const char *name G_GNUC_UNUSED)
{
	struct layout *layout = root;
	struct layout_purpose *purpose = layout_purpose_new();

	g_ptr_array_add(layout->purposes, purpose);
	return purpose;
}

static int by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the files, sorted; NULL: ret_wrong says why (owned by the caller). */
static GPtrArray *list_files(const char *folder, char **ret_wrong)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	GDir *dir = g_dir_open(folder, 0, &error);
	const char *name;

	if (!dir) {
		*ret_wrong = g_strdup_printf("%s; write the folder of the layouts, liaison-layouts(5)", error->message);
		return NULL;
	}
	while ((name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".conf") && name[0] != '.')
			g_ptr_array_add(names, g_strdup(name));
	g_dir_close(dir);
	g_ptr_array_sort(names, by_text);
	if (names->len > LAYOUTS_MAX) {
		*ret_wrong = g_strdup_printf("'%s' holds %u layouts; at most %u are taken", folder, names->len, (guint)LAYOUTS_MAX);
		return NULL;
	}
	return g_steal_pointer(&names);
}

static void check_labels(struct reader *reader, const struct layout *layout)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < layout->labels->len; i++) {
		const struct layout_label *label = g_ptr_array_index(layout->labels, i);

		for (guint s = 0; s < label->spellings->len; s++) {
			const char *text = g_ptr_array_index(label->spellings, s);
			g_autofree char *where = g_strdup_printf("labels[%u].spellings[%u]", i + 1, s + 1);

			if (!g_hash_table_add(seen, g_ascii_strdown(text, -1)))
				reader_fault(reader, FALSE, where, "\"%s\" is given twice; a label means one field", text);
		}
	}
}

static void check_known(struct reader *reader, const struct layout *layout)
{
	gboolean general = strcmp(layout->name, "general") == 0;
	guint ways = layout->known.names->len + layout->known.domains->len + layout->known.markers->len + layout->known.labels->len;

	if (!general && ways == 0)
		reader_fault(reader, TRUE, "known", "nothing is said by which a letter of this layout is known; only a peer that names it will be read by it");
	if (general && ways > 0)
		reader_fault(reader, TRUE, "known", "the layout \"general\" is for every letter; this is not looked at");
}

static gboolean has_errors(const GPtrArray *faults, guint from)
{
	for (guint i = from; i < faults->len; i++)
		if (!((const struct fault *)g_ptr_array_index(faults, i))->warning)
			return TRUE;
	return FALSE;
}

static void load_one(struct layouts *layouts, const char *folder, const char *file, GPtrArray *faults)
{
	g_autofree char *path = g_build_filename(folder, file, NULL);
	g_autofree char *name = g_strndup(file, strlen(file) - strlen(".conf"));
	struct layout *layout = layout_new(name);
	struct reader reader = { .root = layout, .table = &table_of_layouts, .faults = faults };
	guint from = faults->len;

	layout->file = g_strdup(path);
	reader.source = source_read(path, faults);
	if (reader.source) {
		reader.lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
		value_set_defaults(&table_of_layouts, layout, NULL, NULL);
		reader_walk(&reader);
		if (!has_errors(faults, from)) {
			check_labels(&reader, layout);
			check_known(&reader, layout);
		}
		g_hash_table_unref(reader.lines);
		source_free(reader.source);
	}
	if (has_errors(faults, from))
		layout_free(layout);
	else
		g_ptr_array_add(layouts->list, layout);
}

static void check_peers(struct reader *reader)
{
	const struct settings *settings = reader->settings;

	for (guint i = 0; i < settings->organization->peers->len; i++) {
		const struct peer *peer = g_ptr_array_index(settings->organization->peers, i);
		g_autofree char *where = g_strdup_printf("peers[%u].layout", i + 1);

		if (peer->layout && !layouts_find(settings->layouts, peer->layout))
			reader_fault(reader, FALSE, where, "there is no layout \"%s\" in '%s'; write the name of a file there, without \".conf\"",
			             peer->layout, settings->layouts_path);
	}
}

static char *default_folder(void)
{
	static const char *const places[] = { "share/layouts", "../share/layouts", "../../share/layouts", "../share/liaison-milter/layouts", NULL };

	return places_find(places, "general.conf", PKGDATADIR "/layouts");
}

static void load_all(struct layouts *layouts, const char *folder, GPtrArray *faults, char **ret_wrong)
{
	g_autoptr(GPtrArray) files = list_files(folder, ret_wrong);

	for (guint i = 0; files && i < files->len; i++)
		load_one(layouts, folder, g_ptr_array_index(files, i), faults);
	layouts_finish(layouts);
}

struct layouts *settings_layouts(const char *folder, GPtrArray *faults)
{
	g_autofree char *ours = folder ? NULL : default_folder(), *wrong = NULL;
	struct layouts *layouts = layouts_new();

	load_all(layouts, folder ? folder : ours, faults, &wrong);
	if (wrong)
		faults_add(faults, folder ? folder : ours, 0, FALSE, "%s", wrong);
	return layouts;
}

void layouts_load(struct reader *reader)
{
	struct settings *settings = reader->settings;
	guint from = reader->faults->len;
	g_autofree char *wrong = NULL;

	if (!settings->layouts_path)
		settings->layouts_path = default_folder();
	load_all(settings->layouts, settings->layouts_path, reader->faults, &wrong);
	if (wrong)
		reader_fault(reader, FALSE, "layouts", "%s", wrong);
	/* a layout with a fault is missing for that reason, which is said already */
	if (!has_errors(reader->faults, from))
		check_peers(reader);
}
