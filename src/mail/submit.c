/* SPDX-License-Identifier: BSD-2-Clause
 *
 * submit.c - the operator's command, with the mail on its standard input
 */
#include <config.h>
#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>
#include <liaison/address.h>
#include <liaison/error.h>
#include <liaison/program.h>
#include <liaison/spool.h>
#include <liaison/submit.h>

enum { SAID_MAX = 4096, PIECE = 64 * 1024 };

/* A file and not a pipe: the command may end before it has read all, and nobody has to feed it meanwhile. */
static int file_of(GBytes *mail, const char *directory, char **ret_reason)
{
	g_autoptr(GError) error = NULL;
	int fd = spool_temporary_file(directory, &error);
	gsize length;
	const char *bytes = g_bytes_get_data(mail, &length);
	g_autoptr(GString) piece = g_string_sized_new(PIECE + 1);
	int cause = 0;

	for (gsize i = 0; fd >= 0 && !cause && i < length; i++) {
		if (bytes[i] != '\r' || i + 1 == length || bytes[i + 1] != '\n')
			g_string_append_c(piece, bytes[i]);
		if (piece->len >= PIECE || i + 1 == length) {
			cause = spool_write_all(fd, piece->str, piece->len);
			g_string_truncate(piece, 0);
		}
	}
	if (fd >= 0 && !cause && lseek(fd, 0, SEEK_SET) != 0)
		cause = errno;
	if (fd >= 0 && !cause)
		return fd;
	*ret_reason = fd < 0 ? g_strdup(error->message) : g_strdup_printf("cannot write the mail to a temporary file: %s", g_strerror(cause));
	if (fd >= 0)
		close(fd);
	return -1;
}

static char *with_sender(const char *word, const char *sender)
{
	g_auto(GStrv) parts = g_strsplit(word, "%f", -1);

	return g_strjoinv(sender, parts);
}

/* An address is an argument of its own; only what a command may take for an option is looked at. */
static char *bad_recipient(const struct submission *submission)
{
	const char *last = g_ptr_array_index(submission->command, submission->command->len - 1);

	for (guint i = 0; i < submission->recipients->len; i++) {
		const char *addr_spec = g_ptr_array_index(submission->recipients, i);

		if (!address_is_valid(addr_spec))
			return g_strdup_printf("'%s' is no address", addr_spec);
		if (*addr_spec == '-' && strcmp(last, "--") != 0)
			return g_strdup_printf("'%s' would be taken for an option; let the command end with \"--\"", addr_spec);
	}
	return NULL;
}

/* sysexits(3), as sendmail programs use it. What an operator can put right (a program that is missing, a configuration) is tried again. */
static enum submit_outcome outcome_of(const struct program_result *result)
{
	if (result->timed_out || result->flooded)
		return SUBMIT_AGAIN;
	switch (result->exit_status) {
	case EX_OK:
		return SUBMIT_TAKEN;
	case EX_USAGE:
	case EX_DATAERR:
	case EX_NOUSER:
	case EX_NOHOST:
	case EX_PROTOCOL:
	case EX_NOPERM:
		return SUBMIT_REFUSED;
	default:
		return SUBMIT_AGAIN;
	}
}

static GPtrArray *arguments(const struct submission *submission)
{
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);

	if (submission->launcher) {
		g_ptr_array_add(argv, g_strdup(submission->launcher));
		g_ptr_array_add(argv, g_strdup("bound"));
		g_ptr_array_add(argv, g_strdup_printf("%ld", (long)getpid()));
		g_ptr_array_add(argv, g_strdup("--"));
	}
	for (guint i = 0; i < submission->command->len; i++)
		g_ptr_array_add(argv, with_sender(g_ptr_array_index(submission->command, i), submission->sender));
	for (guint i = 0; i < submission->recipients->len; i++)
		g_ptr_array_add(argv, g_strdup(g_ptr_array_index(submission->recipients, i)));
	g_ptr_array_add(argv, NULL);
	return argv;
}

static enum submit_outcome run(const struct submission *submission, int fd, char **ret_reason)
{
	g_autoptr(GPtrArray) argv = arguments(submission);
	g_autoptr(GError) error = NULL;
	struct program_result result = { 0 };
	struct program program = { .input_fd = fd, .output_max = SAID_MAX, .errors_max = SAID_MAX, .timeout_ms = submission->timeout_ms };
	enum submit_outcome outcome;

	program.argv = (const char *const *)argv->pdata;
	if (!program_run(&program, &result, &error)) {
		*ret_reason = g_strdup(error->message);
		return SUBMIT_AGAIN;
	}
	outcome = outcome_of(&result);
	if (outcome != SUBMIT_TAKEN) {
		g_autofree char *what = program_result_describe(&result);

		*ret_reason = g_strdup_printf("%s: %s%s%s", (const char *)g_ptr_array_index(submission->command, 0), what, result.errors && *result.errors ? ": " : "",
		                              result.errors ? g_strstrip(result.errors) : "");
	}
	program_result_clear(&result);
	return outcome;
}

enum submit_outcome submit_mail(const struct submission *submission, char **ret_reason)
{
	enum submit_outcome outcome;
	int fd;

	*ret_reason = NULL;
	if (submission->command->len == 0 || submission->recipients->len == 0) {
		*ret_reason = g_strdup(submission->command->len ? "no recipients" : "notify.submit is empty");
		return SUBMIT_REFUSED;
	}
	*ret_reason = bad_recipient(submission);
	if (!*ret_reason && *submission->sender && !address_is_valid(submission->sender))
		*ret_reason = g_strdup_printf("'%s' is no envelope sender", submission->sender);
	if (*ret_reason)
		return SUBMIT_REFUSED;
	fd = file_of(submission->mail, submission->temp_directory, ret_reason);
	if (fd < 0)
		return SUBMIT_AGAIN;
	outcome = run(submission, fd, ret_reason);
	close(fd);
	return outcome;
}

gboolean submit_was_taken(enum submit_outcome outcome, const char *what, const char *reason, GError **error)
{
	if (outcome == SUBMIT_TAKEN)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, outcome == SUBMIT_REFUSED ? LIAISON_ERROR_DATA : LIAISON_ERROR_TEMPORARY, "%s: %s", what, reason);
	return FALSE;
}
