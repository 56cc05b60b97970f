/* SPDX-License-Identifier: BSD-2-Clause
 *
 * log.c - lines to syslog and stderr, escaped in one place
 */
#include <config.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <syslog.h>
#include <unistd.h>
#include <liaison/clock.h>
#include <liaison/log.h>
#include <liaison/text.h>

static const char *log_program = "liaison";
static gboolean log_syslog, log_stderr = TRUE;

static const struct { int priority; const char *prefix; } severities[] = {
	[LOG_SEVERITY_INFO] = { LOG_INFO, "" },
	[LOG_SEVERITY_WARNING] = { LOG_WARNING, "warning: " },
	[LOG_SEVERITY_ERROR] = { LOG_ERR, "error: " },
	[LOG_SEVERITY_FATAL] = { LOG_CRIT, "fatal: " },
};

void log_init(const char *program, gboolean to_syslog, gboolean to_stderr)
{
	log_program = program;
	log_syslog = to_syslog;
	log_stderr = to_stderr;
}

static void log_write(enum log_severity severity, const char *text)
{
	g_autofree char *escaped = text_escape_control(text);
	const char *prefix = severities[severity].prefix;

	if (log_syslog)
		syslog(severities[severity].priority, "%s%s", prefix, escaped);
	if (log_stderr) {
		g_autofree char *time = clock_format(clock_now());
		g_autofree char *line = g_strdup_printf("%s %s: %s%s\n", time, log_program, prefix, escaped);

		/* one call a line, so that lines of several threads do not mix */
		(void)!fwrite(line, strlen(line), 1, stderr);
	}
}

#define LOG_FUNCTION(name, severity) \
	void name(const char *format, ...) \
	{ \
		g_autofree char *text = NULL; \
		va_list args; \
		va_start(args, format); \
		text = g_strdup_vprintf(format, args); \
		va_end(args); \
		log_write(severity, text); \
	}
LOG_FUNCTION(log_info, LOG_SEVERITY_INFO)
LOG_FUNCTION(log_warning, LOG_SEVERITY_WARNING)
LOG_FUNCTION(log_error, LOG_SEVERITY_ERROR)
LOG_FUNCTION(log_fatal, LOG_SEVERITY_FATAL)

static int facility_of(const char *name)
{
	static const struct { const char *name; int facility; } facilities[] = {
		{ "mail", LOG_MAIL }, { "daemon", LOG_DAEMON }, { "user", LOG_USER }, { "auth", LOG_AUTH },
		{ "local0", LOG_LOCAL0 }, { "local1", LOG_LOCAL1 }, { "local2", LOG_LOCAL2 }, { "local3", LOG_LOCAL3 },
		{ "local4", LOG_LOCAL4 }, { "local5", LOG_LOCAL5 }, { "local6", LOG_LOCAL6 }, { "local7", LOG_LOCAL7 },
	};
	for (guint i = 0; i < G_N_ELEMENTS(facilities); i++)
		if (g_strcmp0(name, facilities[i].name) == 0)
			return facilities[i].facility;
	return LOG_MAIL;
}

/* Under systemd both ways lead into the same journal, and each line would stand there twice. */
static gboolean stderr_is_journal(void)
{
	const char *stream = g_getenv("JOURNAL_STREAM");
	struct stat status;
	if (stream == NULL || fstat(STDERR_FILENO, &status) != 0)
		return FALSE;
	g_autofree char *ours = g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64)status.st_dev, (guint64)status.st_ino);
	return strcmp(stream, ours) == 0;
}

static void log_library(const char *domain, GLogLevelFlags level, const char *text, void *data)
{
	(void)level;
	(void)data;
	log_warning("%s: %s", domain != NULL ? domain : "library", text);
}

void log_start(const char *program, const char *facility)
{
	openlog(program, LOG_PID | LOG_NDELAY, facility_of(facility));
	log_init(program, TRUE, !stderr_is_journal());
	g_log_set_default_handler(log_library, NULL);
}

struct log_line {
	GString *text;
};

struct log_line *log_line_new(const char *queue_id)
{
	struct log_line *line = g_new0(struct log_line, 1);

	line->text = g_string_new(queue_id && *queue_id ? queue_id : "NOQUEUE");
	g_string_append_c(line->text, ':');
	return line;
}

/* A value cannot forge a further key: what holds blanks, quotes or "=" is quoted, and quotes in it are escaped. */
static void append_value(GString *text, const char *value)
{
	gboolean plain = *value && !strpbrk(value, " \t\"'=\\,;\r\n");

	if (plain) {
		g_string_append(text, value);
		return;
	}
	g_string_append_c(text, '"');
	for (const char *p = value; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(text, '\\');
		g_string_append_c(text, *p);
	}
	g_string_append_c(text, '"');
}

void log_line_add(struct log_line *line, const char *key, const char *value)
{
	if (!value)
		return;
	g_string_append_printf(line->text, " %s=", key);
	append_value(line->text, value);
}

void log_line_add_int(struct log_line *line, const char *key, gint64 value)
{
	g_string_append_printf(line->text, " %s=%" G_GINT64_FORMAT, key, value);
}

void log_line_add_list(struct log_line *line, const char *key, const GPtrArray *items)
{
	if (!items || !items->len)
		return;
	g_string_append_printf(line->text, " %s=", key);
	for (guint i = 0; i < items->len; i++) {
		if (i)
			g_string_append_c(line->text, ',');
		append_value(line->text, g_ptr_array_index(items, i));
	}
}

char *log_line_text(const struct log_line *line)
{
	return text_escape_control(line->text->str);
}

void log_line_send(struct log_line *line, enum log_severity severity)
{
	log_write(severity, line->text->str);
	log_line_free(line);
}

void log_line_free(struct log_line *line)
{
	if (!line)
		return;
	g_string_free(line->text, TRUE);
	g_free(line);
}
