/* SPDX-License-Identifier: BSD-2-Clause
 *
 * convert.c - one run of one hook, from bytes to bytes
 */
#include <config.h>
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/program.h>
#include <liaison/convert.h>
#include <liaison/error.h>
#include <liaison/spool.h>
#include <liaison/text.h>
#include "frame.h"
#include "sandbox.h"

#define LOG_MAX 4096
#define WORDS_MAX 300

void converted_free(struct converted *converted)
{
	if (!converted)
		return;
	g_ptr_array_unref(converted->files);
	g_free(converted->log);
	g_free(converted->tool);
	g_free(converted);
}

/* "input.docx": of a stranger's file name only a harmless suffix becomes part of a path. */
static char *name_inside(const char *filename)
{
	static const char harmless[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	const char *dot = filename ? strrchr(filename, '.') : NULL;
	gsize length = dot ? strlen(dot + 1) : 0;
	g_autofree char *suffix = NULL;

	if (!length || length > 8 || strspn(dot + 1, harmless) != length)
		return g_strdup("input");
	suffix = g_ascii_strdown(dot + 1, -1);
	return g_strconcat("input.", suffix, NULL);
}

/* The content as a descriptor that a child reads from its beginning. */
static int content_fd(GBytes *content, GError **error)
{
	gsize length;
	const void *bytes = g_bytes_get_data(content, &length);
	int fd = memfd_create("liaison-input", MFD_CLOEXEC);
	int cause = fd < 0 ? errno : spool_write_all(fd, bytes, length);

	if (!cause && lseek(fd, 0, SEEK_SET) != 0)
		cause = errno;
	if (cause) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot hand over the attachment: %s", g_strerror(cause));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	return fd;
}

#define TOOL_MARK "tool: "

/* What it said, on one line; which program it is tells nothing of what went wrong. */
static char *words_of(const char *log)
{
	g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
	g_autoptr(GString) words = g_string_new(NULL);

	for (char **line = lines; *line; line++)
		if (!g_str_has_prefix(*line, TOOL_MARK))
			g_string_append_printf(words, "%s ", *line);
	return text_fold_space(words->str);
}

static gboolean fail(GError **error, enum liaison_error code, const struct hook *hook, const char *what, const char *log)
{
	g_autofree char *line = words_of(log);
	gsize length = strlen(line);
	const char *tail = length > WORDS_MAX ? line + length - WORDS_MAX : line;

	while (((guchar)*tail & 0xc0) == 0x80)      /* not from the middle of a character */
		tail++;
	g_set_error(error, LIAISON_ERROR, (int)code, "hook '%s': %s: %s", hook->name, what, *tail ? tail : "it said nothing");
	return FALSE;
}

/* What the hook's end means. */
static gboolean judge(const struct hook *hook, const struct frame *frame, const char *log, GError **error)
{
	g_autofree char *what = NULL;

	if (frame->exit_status == 0)
		return TRUE;
	if (frame->exit_status == 75)
		return fail(error, LIAISON_ERROR_TEMPORARY, hook, "asks to be tried again", log);
	if (frame->exit_status == 127)
		return fail(error, LIAISON_ERROR_NOT_FOUND, hook, "cannot be started", log);
	if (frame->exit_status < 0)
		what = g_strdup_printf("killed by signal %d (%s)", frame->signal, g_strsignal(frame->signal));
	else
		what = g_strdup_printf("exit %d", frame->exit_status);
	return fail(error, frame->signal == SIGXCPU || frame->signal == SIGXFSZ ? LIAISON_ERROR_LIMIT : LIAISON_ERROR_DATA, hook, what, log);
}

/* Types are checked, not believed: a text is valid UTF-8 without NULs and no other format, everything else has the first bytes of its kind
 * where its kind has some. */
static gboolean is_of_type(const char *type, GBytes *content)
{
	gsize length;
	const char *bytes = g_bytes_get_data(content, &length);
	const char *sniffed = convert_sniff(bytes, length);

	if (!length)
		return FALSE;
	if (g_str_has_prefix(type, "text/"))
		return (!sniffed || strcmp(sniffed, type) == 0) && g_utf8_validate_len(bytes, length, NULL);
	if (strcmp(type, "application/pdf") == 0)
		return sniffed && strcmp(sniffed, type) == 0;
	return TRUE;
}

static gboolean promises_type(const struct hook *hook)
{
	return hook->produces && !hook_opens(hook);
}

static gboolean check_files(const struct hook *hook, GPtrArray *files, const char *log, GError **error)
{
	if (!files->len)
		return fail(error, LIAISON_ERROR_DATA, hook, "ended well but left no file", log);
	for (guint i = 0; i < files->len; i++) {
		struct converted_file *file = g_ptr_array_index(files, i);

		if (promises_type(hook) && !is_of_type(hook->produces, file->content)) {
			g_autofree char *what = g_strdup_printf("promised %s, and '%s' is none", hook->produces, file->name);

			return fail(error, LIAISON_ERROR_DATA, hook, what, log);
		}
		file->content_type = g_strdup(promises_type(hook) ? hook->produces : "application/octet-stream");
	}
	return TRUE;
}

/* "tool: LibreOffice 7.4", alone on a line of what the hook said. */
static char *tool_of(const struct hook *hook, const char *log)
{
	const char *line = g_str_has_prefix(log, TOOL_MARK) ? log : strstr(log, "\n" TOOL_MARK), *end;

	if (!line)
		return g_strdup(hook->name);
	line += *line == '\n';
	line += strlen(TOOL_MARK);
	end = strchrnul(line, '\n');
	return end > line && end - line <= 100 ? g_strndup(line, (gsize)(end - line)) : g_strdup(hook->name);
}

/* What the run as a whole came to, the sandbox's own failures told apart from the hook's. */
static gboolean judge_run(const struct hook *hook, const struct program_result *result, struct frame *ret_frame, GError **error)
{
	g_autofree char *what = program_result_describe(result);
	g_autoptr(GError) broken = NULL;

	if (result->timed_out)
		return fail(error, LIAISON_ERROR_TEMPORARY, hook, what, result->errors);
	if (result->flooded || strstr(result->errors, "confine: results:"))
		return fail(error, LIAISON_ERROR_LIMIT, hook, "more output than allowed", result->errors);
	if (result->exit_status != 0)
		return fail(error, LIAISON_ERROR_SANDBOX, hook, what, result->errors);
	if (!frame_parse(result->output, hook->output_files, ret_frame, &broken))
		return fail(error, LIAISON_ERROR_SANDBOX, hook, broken->message, result->errors);
	return judge(hook, ret_frame, result->errors, error) && check_files(hook, ret_frame->files, result->errors, error);
}

/* That our own launcher is not there says nothing of the attachment: while it is replaced by a newer one, for a moment. */
static gboolean start(const struct program *command, struct program_result *ret_result, GError **error)
{
	g_autoptr(GError) cause = NULL;

	if (program_run(command, ret_result, &cause))
		return TRUE;
	g_set_error(error, LIAISON_ERROR, cause->code == LIAISON_ERROR_NOT_FOUND ? LIAISON_ERROR_SANDBOX : cause->code, "%s", cause->message);
	return FALSE;
}

/* What one run takes; folder: NULL where it is confined. */
struct run { GPtrArray *argv; char *folder; };

static gboolean run_prepare(const struct convert_context *context, const struct hook *hook, const struct sandbox_input *input, guint timeout_ms,
                            struct run *run, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *template = NULL;

	if (convert_sandbox_works(context->launcher, &cause)) {
		run->argv = sandbox_argv(context->launcher, hook, input, timeout_ms, sandbox_has_proc());
		return TRUE;
	}
	if (!context->unconfined) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	template = g_build_filename(g_get_tmp_dir(), "liaison-hook-XXXXXX", NULL);
	run->folder = g_mkdtemp(template) ? g_steal_pointer(&template) : NULL;
	if (!run->folder) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot make a folder in '%s': %s", g_get_tmp_dir(), g_strerror(errno));
		return FALSE;
	}
	run->argv = sandbox_bare_argv(context->launcher, hook, input, timeout_ms, run->folder);
	return TRUE;
}

