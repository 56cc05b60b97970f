/* SPDX-License-Identifier: BSD-2-Clause
 *
 * ctl.c - the configuration and the record, opened when a command asks for them
 */
#include <config.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>
#include <liaison/error.h>
#include "ctl.h"
#include "term.h"

static void say_faults(const GPtrArray *faults)
{
	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *line = fault_format(g_ptr_array_index(faults, i));
		g_autofree char *safe = term_safe(line);

		fprintf(stderr, "%s\n", safe);
	}
}

static guint count_errors(const GPtrArray *faults)
{
	guint count = 0;

	for (guint i = 0; i < faults->len; i++)
		count += !((const struct fault *)g_ptr_array_index(faults, i))->warning;
	return count;
}

/* Warnings are for liaison-milter -t: here they would stand before the answer of every command. */
struct settings *ctl_settings(struct ctl *ctl, GError **error)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	guint errors;

	if (ctl->settings)
		return ctl->settings;
	ctl->settings = settings_load(ctl->config, faults);
	if (ctl->settings)
		return ctl->settings;
	say_faults(faults);
	errors = count_errors(faults);
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "the configuration '%s' has %u fault%s", ctl->config, errors,
	            errors == 1 ? "" : "s");
	return NULL;
}

static gboolean become(const char *user, const struct passwd *entry, GError **error)
{
	if (initgroups(entry->pw_name, entry->pw_gid) == 0 && setgid(entry->pw_gid) == 0 && setuid(entry->pw_uid) == 0)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_PERMISSION, "cannot become user '%s': %s", user, g_strerror(errno));
	return FALSE;
}

/* The record belongs to the daemons' user: files that root made in its folder would lock them out. */
gboolean ctl_become_user(struct ctl *ctl, gboolean user_must_exist, GError **error)
{
	struct settings *settings = ctl_settings(ctl, error);
	const struct passwd *entry;
	const char *user;

	if (!settings)
		return FALSE;
	user = settings->milter.user;
	if (!user || !*user || geteuid() != 0)
		return TRUE;
	errno = 0;
	entry = getpwnam(user);
	if (entry)
		return become(user, entry, error);
	if (!user_must_exist)
		return TRUE;
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "milter.user: there is no user '%s'%s%s", user,
	            errno ? ": " : "", errno ? g_strerror(errno) : "");
	return FALSE;
}

struct store *ctl_store(struct ctl *ctl, enum store_mode mode, GError **error)
{
	struct settings *settings = ctl_settings(ctl, error);

	if (!settings || ctl->store)
		return ctl->store;
	if (!ctl_become_user(ctl, TRUE, error))
		return NULL;
	ctl->store = store_open(settings->store.path, mode, settings->store.busy_ms, error);
	if (ctl->store && mode == STORE_CREATE && !store_start_numbers(ctl->store, settings->store.first_number, error))
		g_clear_pointer(&ctl->store, store_close);
	return ctl->store;
}

void ctl_clear(struct ctl *ctl)
{
	g_clear_pointer(&ctl->store, store_close);
	g_clear_pointer(&ctl->settings, settings_unref);
	g_clear_pointer(&ctl->operator, g_free);
}

gboolean word_to_number(const char *word, gint64 least, gint64 most, const char *what, gint64 *ret_number, GError **error)
{
	guint64 number;

	if (g_ascii_string_to_unsigned(word, 10, (guint64)least, (guint64)most, &number, NULL)) {
		*ret_number = (gint64)number;
		return TRUE;
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_USAGE, "'%s' is not %s", word, what);
	return FALSE;
}

gboolean word_to_id(const char *word, gint64 *ret_id, GError **error)
{
	return word_to_number(word, 0, G_MAXINT64, "the number of a statement", ret_id, error);
}
