/* SPDX-License-Identifier: BSD-2-Clause
 *
 * settings.h - the configuration, read whole, checked whole
 *
 * The only room that knows libconfig. Every setting stands once, in the table of settings.c: name, type, range, default, help; the
 * manual page liaison-milter.conf(5) is checked against it. A settings object is immutable and counted, so that a message keeps the one it
 * began under. Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/convert.h>
#include <liaison/limits.h>
#include <liaison/organization.h>
#include <liaison/route.h>
#include <liaison/rules.h>

enum on_failure { ON_FAILURE_TEMPFAIL, ON_FAILURE_ACCEPT };
enum hold_way { HOLD_DISCARD, HOLD_QUARANTINE };

struct settings {
	struct organization *organization;
	struct limits limits;
	GPtrArray *rules;                    /* struct rule * */
	GPtrArray *hooks;                    /* struct hook *: `convert`, or the default ones where it names none */
	char *layouts_path;                  /* the folder of the layouts that are used */
	struct layouts *layouts;             /* liaison/layout.h */
	struct {
		char *socket, *socket_owner, *socket_group, *socket_mode, *user, *pid_file, *syslog_facility;
		char *temp_directory;         /* for messages above limits.memory; NULL: $TMPDIR or /var/tmp */
		enum on_failure on_failure;
		guint drain_seconds;
	} milter;
	struct { char *path; guint busy_ms, first_number; } store;
	guint settle_seconds;                /* acknowledgement and automatic posting wait that long */
	struct {
		enum approval approval;
		enum hold_way hold;
		GPtrArray *show;                 /* char *: words of the command that shows a message's header, before either of these is done */
		GPtrArray *release, *remove;     /* char *: words of one command or several, parted by ";"; "%i" is the queue ID */
		char *released, *removed;        /* what the first of them says when it did so; "%i" likewise */
		GPtrArray *submission_clients;   /* struct network * */
		gboolean tell_body;              /* the contacts of the From body get the request for approval too */
	} outgoing;
	guint review_days;                   /* how long a token of review.address is good */
	struct { char *directory, *base_url; enum auto_post auto_post; char *contacts; GPtrArray *sign; /* char *: argv, or empty */ } publish;
	struct {
		char *from;                      /* the author of mail of ours; NULL: organization.coordination */
		gboolean acknowledge, acknowledge_unknown, confirm;
		GArray *remind_days;             /* guint */
		guint remind_hour, overdue_weeks, digest_day;   /* digest_day: 1 Monday … 7 Sunday, 0: never */
		char *timezone;                  /* NULL: the system's */
		GPtrArray *submit;               /* char *: argv, "%f" is the envelope sender */
		guint submit_timeout_ms;
	} notify;
	struct { guint concurrency, tries, pause_seconds, lease_seconds, drain_seconds; char *pid_file; } worker;
	gboolean sandbox_off;                /* hooks run also where they cannot be confined */
	gboolean observe;
	char *path;                          /* the file */
	char *foreign;                       /* that file, or one that it includes, if somebody else than root and we may write it; or NULL */
};

struct settings *settings_ref(struct settings *settings);
void settings_unref(struct settings *settings);
typedef struct settings settings_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(settings_t, settings_unref)

struct fault { char *file; guint line; gboolean warning; char *text; };   /* text: setting, what is wrong, what would be right */
void fault_free(struct fault *fault);
char *fault_format(const struct fault *fault);                            /* "FILE:LINE: error: …" */
/* A line for each of a list (struct fault *): as text, or to the log. */
char *faults_format(const GPtrArray *faults);
void faults_log(const GPtrArray *faults);

#define SETTINGS_DEFAULT_PATH SYSCONFDIR "/liaison-milter/liaison-milter.conf"

/* NULL if there is at least one fault that is no warning; faults gets every one (struct fault *), never only the first. A file that cannot be
 * opened is a fault too. */
struct settings *settings_load(const char *path, GPtrArray *faults);
/* The layouts of a folder (NULL: those that come with us), finished; those with faults are left out. layouts_free() it. */
struct layouts *settings_layouts(const char *folder, GPtrArray *faults);
/* The table, one line a setting: name, what may stand there, default, help; parted by tabs. Owned by the caller. */
char *settings_describe(void);
/* A route_policy over these settings, valid as long as they are. */
struct route_policy settings_policy(const struct settings *settings);
