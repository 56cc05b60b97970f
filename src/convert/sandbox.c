/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sandbox.c - bubblewrap's arguments, and whether they work here
 */
#include <config.h>
#include <string.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/program.h>
#include <liaison/error.h>
#include "sandbox.h"

#define INSIDE "/run/liaison"            /* convert_programs(), seen from inside */
#define INNER_LAUNCHER "/run/liaison-confine"
#define SPARE ((gsize)1024 * 1024)
#define LONGEST_PAUSE (60 * G_USEC_PER_SEC)
#define SCRATCH ((gsize)256 * 1024 * 1024)

static void add(GPtrArray *argv, ...) G_GNUC_NULL_TERMINATED;
static void add(GPtrArray *argv, ...)
{
	const char *word;
	va_list args;

	va_start(args, argv);
	while ((word = va_arg(args, const char *)))
		g_ptr_array_add(argv, g_strdup(word));
	va_end(args);
}

static void add_number(GPtrArray *argv, const char *prefix, gsize number)
{
	g_ptr_array_add(argv, g_strdup_printf("%s%" G_GSIZE_FORMAT, prefix, number));
}

/* What programs need of the system, read only: no /etc but fonts, alternatives and the loader's cache, no /home, no /var. */
static void add_system(GPtrArray *argv)
{
	static const char *const folders[] = { "bin", "sbin", "lib", "lib64", "lib32" };
	static const char *const files[] = { "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/libreoffice", "/etc/localtime",
	                                     "/var/lib/libreoffice", "/var/cache/fontconfig" };

	add(argv, "--ro-bind", "/usr", "/usr", NULL);
	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *target = g_strconcat("usr/", folders[i], NULL), *path = g_strconcat("/", folders[i], NULL);

		if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
			add(argv, "--symlink", target, path, NULL);
		else if (g_file_test(path, G_FILE_TEST_IS_DIR))
			add(argv, "--ro-bind", path, path, NULL);
	}
	for (guint i = 0; i < G_N_ELEMENTS(files); i++)
		add(argv, "--ro-bind-try", files[i], files[i], NULL);
}

/* Memory-backed and bounded: a hook that fills its disk fills this, and it ends with the hook. */
static void add_folder(GPtrArray *argv, const char *path, gsize size)
{
	add(argv, "--size", NULL);
	add_number(argv, "", size);
	add(argv, "--tmpfs", path, NULL);
}

static void add_walls(GPtrArray *argv, const struct hook *hook, gsize input_size, gboolean with_proc)
{
	add(argv, "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
	    "--disable-userns", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534",
	    "--hostname", "sandbox", "--clearenv", NULL);
	add_system(argv);
	add(argv, with_proc ? "--proc" : "--dir", "/proc", "--dev", "/dev", NULL);
	add_folder(argv, "/in", input_size + SPARE);
	add_folder(argv, "/out", hook->output_size + SPARE);
	add_folder(argv, "/tmp", hook->output_size * 2 + SCRATCH);
	add(argv, "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp", "--setenv", "TMPDIR", "/tmp", "--setenv", "LC_ALL", "C.UTF-8", NULL);
}

/* The hook's program as it is called inside: ours stand in one folder there, the system's where they are. */
static char *program_inside(const char *program)
{
	const char *ours = convert_programs();

	if (g_str_has_prefix(program, ours) && program[strlen(ours)] == '/')
		return g_strconcat(INSIDE, program + strlen(ours), NULL);
	return g_strdup(program);
}

/* Arguments of the hook, the program itself apart. */
static void add_words(GPtrArray *argv, const struct hook *hook, const char *path, const char *out, const char *type)
{
	for (guint i = 1; i < hook->command->len; i++) {
		const char *word = g_ptr_array_index(hook->command, i);

		add(argv, strcmp(word, "%i") == 0 ? path : strcmp(word, "%o") == 0 ? out : strcmp(word, "%t") == 0 ? type : word, NULL);
	}
	g_ptr_array_add(argv, NULL);
}

static char *launcher_or_default(const char *launcher)
{
	return launcher ? g_strdup(launcher) : g_build_filename(convert_programs(), "liaison-confine", NULL);
}

/* threads at work use several processors: the time on the wall is the bound that counts, this one stands behind it */
static void add_outer_limits(GPtrArray *argv, const struct hook *hook, guint timeout_ms)
{
	add_number(argv, "--cpu=", timeout_ms / 1000 * 2 + 5);
	add_number(argv, "--file-size=", hook->output_size * 2 + SCRATCH);
}

static void add_inner_limits(GPtrArray *argv, const struct hook *hook)
{
	add_number(argv, "--memory=", hook->memory);
	add_number(argv, "--files=", hook->output_files);
	add_number(argv, "--output=", hook->output_size);
}

