/* SPDX-License-Identifier: BSD-2-Clause
 *
 * documents - every document of the folders named, through the first hook that makes PDF of it; what came of each, and how fast
 *
 *	documents [-j THREADS] [-p TYPE] [-o FOLDER] FILE|FOLDER...
 *
 * One line a file ("converted" or the reason), then a summary. Not a test by itself: documents.py judges what it prints.
 */
#include <config.h>
#include <stdio.h>
#include <string.h>
#include <liaison/convert.h>

static gint threads = 2;
static char *produces, *output;
static const GOptionEntry options[] = {
	{ "threads", 'j', 0, G_OPTION_ARG_INT, &threads, "Conversions at once", "N" },
	{ "produces", 'p', 0, G_OPTION_ARG_STRING, &produces, "The type to make instead of application/pdf", "TYPE" },
	{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "Where results are written", "FOLDER" },
	G_OPTION_ENTRY_NULL
};

static GPtrArray *hooks;
static GMutex lock;
static guint converted_count, failed_count, none_count;
static guint64 busy_ms;

static const struct hook *hook_for(const char *path, GBytes *content)
{
	const char *sniffed = convert_sniff(g_bytes_get_data(content, NULL), g_bytes_get_size(content));
	struct convert_input input = { "application/octet-stream", NULL, path, sniffed };

	for (guint i = 0; i < hooks->len; i++) {
		const struct hook *hook = g_ptr_array_index(hooks, i);

		if (strcmp(hook->produces, produces) == 0 && hook_takes(hook, &input))
			return hook;
	}
	return NULL;
}

static void keep(const char *path, const struct converted *converted)
{
	const struct converted_file *file = g_ptr_array_index(converted->files, 0);
	g_autofree char *base = g_path_get_basename(path), *name = g_strconcat(base, ".out", NULL), *to = g_build_filename(output, name, NULL);

	g_file_set_contents(to, g_bytes_get_data(file->content, NULL), (gssize)g_bytes_get_size(file->content), NULL);
}

static void convert(gpointer data, gpointer unused G_GNUC_UNUSED)
{
	static const struct convert_context context;
	g_autofree char *path = data;
	g_autoptr(GError) error = NULL;
	char *bytes;
	gsize length;
	const struct hook *hook;
	g_autoptr(converted_t) converted = NULL;
	g_autoptr(GBytes) content = NULL;
	gint64 began = g_get_monotonic_time(), took;

	if (!g_file_get_contents(path, &bytes, &length, &error)) {
		fprintf(stderr, "%s\n", error->message);
		return;
	}
	content = g_bytes_new_take(bytes, length);
	hook = hook_for(path, content);
	if (hook)
		converted = convert_run(&context, hook, path, "application/octet-stream", content, &error);
	if (converted && output)
		keep(path, converted);
	took = (g_get_monotonic_time() - began) / 1000;
	g_mutex_lock(&lock);
	busy_ms += (guint64)took;
	*(converted ? &converted_count : hook ? &failed_count : &none_count) += 1;
	printf("%s\t%" G_GINT64_FORMAT "\t%s\n", path, took, converted ? "converted" : hook ? error->message : "no hook takes it");
	fflush(stdout);
	g_mutex_unlock(&lock);
}

static void walk(const char *path, GThreadPool *pool)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	if (!folder) {
		g_thread_pool_push(pool, g_strdup(path), NULL);
		return;
	}
	while ((name = g_dir_read_name(folder))) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		if (strcmp(name, "SOURCE") != 0 && strcmp(name, "README") != 0)
			walk(inner, pool);
	}
}

int main(int argc, char **argv)
{
	g_autoptr(GOptionContext) context = g_option_context_new("FILE|FOLDER...");
	g_autoptr(GError) error = NULL;
	GThreadPool *pool;
	gint64 began = g_get_monotonic_time();
	double minutes;

	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error) || !convert_sandbox_works(NULL, &error)) {
		fprintf(stderr, "%s\n", error->message);
		return 1;
	}
	if (!produces)
		produces = g_strdup("application/pdf");
	hooks = g_ptr_array_new_with_free_func((GDestroyNotify)hook_free);
	convert_default_hooks(hooks);
	pool = g_thread_pool_new(convert, NULL, threads, TRUE, NULL);
	for (int i = 1; i < argc; i++)
		walk(argv[i], pool);
	g_thread_pool_free(pool, FALSE, TRUE);
	minutes = (double)(g_get_monotonic_time() - began) / G_USEC_PER_SEC / 60;
	printf("total\t%u converted, %u failed, %u for no hook; %.1f a minute, %.1f s each\n", converted_count, failed_count, none_count,
	       (converted_count + failed_count) / minutes, (double)busy_ms / 1000 / MAX(1, converted_count + failed_count));
	g_ptr_array_unref(hooks);
	return 0;
}
