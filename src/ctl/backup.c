/* SPDX-License-Identifier: BSD-2-Clause
 *
 * backup.c - liaisonctl backup: a whole copy of the record while mail goes on
 */
#include <config.h>
#include "ctl.h"

static void show(gint64 done, gint64 total, gpointer data)
{
	progress_show(data, "copying: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " pages", done, total);
}

static gboolean run(struct ctl *ctl, char **words, GError **error)
{
	struct store *store = ctl_store(ctl, STORE_READ, error);
	struct progress progress = { 0 };
	gboolean good;

	if (!store)
		return FALSE;
	good = store_backup(store, words[0], show, &progress, error);
	progress_end(&progress);
	return good;
}

const struct command command_backup = {
	.name = "backup", .arguments = "FILE", .summary = "a whole copy of the record, while mail goes on", .min = 1, .max = 1, .run = run,
	.help = "Writes a whole and consistent copy of the record to FILE, while the daemons go on. FILE is replaced at the end, or left as "
	        "it was. Copying the database's own file is no backup: what was written last is in another file beside it. To restore, stop the "
	        "daemons and put the copy in the place of store.path; its -wal and -shm files must not stay.",
};
