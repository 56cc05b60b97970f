/* SPDX-License-Identifier: BSD-2-Clause
 *
 * convert.h - one attachment through one hook, confined
 *
 * A hook is any program: it gets a file and an empty folder, and succeeds by exit status 0 and at least one file of the promised type
 * in that folder. It runs under bubblewrap: no network, a read-only system, its own files only, bounded time, memory, processes and
 * output. Nothing of a run is left behind, neither process nor file nor mount: input and results never touch our file system.
 *
 * The only room that starts programs on attachments. Thread-safe.
 */
#pragma once
#include <glib.h>

/* What a hook "produces" that opens archives: files of any type, each an attachment of its own. */
#define HOOK_PRODUCES_MEMBERS "any/member"

/* What the files that it makes are for. AUTO: texts are for reading, everything else is for people. */
enum hook_use { HOOK_USE_AUTO, HOOK_USE_READING, HOOK_USE_PEOPLE };

struct hook {
	char *name;
	GPtrArray *types;         /* char *, "application/msword"; may be globs */
	GPtrArray *suffixes;      /* char *, without the dot */
	GPtrArray *command;       /* char *, argv: "%i" is the input file, "%o" the output folder, "%t" the input's type */
	char *produces;           /* type that is promised, or HOOK_PRODUCES_MEMBERS */
	enum hook_use use;
	guint timeout_ms;
	gsize memory;             /* bytes of address space of each of its processes */
	gsize output_size;        /* bytes of all results together */
	guint output_files;
	guint processes;
};
struct hook *hook_new(const char *name);     /* with default limits */
void hook_free(struct hook *hook);

/* What the bytes are, where that is sure ("application/pdf", "text/rtf", "application/msword", …; "application/zip" and
 * "application/x-ole-storage" where nothing in them says more); otherwise NULL. A quick look at the few formats that most attachments have,
 * without any library. Static. */
const char *convert_sniff(const void *bytes, gsize length);
/* Is there more to be said of it than a quick look says? sniffed_type: what that said, or NULL; convert_identify() would say it. */
gboolean convert_is_unsure(const char *sniffed_type);

/* What hooks are chosen by. */
struct convert_input {
	const char *declared_type;      /* by the mail; never NULL */
	const char *identified_type;    /* by convert_identify(); NULL: not asked, or it does not know */
	const char *filename;           /* or NULL */
	const char *sniffed_type;       /* by convert_sniff(), which is asked once, and not for each hook; NULL: it does not know */
};
/* Does the hook take this: by type (what the bytes are wins over what was declared) or by suffix? */
gboolean hook_takes(const struct hook *hook, const struct convert_input *input);

gboolean hook_opens(const struct hook *hook);           /* archives */
gboolean hook_is_for_reading(const struct hook *hook);  /* makes text out of which statements are read */
gboolean hook_is_for_people(const struct hook *hook);   /* makes files that stand beside the original */

struct convert_context {
	const char *launcher;     /* liaison-confine; NULL: the one in convert_programs() */
	gboolean unconfined;      /* sandbox = "off": where hooks cannot be confined they run all the same, in a folder of their own below $TMPDIR */
	guint budget_ms;          /* no run takes longer, whatever its hook says; 0: the hook's own timeout */
	void (*tick)(gpointer);   /* as in program.h */
	gpointer tick_data;
	guint tick_ms;
};

struct converted_file { char *name; char *content_type; GBytes *content; };
struct converted {
	GPtrArray *files;         /* struct converted_file *, at least one */
	guint elapsed_ms;
	char *log;                /* what the hook said on standard error and output, printable, cut */
	char *tool;               /* "NAME VERSION" of a line "tool: NAME VERSION" that it said, else the hook's name */
};
void converted_free(struct converted *converted);
typedef struct converted converted_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(converted_t, converted_free)

/* NULL with: SANDBOX (hooks cannot run confined here), TEMPORARY (exit 75, out of time while the machine may be busy), LIMIT (it ran into
 * one of its bounds), DATA (it failed on this input; the message ends with what it said), NOT_FOUND (no such program). */
struct converted *convert_run(const struct convert_context *context, const struct hook *hook, const char *filename, const char *type,
                              GBytes *content, GError **error);

/* What the bytes are by a long look: libmagic's, and what stands at the root of an OLE storage. Confined, as a hook is, since strangers' bytes are no
 * business of a library in our process; some 20 ms. Owned by the caller; "application/octet-stream" and "text/plain" where it does not know. NULL
 * with an error as of convert_run(). */
char *convert_identify(const struct convert_context *context, GBytes *content, GError **error);

/* The folder of the programs that come with us (liaison-confine, liaison-letter, …): that of the build tree or the installation that the
 * running program belongs to. Hooks see it as /run/liaison. Static. */
const char *convert_programs(void);

/* The hooks that read letters with Debian's own tools and ours, for a configuration that names none. Appends struct hook *. */
void convert_default_hooks(GPtrArray *hooks);

/* ---- what the sandbox promises ---- */

struct promise_result {
	const char *name, *text;  /* static; "a hook TEXT" */
	char *detail;             /* what happened instead; NULL: it held */
};
void promise_result_free(struct promise_result *result);
/* Tries each from inside. secrets: paths that must not be seen there, NULL-terminated. struct promise_result *, owned by the caller; NULL with SANDBOX:
 * there is none to try. Takes some seconds. */
GPtrArray *convert_try_promises(const struct convert_context *context, const char *const *secrets, GError **error);

/* Can hooks be confined here? Tried until it works, at most once a minute but for the first times, then remembered. FALSE with LIAISON_ERROR_SANDBOX saying why and what to do. */
gboolean convert_sandbox_works(const char *launcher, GError **error);
