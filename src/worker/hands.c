/* SPDX-License-Identifier: BSD-2-Clause
 *
 * hands.c - running the operator's commands on the MTA's queue, for a process that may not
 *
 * A task is one packet: a letter, the number of a record and a queue ID. An answer is one packet: a letter and text. Nothing of a task but a valid
 * queue ID reaches a command, as one word of it or a part of one, and no shell is asked.
 */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>
#include <liaison/envelope.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include <liaison/program.h>
#include <liaison/settings.h>
#include "hands.h"

#define SAID_MAX 4096
#define SHOWN_MAX (256 * 1024)
#define FIELD "Liaison-Statement: id="
#define TIMEOUT_MS (300 * 1000)

static int other = -1;                                          /* the socket to the process with rights */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile sig_atomic_t child;

/* ---- with rights ---- */

static char *with_id(const char *word, const char *queue_id)
{
	g_auto(GStrv) pieces = g_strsplit(word, "%i", -1);

	return g_strjoinv(queue_id, pieces);
}

/* The words from *at to the next ";" or the end. */
static char **next_command(const GPtrArray *words, guint *at, const char *queue_id)
{
	GPtrArray *argv = g_ptr_array_new();

	while (*at < words->len) {
		const char *word = g_ptr_array_index(words, (*at)++);

		if (strcmp(word, ";") == 0)
			break;
		g_ptr_array_add(argv, with_id(word, queue_id));
	}
	g_ptr_array_add(argv, NULL);
	return (char **)g_ptr_array_free(argv, FALSE);
}

/* TRUE: it ran and exited with 0. */
static gboolean run_command(char *const *argv, gsize output_max, GString *said)
{
	static const char *const environment[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", NULL };
	const struct program program = { .argv = (const char *const *)(gsize)argv, .environment = environment, .input_fd = -1, .output_max = output_max,
	                                 .errors_max = SAID_MAX, .timeout_ms = TIMEOUT_MS };
	struct program_result result;
	g_autoptr(GError) error = NULL;
	gboolean well;

	if (!program_run(&program, &result, &error)) {
		g_string_append_printf(said, "%s\n", error->message);
		return FALSE;
	}
	g_string_append_len(said, g_bytes_get_data(result.output, NULL), (gssize)g_bytes_get_size(result.output));
	g_string_append(said, result.errors);
	well = result.exit_status == 0;
	if (!well) {
		g_autofree char *how = program_result_describe(&result);

		g_string_append_printf(said, "%s: %s\n", argv[0], how);
	}
	program_result_clear(&result);
	return well;
}

/* The first command does it, and says so. What comes behind only hastens what happens next: how that ends is told, and changes nothing. */
static enum hands_answer run_all(const GPtrArray *words, const char *wanted, const char *queue_id, GString *said)
{
	g_autofree char *sign = with_id(wanted, queue_id);
	guint at = 0;
	g_auto(GStrv) first = next_command(words, &at, queue_id);
	gboolean well = run_command(first, SAID_MAX, said);

	if (!strstr(said->str, sign))
		return well ? HANDS_NOT_THERE : HANDS_FAILED;
	while (at < words->len) {
		g_auto(GStrv) next = next_command(words, &at, queue_id);

		run_command(next, SAID_MAX, said);
	}
	return HANDS_DONE;
}

/* A line of a header, as it is or as Sendmail keeps it: "H?flags?" stands before the name. */
static gboolean names_record(const char *line, gint64 record)
{
	const char *name = g_str_has_prefix(line, "H?") ? strchr(line + 2, '?') : NULL;
	const char *number = name ? name + 1 : line;
	char *end;

	if (!g_str_has_prefix(number, FIELD) || !g_ascii_isdigit(number[strlen(FIELD)]))
		return FALSE;
	return g_ascii_strtoll(number + strlen(FIELD), &end, 10) == record && (*end == '\0' || *end == ';' || *end == '\r');
}

/* DONE: the message is that of the record. The process without rights may name any, and others in the queue are none of its business. */
static enum hands_answer look_at(const GPtrArray *words, const char *queue_id, gint64 record, GString *said)
{
	guint at = 0;
	g_auto(GStrv) argv = next_command(words, &at, queue_id), lines = NULL;
	g_autoptr(GString) shown = g_string_new(NULL);
	gboolean well = run_command(argv, SHOWN_MAX, shown);

	if (!well) {
		g_string_append(said, shown->str);
		/* said of the message, not of the command itself */
		return g_file_test(argv[0], G_FILE_TEST_IS_EXECUTABLE) && strstr(shown->str, "No such file or directory") ? HANDS_NOT_THERE : HANDS_FAILED;
	}
	lines = g_strsplit(shown->str, "\n", -1);
	for (guint i = 0; lines[i]; i++)
		if (names_record(lines[i], record))
			return HANDS_DONE;
	g_string_append_printf(said, "it is not the message of record %" G_GINT64_FORMAT ": no such field " FIELD "%" G_GINT64_FORMAT, record, record);
	return HANDS_FAILED;
}

/* Nothing is released or removed that was not looked at. */
static enum hands_answer look_and_run(const struct settings *settings, char task, const char *queue_id, gint64 record, GString *said)
{
	enum hands_answer seen = look_at(settings->outgoing.show, queue_id, record, said);

	if (seen != HANDS_DONE)
		return seen;
	return task == HANDS_RELEASE ? run_all(settings->outgoing.release, settings->outgoing.released, queue_id, said)
		: run_all(settings->outgoing.remove, settings->outgoing.removed, queue_id, said);
}

static enum hands_answer carry_out(const char *path, char task, const char *argument, GString *said)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(settings_t) settings = NULL;
	enum hands_answer answer;
	char *queue_id = NULL;
	const gint64 record = g_ascii_strtoll(argument, &queue_id, 10);

	/* not a part of some others: what looks like a whole one only, as the record holds no other */
	if (record <= 0 || *queue_id++ != ' ' || !queue_id_is_lasting(queue_id) || (task != HANDS_RELEASE && task != HANDS_REMOVE)) {
		g_string_assign(said, "not a queue ID");
		return HANDS_FAILED;
	}
	settings = settings_load(path, faults);
	if (!settings || (geteuid() == 0 && settings->foreign)) {
		g_string_printf(said, settings ? "others than root may write '%s'" : "the configuration '%s' has faults", settings ? settings->foreign : path);
		return HANDS_FAILED;
	}
	answer = look_and_run(settings, task, queue_id, record, said);
	log_info("%s: %s: %s", queue_id, task == HANDS_RELEASE ? "release" : "remove",
	         answer == HANDS_DONE ? "done" : answer == HANDS_NOT_THERE ? "not in the queue" : "failed");
	return answer;
}

