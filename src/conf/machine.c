/* SPDX-License-Identifier: BSD-2-Clause
 *
 * machine.c - what this machine says to a configuration
 */
#include <config.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include "machine.h"

#define POSTFIX_QUEUE "/var/spool/postfix"

/* In doubt (a directory service that does not answer, an entry too large for the buffer) the name counts as there. */
gboolean machine_has_user(const char *name)
{
	g_autofree char *buffer = g_malloc(65536);
	struct passwd entry, *found = NULL;
	int error = getpwnam_r(name, &entry, buffer, 65536, &found);

	return found || (error != 0 && error != ENOENT && error != ESRCH);
}

gboolean machine_has_group(const char *name)
{
	g_autofree char *buffer = g_malloc(65536);
	struct group entry, *found = NULL;
	int error = getgrnam_r(name, &entry, buffer, 65536, &found);

	return found || (error != 0 && error != ENOENT && error != ESRCH);
}

/* The last "queue_directory = …" line counts, as in Postfix. */
static char *postfix_queue(const char *main_cf)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	char *queue = g_strdup(POSTFIX_QUEUE);

	if (!g_file_get_contents(main_cf, &text, NULL, NULL))
		return queue;
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		const char *p = lines[i];
		g_autofree char *value = NULL;

		if (!g_str_has_prefix(p, "queue_directory"))
			continue;
		p += strlen("queue_directory");
		p += strspn(p, " \t");
		if (*p != '=')
			continue;
		value = g_strstrip(g_strdup(p + 1));
		if (*value != '/')
			continue;
		g_free(queue);
		queue = g_steal_pointer(&value);
	}
	return queue;
}

char *machine_socket_reach(const char *socket, const char *socket_group, const char *main_cf)
{
	g_autofree char *queue = NULL, *inside = NULL;
	const char *path;

	if (g_str_has_prefix(socket, "unix:"))
		path = socket + strlen("unix:");
	else if (g_str_has_prefix(socket, "local:"))
		path = socket + strlen("local:");
	else
		return NULL;
	if (g_strcmp0(socket_group, "postfix") != 0 && !g_file_test(main_cf, G_FILE_TEST_EXISTS))
		return NULL;
	queue = postfix_queue(main_cf);
	inside = g_strconcat(queue, "/", NULL);
	if (g_str_has_prefix(path, inside))
		return NULL;
	return g_strdup_printf("\"%s\" is outside of %s, where Postfix's smtpd does not reach it while it is chrooted (Debian's default); write "
	                       "\"unix:%s/liaison-milter/milter.sock\", let the folder be made by the line \"d %s/liaison-milter 2750 liaison postfix - -\" in "
	                       "/etc/tmpfiles.d/liaison-milter-postfix.conf, and name it \"unix:liaison-milter/milter.sock\" in main.cf",
	                       path, queue, queue, queue);
}
