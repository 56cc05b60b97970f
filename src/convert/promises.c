/* SPDX-License-Identifier: BSD-2-Clause
 *
 * promises.c - what the sandbox promises, each tried from inside by liaison-probe
 */
#include <config.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <liaison/convert.h>
#include <liaison/error.h>

#define MEMORY (G_GUINT64_CONSTANT(128) << 20)
#define OUTPUT (G_GUINT64_CONSTANT(1) << 20)
#define DISK (2 * OUTPUT + (G_GUINT64_CONSTANT(256) << 20) + OUTPUT)
#define PROCESSES 20

/* How a run has to end that held. */
enum good_end { ENDS_WELL, ENDS_OUT_OF_TIME, ENDS_FLOODED, ENDS_WITHOUT_FILE };

static const struct promise {
	const char *name, *text;
	enum good_end end;
} promises[] = {
	{ "network", "opens no socket but local ones", ENDS_WELL },
	{ "read", "reads neither passwords, nor homes, nor the record, nor the configuration", ENDS_WELL },
	{ "write", "writes nothing but its own files", ENDS_WELL },
	{ "privileges", "has no privileges and gets none: no root, name space, mount, tracing", ENDS_WELL },
	{ "environment", "inherits neither environment nor descriptors", ENDS_WELL },
	{ "processes", "starts no more processes than allowed", ENDS_WELL },
	{ "memory", "gets no more memory than allowed", ENDS_WELL },
	{ "disk", "fills its own space and nothing else", ENDS_WELL },
	{ "flood", "is ended when it says more than allowed", ENDS_FLOODED },
	{ "time", "is ended when its time is over, whatever it ignores", ENDS_OUT_OF_TIME },
	{ "outlive", "leaves no process behind", ENDS_WELL },
	{ "links", "hands out no link in place of a file", ENDS_WITHOUT_FILE },
};

void promise_result_free(struct promise_result *result)
{
	if (!result)
		return;
	g_free(result->detail);
	g_free(result);
}

static void add_word(struct hook *hook, char *word)
{
	g_ptr_array_add(hook->command, word);
}

/* What the attempt is told: bounds, paths, or a word to know it by. */
static void add_arguments(struct hook *hook, const struct promise *promise, const char *const *secrets, const char *token)
{
	if (strcmp(promise->name, "read") == 0)
		for (guint i = 0; secrets && secrets[i]; i++)
			add_word(hook, g_strdup(secrets[i]));
	else if (strcmp(promise->name, "processes") == 0)
		add_word(hook, g_strdup_printf("%d", PROCESSES));
	else if (strcmp(promise->name, "memory") == 0)
		add_word(hook, g_strdup_printf("%" G_GUINT64_FORMAT, MEMORY));
	else if (strcmp(promise->name, "disk") == 0) {
		add_word(hook, g_strdup_printf("%" G_GUINT64_FORMAT, 2 * OUTPUT));
		add_word(hook, g_strdup_printf("%" G_GUINT64_FORMAT, DISK));
	} else if (strcmp(promise->name, "outlive") == 0) {
		add_word(hook, g_strdup(token));
	}
}

static struct hook *probe_hook(const struct promise *promise, const char *const *secrets, const char *token)
{
	struct hook *hook = hook_new(promise->name);

	add_word(hook, g_build_filename(convert_programs(), "liaison-probe", NULL));
	add_word(hook, g_strdup(promise->name));
	add_word(hook, g_strdup("%o"));
	add_arguments(hook, promise, secrets, token);
	hook->produces = g_strdup("text/plain");
	hook->timeout_ms = promise->end == ENDS_OUT_OF_TIME ? 1000 : 20000;
	hook->memory = MEMORY;
	hook->output_size = OUTPUT;
	hook->processes = PROCESSES;
	return hook;
}

/* Is a process with that word among its own still there? */
static gboolean is_running(const char *token)
{
	g_autoptr(GDir) processes = g_dir_open("/proc", 0, NULL);
	const char *name;

	while (processes && (name = g_dir_read_name(processes))) {
		g_autofree char *path = g_build_filename("/proc", name, "cmdline", NULL), *words = NULL;
		gsize length;

		if (g_ascii_isdigit(*name) && g_file_get_contents(path, &words, &length, NULL) && memmem(words, length, token, strlen(token)))
			return TRUE;
	}
	return FALSE;
}

/* NULL: it held; else what happened. */
static char *judge(const struct promise *promise, const struct converted *converted, const GError *error, const char *token)
{
	static const struct { enum liaison_error code; const char *words; } expected[] = {
		[ENDS_OUT_OF_TIME] = { LIAISON_ERROR_TEMPORARY, "no end within" },
		[ENDS_FLOODED] = { LIAISON_ERROR_LIMIT, "more output" },
		[ENDS_WITHOUT_FILE] = { LIAISON_ERROR_DATA, "left no file" },
	};

	if (promise->end == ENDS_WELL && !converted)
		return g_strdup(error->message);
	if (promise->end != ENDS_WELL && converted)
		return g_strdup("it ended well");
	if (promise->end != ENDS_WELL && (error->code != (int)expected[promise->end].code || !strstr(error->message, expected[promise->end].words)))
		return g_strdup(error->message);
	/* the kernel takes a moment to clear away a name space */
	for (guint i = 0; i < 20; i++) {
		if (!is_running(token))
			return NULL;
		g_usleep(50000);
	}
	return g_strdup("a process of it goes on");
}

GPtrArray *convert_try_promises(const struct convert_context *context, const char *const *secrets, GError **error)
{
	g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify)promise_result_free);
	g_autofree char *token = g_strdup_printf("probe-%08x%08x", g_random_int(), g_random_int());
	g_autoptr(GBytes) nothing = g_bytes_new_static("x", 1);

	if (!convert_sandbox_works(context->launcher, error))
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(promises); i++) {
		struct hook *hook = probe_hook(&promises[i], secrets, token);
		struct promise_result *result = g_new0(struct promise_result, 1);
		g_autoptr(GError) cause = NULL;
		g_autoptr(converted_t) converted = convert_run(context, hook, NULL, "text/plain", nothing, &cause);

		result->name = promises[i].name;
		result->text = promises[i].text;
		result->detail = judge(&promises[i], converted, cause, token);
		g_ptr_array_add(results, result);
		hook_free(hook);
	}
	return g_steal_pointer(&results);
}