GPtrArray *sandbox_argv(const char *launcher, const struct hook *hook, const struct sandbox_input *input, guint timeout_ms, gboolean with_proc)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	const char *program = g_ptr_array_index(hook->command, 0);
	g_autofree char *path = g_strconcat("/in/", input->name, NULL), *inside = program_inside(program);
	g_autofree char *confine = launcher_or_default(launcher);

	add(argv, confine, "outside", NULL);
	add_outer_limits(argv, hook, timeout_ms);
	add(argv, "--", "bwrap", NULL);
	add_walls(argv, hook, input->size, with_proc);
	add(argv, "--ro-bind", confine, INNER_LAUNCHER, NULL);
	add(argv, "--ro-bind-try", convert_programs(), INSIDE, NULL);
	if (strcmp(inside, program) == 0 && !g_str_has_prefix(program, "/usr/"))
		add(argv, "--ro-bind", program, program, NULL);
	add(argv, "--chdir", "/tmp", "--", INNER_LAUNCHER, "inside", NULL);
	add_inner_limits(argv, hook);
	add_number(argv, "--processes=", hook->processes);
	add(argv, input->name, "--", inside, NULL);
	add_words(argv, hook, path, "/out", input->type);
	return argv;
}

/* The bound on processes is what the user has and the hook may start besides: where there is no name space of users the kernel counts all. */
GPtrArray *sandbox_bare_argv(const char *launcher, const struct hook *hook, const struct sandbox_input *input, guint timeout_ms, const char *folder)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *path = g_build_filename(folder, "in", input->name, NULL), *out = g_build_filename(folder, "out", NULL);
	g_autofree char *confine = launcher_or_default(launcher);

	add(argv, confine, "bare", NULL);
	add_outer_limits(argv, hook, timeout_ms);
	add_inner_limits(argv, hook);
	add_number(argv, "--processes=", hook->processes);
	add_number(argv, "--parent=", (gsize)getpid());
	add(argv, folder, input->name, "--", g_ptr_array_index(hook->command, 0), NULL);
	add_words(argv, hook, path, out, input->type);
	return argv;
}

/* Once it works nothing here is written any more. */
static struct { GMutex lock; gboolean works, proc; char *why; gint64 due, pause; } probed;

/* NULL if it works, else why not. */
static char *try_once(const char *launcher, gboolean with_proc)
{
	static const char expected[] = "exit 0\nend\n";
	static const struct sandbox_input input = { "probe", "text/plain", 0 };
	struct program command = { .input_fd = -1, .output_max = 1000, .errors_max = 1000, .timeout_ms = 20000 };
	struct program_result result = { 0 };
	struct hook *hook = hook_new("probe");
	g_autoptr(GPtrArray) argv = NULL;
	g_autoptr(GError) cause = NULL;
	g_autofree char *end = NULL;
	char *why = NULL;

	g_ptr_array_add(hook->command, g_strdup("/usr/bin/true"));
	argv = sandbox_argv(launcher, hook, &input, command.timeout_ms, with_proc);
	hook_free(hook);
	command.argv = (const char *const *)argv->pdata;
	if (!program_run(&command, &result, &cause))
		return g_strdup(cause->message);
	if (result.exit_status != 0 || g_bytes_get_size(result.output) != strlen(expected)
	    || memcmp(g_bytes_get_data(result.output, NULL), expected, strlen(expected)) != 0) {
		end = program_result_describe(&result);
		why = g_strdup_printf("%s: %s", end, g_strstrip(result.errors));
	}
	program_result_clear(&result);
	return why;
}

static void probe(const char *launcher)
{
	g_autofree char *without = NULL;

	g_free(probed.why);
	probed.why = try_once(launcher, TRUE);
	probed.works = probed.proc = probed.why == NULL;
	/* a service manager that masks parts of /proc makes the kernel refuse a new one: hooks do without */
	if (!probed.works) {
		without = try_once(launcher, FALSE);
		probed.works = without == NULL;
	}
}

/* A daemon lives long, and what failed may have been a machine that was busy starting, or a launcher that was being replaced. */
static void probe_when_due(const char *launcher)
{
	if (probed.works || clock_monotonic() < probed.due)
		return;
	probe(launcher);
	probed.pause = CLAMP(2 * probed.pause, G_USEC_PER_SEC, LONGEST_PAUSE);
	probed.due = clock_monotonic() + probed.pause;
}

gboolean convert_sandbox_works(const char *launcher, GError **error)
{
	gboolean works;

	g_mutex_lock(&probed.lock);
	probe_when_due(launcher);
	works = probed.works;
	if (!works)
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_SANDBOX, "hooks cannot be confined here (%s); install bubblewrap and allow user "
		            "name spaces", probed.why);
	g_mutex_unlock(&probed.lock);
	return works;
}

gboolean sandbox_has_proc(void)
{
	return probed.proc;
}
