/* SPDX-License-Identifier: BSD-2-Clause
 *
 * ctl.h - what the commands of liaisonctl share: the table of commands, the configuration, the record, files
 *
 * One thread. A command is a row: words and options are checked against it before it runs, and its error becomes the
 * message and the exit status in main.c, nowhere else.
 */
#pragma once
#include <stdio.h>
#include <glib.h>
#include <liaison/settings.h>
#include <liaison/store.h>

struct ctl {
	const char *config;            /* path of the configuration */
	struct settings *settings;     /* NULL until asked for */
	struct store *store;           /* likewise */
	char *operator;                /* who runs this, for the history of a record */
	int status;                    /* exit status of a command that did what it should, and found a fault */
};

struct command {
	const char *name;
	const char *arguments;         /* "ID", "PATH…"; "" for none */
	const char *summary;           /* half a line, lower-case */
	const char *help;              /* paragraphs */
	const GOptionEntry *options;   /* or NULL */
	guint min, max;                /* words; max 0 with min 0: none, G_MAXUINT: any number */
	gboolean (*run)(struct ctl *ctl, char **words, GError **error);
};

extern const struct command command_inspect, command_list, command_show, command_raw, command_import, command_export,
	command_approve, command_lint, command_rules, command_forward, command_resubmit, command_publish, command_check, command_backup, command_stats, command_sandbox, command_help,
	command_add, command_amend, command_assign, command_attach, command_jobs, command_kill, command_link, command_note, command_post,
	command_redact, command_resurrect, command_taken;

/* commands.c. Names, in the order of the help; ends with NULL. */
extern const struct command *const commands[];
const struct command *command_find(const char *name);
/* The name that was perhaps meant, or NULL. */
const char *command_suggest(const char *name);
char *commands_usage(void);
char *command_usage(const struct command *command);
/* Takes options out of words (words[0] is the command's name) and runs it. TRUE without running where help was asked for. */
gboolean command_run(const struct command *command, struct ctl *ctl, char **words, GError **error);

/* ctl.c. All borrowed from ctl. ctl_settings() says every fault of the file on stderr. */
struct settings *ctl_settings(struct ctl *ctl, GError **error);
/* Becomes milter.user first, if that is set and we are root. */
struct store *ctl_store(struct ctl *ctl, enum store_mode mode, GError **error);
gboolean ctl_become_user(struct ctl *ctl, gboolean user_must_exist, GError **error);
void ctl_clear(struct ctl *ctl);

/* files.c. "-" is the standard input. LIMIT beyond max bytes; NOT_FOUND, PERMISSION, DATA (a directory, a device). */
GBytes *file_read(const char *path, gsize max, GError **error);
/* A file whose bytes have to begin like a mail, or to be UTF-8; DATA if they do not. */
GBytes *file_read_mail(const char *path, gsize max, GError **error);
char *file_read_text(const char *path, gsize max, GError **error);
/* The whole file mapped, of whatever size. Regular files only. */
GBytes *file_map(const char *path, GError **error);
/* errno of an operation on a file as an error: "cannot OPERATION 'PATH': cause". */
void file_set_error(GError **error, const char *operation, const char *path, int cause);

/* Words to values. USAGE errors that say what would be right: "'WORD' is not WHAT". */
gboolean word_to_number(const char *word, gint64 least, gint64 most, const char *what, gint64 *ret_number, GError **error);
gboolean word_to_id(const char *word, gint64 *ret_id, GError **error);

/* output.c. What a command prints goes out here: a full disk is an error, a closed pipe ends the program quietly. */
gboolean output_text(const char *text, GError **error);
gboolean output_bytes(const void *bytes, gsize length, GError **error);
gboolean output_flush(GError **error);

/* One line on a terminal that is written again and again; nothing where stderr is none. */
struct progress { gboolean shown; gint64 last; };
void progress_show(struct progress *progress, const char *format, ...) G_GNUC_PRINTF(2, 3);
void progress_end(struct progress *progress);

/* json-list.c. Records as a JSON array, one a line, as they come. */
gboolean json_list_records(struct store *store, const struct store_filter *filter, GError **error);
/* The other statements of that record's mail that pass the state (-1: any); struct record *. NULL with an error. */
GPtrArray *records_also(struct store *store, const struct record *record, int state, GError **error);
