/* SPDX-License-Identifier: BSD-2-Clause
 *
 * log.h - one line an event, to syslog, and to stderr when in the foreground
 *
 * Severities have fixed meanings: info; warning: degraded but going on; error: this message or job failed; fatal:
 * the program cannot run (it does not exit by itself). Control characters, line ends and bytes that are no UTF-8 are
 * escaped here, so any text may be logged. Thread-safe.
 *
 * A structured line is built with log_line: key=value pairs, values quoted where they hold blanks, quotes or '='.
 */
#pragma once
#include <glib.h>

enum log_severity { LOG_SEVERITY_INFO, LOG_SEVERITY_WARNING, LOG_SEVERITY_ERROR, LOG_SEVERITY_FATAL };

/* Once, before threads start. program stays referenced. */
void log_init(const char *program, gboolean to_syslog, gboolean to_stderr);
/* As a daemon does: to syslog by the name of a facility, and to standard error unless both end in the same journal. What libraries complain of
 * is a warning then. */
void log_start(const char *program, const char *facility);

void log_info(const char *format, ...) G_GNUC_PRINTF(1, 2);
void log_warning(const char *format, ...) G_GNUC_PRINTF(1, 2);
void log_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
void log_fatal(const char *format, ...) G_GNUC_PRINTF(1, 2);

struct log_line;
/* queue_id may be NULL ("NOQUEUE" stands for it): the line starts with it, as Postfix's own lines do. */
struct log_line *log_line_new(const char *queue_id);
void log_line_add(struct log_line *line, const char *key, const char *value);          /* NULL value: left out */
void log_line_add_int(struct log_line *line, const char *key, gint64 value);
/* items: GPtrArray of char *, joined with ","; NULL or empty: left out */
void log_line_add_list(struct log_line *line, const char *key, const GPtrArray *items);
/* Writes the line and frees it. */
void log_line_send(struct log_line *line, enum log_severity severity);
void log_line_free(struct log_line *line);
/* The text as it would be logged; for tests. Owned by the caller. */
char *log_line_text(const struct log_line *line);
