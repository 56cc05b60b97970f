/* SPDX-License-Identifier: BSD-2-Clause
 *
 * output.c - the standard output, and the line of progress
 *
 * A reader that has seen enough ends us without a word, as SIGPIPE does by default; what else can go wrong with the output is a
 * failure of the command.
 */
#include <config.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/error.h>
#include "ctl.h"

#define PROGRESS_USEC (G_USEC_PER_SEC / 10)

static gboolean written(gboolean good, GError **error)
{
	if (good)
		return TRUE;
	/* GIO ignores the signal for the sake of its sockets as soon as one of its network classes is used. */
	if (errno == EPIPE) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot write the output: %s", g_strerror(errno));
	return FALSE;
}

gboolean output_bytes(const void *bytes, gsize length, GError **error)
{
	return written(fwrite(bytes, 1, length, stdout) == length, error);
}

gboolean output_text(const char *text, GError **error)
{
	return output_bytes(text, strlen(text), error);
}

gboolean output_flush(GError **error)
{
	return written(fflush(stdout) == 0, error);
}

void progress_show(struct progress *progress, const char *format, ...)
{
	gint64 now = clock_monotonic();
	va_list arguments;

	if (!isatty(STDERR_FILENO) || (progress->shown && now - progress->last < PROGRESS_USEC))
		return;
	progress->shown = TRUE;
	progress->last = now;
	fputs("\r\033[K", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = FALSE;
}