static _Noreturn void serve(int fd, const char *path)
{
	char task[96];
	ssize_t length;
	int status = 0;

	while ((length = recv(fd, task, sizeof task - 1, 0)) != 0) {
		g_autoptr(GString) answer = g_string_new(NULL);
		enum hands_answer how;

		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0)
			break;
		task[length] = '\0';
		how = carry_out(path, task[0], task + 1, answer);
		g_string_prepend_c(answer, (char)how);
		g_string_truncate(answer, MIN(answer->len, SAID_MAX));
		/* who asked may be gone */
		(void)!send(fd, answer->str, answer->len, MSG_NOSIGNAL);
	}
	close(fd);
	while (waitpid((pid_t)child, &status, 0) < 0 && errno == EINTR)
		;
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : EX_SOFTWARE);
}

static void forward_signal(int number)
{
	if (child > 0)
		kill((pid_t)child, number);
}

static void let_go_of_terminal(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = 0; fd <= 2 && null >= 0; fd++)
		dup2(null, fd);
	if (null > 2)
		close(null);
	if (chdir("/") != 0)
		log_warning("cannot change to /: %s", g_strerror(errno));
	log_init("liaison-queue", TRUE, FALSE);
}

static void keep_rights(int fd, const char *path, gboolean background)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP };
	struct sigaction action = { .sa_handler = forward_signal };

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
		sigaction(numbers[i], &action, NULL);
	if (background)
		let_go_of_terminal();
	serve(fd, path);
}

gboolean hands_start(const char *path, gboolean background, int *ret_other, GError **error)
{
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0 || (pid = fork()) < 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot start the process that keeps the rights: %s", g_strerror(errno));
		return FALSE;
	}
	child = pid;
	close(ends[pid ? 1 : 0]);
	if (pid)
		keep_rights(ends[0], path, background);
	*ret_other = other = ends[1];
	return TRUE;
}

/* ---- without ---- */

static enum hands_answer gone(char **ret_said)
{
	*ret_said = g_strdup("the process that keeps the rights is gone");
	return HANDS_GONE;
}

static enum hands_answer ask(const char *task, char **ret_said)
{
	char answer[SAID_MAX + 1];
	ssize_t length;

	if (send(other, task, strlen(task), MSG_NOSIGNAL) < 0)
		return gone(ret_said);
	do
		length = recv(other, answer, sizeof answer - 1, 0);
	while (length < 0 && errno == EINTR);
	if (length <= 0)
		return gone(ret_said);
	answer[length] = '\0';
	*ret_said = g_strchomp(g_strdup(answer + 1));
	return answer[0] == HANDS_DONE || answer[0] == HANDS_NOT_THERE ? (enum hands_answer)answer[0] : HANDS_FAILED;
}

enum hands_answer hands_ask(enum hands_task task, const char *queue_id, gint64 record, char **ret_said)
{
	g_autofree char *packet = g_strdup_printf("%c%" G_GINT64_FORMAT " %s", (int)task, record, queue_id);
	enum hands_answer answer;

	pthread_mutex_lock(&lock);
	answer = ask(packet, ret_said);
	pthread_mutex_unlock(&lock);
	return answer;
}
