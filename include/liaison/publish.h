/* SPDX-License-Identifier: BSD-2-Clause
 *
 * publish.h - the public record: a tree of files that any web server can serve
 *
 * Everything is built from the store alone. What has been posted shows; what was posted once and is no longer leaves a page that says
 * so; nothing else is seen, and of what shows only that which is meant for everybody (src/publish/public.c is the one place that
 * picks it). A run writes what has changed since the last one; a full run writes all anew, with the same bytes. No clock is asked:
 * the tree is a function of the record and the options. Thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/organization.h>
#include <liaison/store.h>

enum publish_contacts { PUBLISH_CONTACTS_NONE, PUBLISH_CONTACTS_ROLES, PUBLISH_CONTACTS_ALL };

/* All borrowed for the call. */
struct publish_options {
	const char *directory;                    /* the folder that stands at base_url; made if it is not there */
	const char *base_url;                     /* address of the record up to the number of a statement */
	enum publish_contacts contacts;
	const struct organization *organization;
	const GPtrArray *sign;                    /* char *: command that signs the manifest: %i is the file, %o where the signature goes; or empty */
};
/* "none", "roles", "all". FALSE, and nothing set: none of them. */
gboolean publish_contacts_parse(const char *name, enum publish_contacts *ret_contacts);

struct publish_report {
	gboolean full;            /* all was built anew: asked for, the first time, other options, or the last run was broken off */
	guint statements;         /* of which pages were written or removed */
	guint written, removed;   /* files that changed */
	gsize bytes;              /* of what was written, and of what the next run needs */
	gint64 event;             /* the last event that is contained */
	guint elapsed_ms;
};

/* One run at a time for a directory: others wait. A reader finds each file old or new, never half; where the directory's parent may be
 * written to, a full run shows at once as a whole. After a run that was broken off, the next one is full. Errors: CONFIG (no
 * directory or base_url), TEMPORARY (disk full, the store), PERMISSION. */
gboolean publish_run(struct store *store, const struct publish_options *options, gboolean full, struct publish_report *ret_report, GError **error);

/* For liaisonctl export; both owned by the caller. A line of CSV with its line end; record NULL: the line of headings. */
char *publish_csv_line(const struct record *record, const struct organization *organization);
/* The record as the objects that the IETF Datatracker's API has, one JSON object a line: a liaisonstatement, then its events, attachments and
 * relations, each with the "resource_uri" that it would have. */
char *publish_datatracker_lines(const struct record *record, const struct organization *organization);
