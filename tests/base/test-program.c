/* SPDX-License-Identifier: BSD-2-Clause
 *
 * program: every way in which a command can end, and that nothing of it outlives its end
 */
#include <config.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <liaison/program.h>
#include <liaison/error.h>

#define SH(script) { "/bin/sh", "-c", script, NULL }

static struct program_result run(const char *const *argv, guint timeout_ms)
{
	struct program command = { .argv = argv, .input_fd = -1, .output_max = 100, .errors_max = 100, .timeout_ms = timeout_ms };
	struct program_result result;
	g_autoptr(GError) error = NULL;

	g_assert_true(program_run(&command, &result, &error));
	g_assert_no_error(error);
	return result;
}

static void test_ends(void)
{
	static const struct { const char *const argv[4]; guint timeout; int exit, signal; gboolean timed_out, cut; const char *output, *errors; } table[] = {
		{ SH("echo out; echo err >&2"), 5000, 0, 0, FALSE, FALSE, "out\n", "err\n" },
		{ SH("exit 75"), 5000, 75, 0, FALSE, FALSE, "", "" },
		{ SH("kill -SEGV $$"), 5000, -1, SIGSEGV, FALSE, FALSE, "", "" },
		{ SH("sleep 60"), 200, -1, SIGKILL, TRUE, FALSE, "", "" },
		{ SH("trap '' TERM INT HUP; echo x; while :; do sleep 1; done"), 300, -1, SIGKILL, TRUE, FALSE, "x\n", "" },
		{ SH("printf 'a\\033[31mb\\377\\nsecond' >&2"), 5000, 0, 0, FALSE, FALSE, "", "a\\x1B[31mb\357\277\275\nsecond" },
		{ SH("cat"), 5000, 0, 0, FALSE, FALSE, "", "" },                /* standard input is empty */
		{ SH("head -c 200 /dev/zero | tr '\\0' x"), 5000, 0, 0, FALSE, TRUE, NULL, "" },
		{ SH("echo $#; env | sort | tr '\\n' ' '"), 5000, 0, 0, FALSE, FALSE, "0\nLC_ALL=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin PWD=/ ", "" },
		{ SH("ls /proc/self/fd | wc -l"), 5000, 0, 0, FALSE, FALSE, "4\n", "" },   /* 0, 1, 2, and ls's own */
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		struct program_result result = run(table[i].argv, table[i].timeout);
		gsize size;
		const char *output = g_bytes_get_data(result.output, &size);
		g_autofree char *text = g_strndup(output ? output : "", size);

		g_test_message("%s", table[i].argv[2]);
		g_assert_cmpint(result.exit_status, ==, table[i].exit);
		g_assert_cmpint(result.signal, ==, table[i].signal);
		g_assert_cmpint(result.timed_out, ==, table[i].timed_out);
		g_assert_cmpint(result.output_cut, ==, table[i].cut);
		if (table[i].output)
			g_assert_cmpstr(text, ==, table[i].output);
		g_assert_cmpstr(result.errors, ==, table[i].errors);
		g_assert_cmpuint(result.elapsed_ms, <, table[i].timeout + 2000);
		program_result_clear(&result);
	}
}

static void test_flood(void)
{
	static const char *const argv[] = SH("exec cat /dev/zero");
	struct program_result result = run(argv, 20000);

	g_assert_true(result.flooded);
	g_assert_false(result.timed_out);
	g_assert_cmpuint(g_bytes_get_size(result.output), ==, 100);
	program_result_clear(&result);
}

