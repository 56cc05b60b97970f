/* SPDX-License-Identifier: BSD-2-Clause
 *
 * program.c - posix_spawn, two pipes, a deadline, and the end of the whole process group
 *
 * posix_spawn and not fork: between fork and exec of a threaded process only async-signal-safe calls are allowed.
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <liaison/program.h>
#include <liaison/error.h>
#include <liaison/text.h>

struct stream {
	int fd;                  /* -1 once it ended */
	GByteArray *kept;
	gsize max, seen;
};

struct running {
	pid_t pid;
	int pidfd;               /* readable once the process ended; -1 where the kernel has none */
	struct stream out, err;
};

static const char *const plain_environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL };

void program_result_clear(struct program_result *result)
{
	g_clear_pointer(&result->output, g_bytes_unref);
	g_clear_pointer(&result->errors, g_free);
}

static void close_pair(int pair[2])
{
	for (int i = 0; i < 2; i++) {
		if (pair[i] >= 0)
			close(pair[i]);
		pair[i] = -1;
	}
}

/* Returns an errno. The child's ends are duplicated onto 1 and 2; everything above is closed there. */
static int spawn(const struct program *program, int out, int err, pid_t *ret_pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	const char *const *environment = program->environment ? program->environment : plain_environment;
	sigset_t none, all;
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	failed = posix_spawn_file_actions_addchdir_np(&actions, program->directory ? program->directory : "/");
	if (!failed)
		failed = program->input_fd >= 0 ? posix_spawn_file_actions_adddup2(&actions, program->input_fd, 0)
			: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(&actions, out, 1);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(&actions, err, 2);
	if (!failed)
		failed = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	if (!failed)
		failed = posix_spawnp(ret_pid, program->argv[0], &actions, &attributes, (char *const *)(gsize)program->argv,
		                      (char *const *)(gsize)environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

static gboolean fail(GError **error, const char *name, int number)
{
	enum liaison_error code = number == ENOENT ? LIAISON_ERROR_NOT_FOUND
		: number == EACCES || number == EPERM ? LIAISON_ERROR_PERMISSION : LIAISON_ERROR_TEMPORARY;

	g_set_error(error, LIAISON_ERROR, (int)code, "cannot start '%s': %s", name, g_strerror(number));
	return FALSE;
}

static gboolean start(const struct program *program, struct running *running, GError **error)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 }, failed;

	if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
		failed = errno;
		close_pair(out);
		return fail(error, program->argv[0], failed);
	}
	failed = spawn(program, out[1], err[1], &running->pid);
	close(out[1]);
	close(err[1]);
	out[1] = err[1] = -1;
	if (failed) {
		close_pair(out);
		close_pair(err);
		return fail(error, program->argv[0], failed);
	}
	running->out = (struct stream){ .fd = out[0], .kept = g_byte_array_new(), .max = program->output_max };
	running->err = (struct stream){ .fd = err[0], .kept = g_byte_array_new(), .max = program->errors_max };
	(void)!fcntl(out[0], F_SETFL, O_NONBLOCK);
	(void)!fcntl(err[0], F_SETFL, O_NONBLOCK);
	running->pidfd = (int)syscall(SYS_pidfd_open, running->pid, 0);
	return TRUE;
}

static void stream_end(struct stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	stream->fd = -1;
}

/* One read: what lies beyond the bound is counted and dropped, so that the child never blocks on us. */
static void stream_read(struct stream *stream)
{
	guint8 buffer[16384];
	ssize_t n = read(stream->fd, buffer, sizeof buffer);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		stream_end(stream);
		return;
	}
	stream->seen += (gsize)n;
	if (stream->kept->len < stream->max)
		g_byte_array_append(stream->kept, buffer, (guint)MIN((gsize)n, stream->max - stream->kept->len));
}

/* Takes what is there already, and no more: something that escaped the group may go on writing. */
static void stream_drain(struct stream *stream)
{
	gsize before = G_MAXSIZE, bound = stream->seen + 1024 * 1024;

	while (stream->fd >= 0 && stream->seen != before && stream->seen < bound) {
		before = stream->seen;
		stream_read(stream);
	}
	stream_end(stream);
}

