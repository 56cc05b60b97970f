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

struct hook {
	char *name;
	GPtrArray *types;         /* char *, "application/msword"; may be globs */
	GPtrArray *suffixes;      /* char *, without the dot */
	GPtrArray *command;       /* char *, argv: "%i" is the input file, "%o" the output folder, "%t" the input's type */
	char *produces;           /* type that is promised, or HOOK_PRODUCES_MEMBERS */
	guint timeout_ms;
	gsize memory;             /* bytes of address space of each of its processes */
	gsize output_size;        /* bytes of all results together */
	guint output_files;
	guint processes;
};
struct hook *hook_new(const char *name);     /* with default limits */
void hook_free(struct hook *hook);

/* What the bytes are, by their first ones, where that is sure ("application/pdf", "application/zip", "application/x-ole-storage",
 * "text/rtf", …); otherwise NULL. Static. */
const char *convert_sniff(const void *bytes, gsize length);

/* Does the hook take this: by type (what was sniffed wins over what was declared) or by suffix? */
gboolean hook_takes(const struct hook *hook, const char *declared_type, const char *filename, GBytes *content);

struct convert_context {
	const char *launcher;     /* liaison-confine; NULL: the one in convert_programs() */
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
};
void converted_free(struct converted *converted);
typedef struct converted converted_t;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(converted_t, converted_free)

/* NULL with: SANDBOX (hooks cannot run confined here), TEMPORARY (exit 75, out of time while the machine may be busy), LIMIT (it ran into
 * one of its bounds), DATA (it failed on this input; the message ends with what it said), NOT_FOUND (no such program). */
struct converted *convert_run(const struct convert_context *context, const struct hook *hook, const char *filename, const char *type,
                              GBytes *content, GError **error);

/* The folder of the programs that come with us (liaison-confine, liaison-letter, …): that of the build tree or the installation that the
 * running program belongs to. Hooks see it as /run/liaison. Static. */
const char *convert_programs(void);

/* The hooks that read letters with Debian's own tools and ours, for a configuration that names none. Appends struct hook *. */
void convert_default_hooks(GPtrArray *hooks);

/* Can hooks be confined here? Tried once, then remembered. FALSE with LIAISON_ERROR_SANDBOX saying why and what to do. */
gboolean convert_sandbox_works(const char *launcher, GError **error);