/* A child left in the background ends with the command, and holding the pipe open does not keep us waiting. */
static void test_nothing_stays(void)
{
	g_autofree char *directory = g_dir_make_tmp("liaison-command-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(directory, "pid", NULL);
	g_autofree char *script = g_strdup_printf("sleep 300 & echo $! > '%s'", file);
	const char *argv[] = SH(script);
	struct program_result result = run(argv, 10000);
	g_autofree char *text = NULL;
	int pid, tries;

	g_assert_cmpint(result.exit_status, ==, 0);
	g_assert_cmpuint(result.elapsed_ms, <, 5000);
	g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
	pid = atoi(text);
	g_assert_cmpint(pid, >, 1);
	for (tries = 0; tries < 100; tries++) {
		g_autofree char *stat = g_strdup_printf("/proc/%d/stat", pid);
		g_autofree char *line = NULL;

		/* gone, or a zombie that init has not fetched yet */
		if (!g_file_get_contents(stat, &line, NULL, NULL) || strstr(line, ") Z"))
			break;
		g_usleep(20000);
	}
	g_assert_cmpint(tries, <, 100);
	program_result_clear(&result);
	g_assert_cmpint(unlink(file), ==, 0);
	g_assert_cmpint(rmdir(directory), ==, 0);
}

static void count(gpointer data)
{
	(*(int *)data)++;
}

static void test_tick_and_input(void)
{
	static const char *const argv[] = SH("cat; sleep 0.5");
	int ticks = 0, fd = open("/proc/self/comm", O_RDONLY | O_CLOEXEC);
	struct program command = { .argv = argv, .input_fd = fd, .output_max = 100, .errors_max = 0, .timeout_ms = 5000, .tick = count,
	                           .tick_data = &ticks, .tick_ms = 100 };
	struct program_result result;
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(fd, >=, 0);
	g_assert_true(program_run(&command, &result, &error));
	close(fd);
	g_assert_cmpint(result.exit_status, ==, 0);
	g_assert_cmpint(ticks, >=, 3);
	g_assert_cmpint(ticks, <=, 6);
	g_assert_cmpuint(g_bytes_get_size(result.output), >, 0);
	program_result_clear(&result);
}

/* As a thread of a daemon would start it: signals blocked here are not blocked there. */
static void test_signals_reset(void)
{
	static const char *const argv[] = { "/bin/grep", "-E", "^Sig(Blk|Ign):", "/proc/self/status", NULL };
	struct program_result result;
	sigset_t some, before;
	g_autofree char *text = NULL;

	sigemptyset(&some);
	sigaddset(&some, SIGTERM);
	sigaddset(&some, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &some, &before);
	signal(SIGPIPE, SIG_IGN);
	result = run(argv, 5000);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	signal(SIGPIPE, SIG_DFL);
	text = g_strndup(g_bytes_get_data(result.output, NULL), g_bytes_get_size(result.output));
	g_assert_true(g_str_has_prefix(text, "SigBlk:\t0000000000000000\nSigIgn:\t"));
	/* 32 and 33 belong to the C library: they stay as whoever started us left them */
	g_assert_cmphex(g_ascii_strtoull(strrchr(text, '\t') + 1, NULL, 16) & ~(guint64)0x180000000, ==, 0);
	program_result_clear(&result);
}

static void test_cannot_start(void)
{
	static const struct { const char *program; enum liaison_error code; } table[] = {
		{ "/nonexistent/program", LIAISON_ERROR_NOT_FOUND }, { "/etc/passwd", LIAISON_ERROR_PERMISSION },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		const char *const argv[] = { table[i].program, NULL };
		struct program command = { .argv = argv, .input_fd = -1, .timeout_ms = 1000 };
		struct program_result result;
		g_autoptr(GError) error = NULL;

		g_assert_false(program_run(&command, &result, &error));
		g_assert_error(error, LIAISON_ERROR, (int)table[i].code);
		g_assert_nonnull(strstr(error->message, table[i].program));
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/program/ends", test_ends);
	g_test_add_func("/program/flood", test_flood);
	g_test_add_func("/program/nothing-stays", test_nothing_stays);
	g_test_add_func("/program/tick-and-input", test_tick_and_input);
	g_test_add_func("/program/signals-reset", test_signals_reset);
	g_test_add_func("/program/cannot-start", test_cannot_start);
	return g_test_run();
}