/* Waits for output, the end, or the time; TRUE once the process ended. */
static gboolean wait_a_while(struct running *running, gint64 milliseconds)
{
	struct pollfd fds[3] = {
		{ .fd = running->out.fd, .events = POLLIN }, { .fd = running->err.fd, .events = POLLIN }, { .fd = running->pidfd, .events = POLLIN },
	};
	siginfo_t info = { .si_pid = 0 };

	/* without a pidfd the end is looked for every few milliseconds */
	if (running->pidfd < 0)
		milliseconds = MIN(milliseconds, 10);
	if (poll(fds, G_N_ELEMENTS(fds), (int)CLAMP(milliseconds, 0, 60000)) > 0) {
		if (fds[0].revents)
			stream_read(&running->out);
		if (fds[1].revents)
			stream_read(&running->err);
	}
	return waitid(P_PID, (id_t)running->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == running->pid;
}

/* Whatever the process left behind in its group ends with it. The leader is reaped last, so that its group's number is still ours. */
static int finish(struct running *running)
{
	int status = 0;

	kill(-running->pid, SIGKILL);
	while (waitpid(running->pid, &status, 0) < 0 && errno == EINTR)
		;
	/* What is in the pipes was written before the end. A grandchild outside the group may hold them open: no waiting for it. */
	stream_drain(&running->out);
	stream_drain(&running->err);
	if (running->pidfd >= 0)
		close(running->pidfd);
	return status;
}

/* Escaped line by line: a log of several lines stays one of several lines. */
static char *printable(const GByteArray *bytes)
{
	g_autofree char *valid = text_make_valid(bytes->data ? bytes->data : (const guint8 *)"", bytes->len, bytes->len * 3 + 1, NULL);
	g_auto(GStrv) lines = g_strsplit(valid, "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		char *escaped = text_escape_control(lines[i]);

		g_free(lines[i]);
		lines[i] = escaped;
	}
	return g_strjoinv("\n", lines);
}

gboolean program_run(const struct program *program, struct program_result *ret_result, GError **error)
{
	struct running running = { .pidfd = -1 };
	struct program_result result = { .exit_status = -1 };
	gsize kill_at = program->output_kill ? program->output_kill : 64 * MAX(MAX(program->output_max, program->errors_max), 1024);
	gint64 began = g_get_monotonic_time() / 1000, deadline = began + program->timeout_ms, next_tick = began + program->tick_ms;
	int status;

	g_return_val_if_fail(program->argv && program->argv[0] && program->timeout_ms, FALSE);
	if (!start(program, &running, error))
		return FALSE;
	for (;;) {
		gint64 now = g_get_monotonic_time() / 1000;
		gint64 until = program->tick ? MIN(deadline, next_tick) : deadline;

		result.timed_out = now >= deadline;
		result.flooded = running.out.seen + running.err.seen > kill_at;
		if (result.timed_out || result.flooded)
			break;
		if (program->tick && now >= next_tick) {
			program->tick(program->tick_data);
			next_tick = now + program->tick_ms;
			continue;
		}
		if (wait_a_while(&running, until - now))
			break;
	}
	status = finish(&running);
	if (WIFEXITED(status))
		result.exit_status = WEXITSTATUS(status);
	else if (WIFSIGNALED(status))
		result.signal = WTERMSIG(status);
	result.output_cut = running.out.seen > running.out.kept->len || running.err.seen > running.err.kept->len;
	result.errors = printable(running.err.kept);
	g_byte_array_unref(running.err.kept);
	result.output = g_byte_array_free_to_bytes(running.out.kept);
	result.elapsed_ms = (guint)(g_get_monotonic_time() / 1000 - began);
	*ret_result = result;
	return TRUE;
}

char *program_result_describe(const struct program_result *result)
{
	if (result->timed_out)
		return g_strdup_printf("no end within %u ms", result->elapsed_ms);
	if (result->flooded)
		return g_strdup("too much output");
	if (result->signal)
		return g_strdup_printf("killed by signal %d (%s)", result->signal, g_strsignal(result->signal));
	return g_strdup_printf("exit %d", result->exit_status);
}