static int remove_one(const char *path, const struct stat *status G_GNUC_UNUSED, int flag G_GNUC_UNUSED, struct FTW *where G_GNUC_UNUSED)
{
	return remove(path);
}

/* What a hook left in its folder; links are removed, not followed. */
static void run_clear(struct run *run)
{
	if (run->folder)
		nftw(run->folder, remove_one, 20, FTW_DEPTH | FTW_PHYS);
	g_clear_pointer(&run->folder, g_free);
	g_clear_pointer(&run->argv, g_ptr_array_unref);
}

struct converted *convert_run(const struct convert_context *context, const struct hook *hook, const char *filename, const char *type,
                              GBytes *content, GError **error)
{
	g_autofree char *name = name_inside(filename);
	struct sandbox_input input = { name, type ? type : "application/octet-stream", g_bytes_get_size(content) };
	struct program command = {
		.output_max = hook->output_size + 1024 * 1024, .output_kill = hook->output_size + 16 * 1024 * 1024, .errors_max = LOG_MAX,
		.timeout_ms = context->budget_ms ? MIN(context->budget_ms, hook->timeout_ms) : hook->timeout_ms,
		.tick = context->tick, .tick_data = context->tick_data, .tick_ms = context->tick_ms,
	};
	struct program_result result = { 0 };
	struct run run = { 0 };
	struct frame frame = { 0 };
	struct converted *converted = NULL;
	gboolean started;

	command.input_fd = content_fd(content, error);
	if (command.input_fd < 0)
		return NULL;
	started = run_prepare(context, hook, &input, command.timeout_ms, &run, error);
	if (started) {
		command.argv = (const char *const *)run.argv->pdata;
		started = start(&command, &result, error);
	}
	close(command.input_fd);
	if (started && judge_run(hook, &result, &frame, error)) {
		converted = g_new0(struct converted, 1);
		converted->files = g_steal_pointer(&frame.files);
		converted->elapsed_ms = result.elapsed_ms;
		converted->tool = tool_of(hook, result.errors);
		converted->log = g_steal_pointer(&result.errors);
	}
	run_clear(&run);
	frame_clear(&frame);
	program_result_clear(&result);
	return converted;
}
