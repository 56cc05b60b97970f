/* SPDX-License-Identifier: BSD-2-Clause
 *
 * check.c - saying what is wrong with a configuration: -t, and a start that cannot be
 */
#include "config.h"

#include <string.h>
#include <sysexits.h>
#include "check.h"
#include "socket.h"

struct settings *check_load(const char *path, FILE *out)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	struct settings *settings = settings_load(path, faults);
	g_autofree char *text = faults_format(faults);
	fputs(text, out);
	return settings;
}

G_GNUC_PRINTF(3, 4)
static void warn(GPtrArray *faults, const struct settings *settings, const char *format, ...)
{
	struct fault *fault = g_new0(struct fault, 1);
	va_list arguments;
	fault->file = g_strdup(settings->path);
	fault->warning = TRUE;
	va_start(arguments, format);
	fault->text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(faults, fault);
}

/* master.cf(5): "smtp inet n - y - - smtpd": the fifth column says chroot; lines that begin with a blank go on with the line before. */
static gboolean runs_chrooted_smtpd(const char *master_cf)
{
	g_autofree char *text = NULL;
	if (!g_file_get_contents(master_cf, &text, NULL, NULL))
		return FALSE;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] == '#' || g_ascii_isspace(*lines[i]))
			continue;
		g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
		g_auto(GStrv) pieces = g_strsplit_set(lines[i], " \t", -1);
		for (guint k = 0; pieces[k] != NULL; k++)
			if (*pieces[k] != '\0')
				g_ptr_array_add(words, g_strdup(pieces[k]));
		if (words->len >= 8 && strcmp(g_ptr_array_index(words, 4), "y") == 0 &&
		    (strcmp(g_ptr_array_index(words, 7), "smtpd") == 0 || strcmp(g_ptr_array_index(words, 7), "cleanup") == 0))
			return TRUE;
	}
	return FALSE;
}

/* The last one that says something counts (postconf(5)). */
static gboolean has_long_queue_ids(const char *main_cf)
{
	g_auto(GStrv) lines = g_strsplit(main_cf, "\n", -1);
	gboolean has = FALSE;
	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) sides = g_strsplit(lines[i], "=", 2);
		if (sides[0] != NULL && sides[1] != NULL && strcmp(g_strstrip(sides[0]), "enable_long_queue_ids") == 0)
			has = g_ascii_strcasecmp(g_strstrip(sides[1]), "yes") == 0;
	}
	return has;
}

static void check_queue_ids(const struct settings *settings, const char *master_cf, GPtrArray *faults)
{
	g_autofree char *directory = g_path_get_dirname(master_cf), *path = g_build_filename(directory, "main.cf", NULL), *main_cf = NULL;
	if (settings->outgoing.hold == HOLD_QUARANTINE && g_file_get_contents(path, &main_cf, NULL, NULL) && !has_long_queue_ids(main_cf))
		warn(faults, settings, "outgoing.hold: '%s' does not say enable_long_queue_ids = yes; with short queue IDs, which are given out again, "
		     "nothing is put into quarantine, and its sender gets 451", path);
}

static void check_socket(const struct settings *settings, const char *master_cf, const char *queue, GPtrArray *faults)
{
	const char *address = settings->milter.socket;
	if (!g_str_has_prefix(address, "unix:") && !g_str_has_prefix(address, "local:"))
		return;
	const char *path = strchr(address, ':') + 1;
	g_autofree char *directory = g_path_get_dirname(path);
	if (!g_file_test(directory, G_FILE_TEST_IS_DIR))
		warn(faults, settings, "milter.socket: there is no directory '%s'; create it, or let systemd-tmpfiles(8) do so", directory);
	g_autofree char *within = g_str_has_suffix(queue, "/") ? g_strdup(queue) : g_strconcat(queue, "/", NULL);
	if (runs_chrooted_smtpd(master_cf) && !g_str_has_prefix(path, within))
		warn(faults, settings, "milter.socket: '%s' says that Postfix's smtpd runs chrooted to '%s', where it cannot reach '%s'; "
		     "use \"unix:%sliaison-milter/milter.sock\" here and \"unix:/liaison-milter/milter.sock\" in main.cf", master_cf, queue, path, within);
}

static void check_directory_of(const struct settings *settings, const char *name, const char *path, GPtrArray *faults)
{
	if (path == NULL)
		return;
	g_autofree char *directory = g_path_get_dirname(path);
	if (!g_file_test(directory, G_FILE_TEST_IS_DIR))
		warn(faults, settings, "%s: there is no directory '%s'; create it, owned by the user that the daemon runs as", name, directory);
}

static void check_name(const struct settings *settings, const char *name, const char *value,
                       gboolean (*find)(const char *, guint *, GError **), GPtrArray *faults)
{
	g_autoptr(GError) error = NULL;
	guint id;
	if (value != NULL && !find(value, &id, &error))
		warn(faults, settings, "%s: %s; create it, or name one that exists", name, error->message);
}

void check_surroundings(const struct settings *settings, const char *master_cf, const char *queue, GPtrArray *faults)
{
	check_socket(settings, master_cf, queue, faults);
	check_queue_ids(settings, master_cf, faults);
	check_directory_of(settings, "store.path", settings->store.path, faults);
	check_directory_of(settings, "milter.pid_file", settings->milter.pid_file, faults);
	check_name(settings, "milter.user", settings->milter.user, socket_find_user, faults);
	check_name(settings, "milter.socket_owner", settings->milter.socket_owner, socket_find_user, faults);
	check_name(settings, "milter.socket_group", settings->milter.socket_group, socket_find_group, faults);
}

int check_run(const char *path)
{
	g_autoptr(settings_t) settings = check_load(path, stderr);
	if (settings == NULL)
		return EX_CONFIG;
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	check_surroundings(settings, "/etc/postfix/master.cf", "/var/spool/postfix", faults);
	g_autofree char *text = faults_format(faults);
	fputs(text, stderr);
	printf("configuration %s is good\n", path);
	return EX_OK;
}
