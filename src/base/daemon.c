/* SPDX-License-Identifier: BSD-2-Clause
 *
 * daemon.c - becoming a daemon: background, pid file, user, signals, file descriptors
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <liaison/daemon.h>
#include <liaison/error.h>
#include <liaison/log.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static int parent_pipe = -1;
static char *pid_path;

static gboolean fail(GError **error, int number, const char *operation, const char *operand)
{
	enum liaison_error code = number == EACCES || number == EPERM || number == EROFS ? LIAISON_ERROR_PERMISSION
		: number == ENOENT || number == ENOTDIR ? LIAISON_ERROR_CONFIG : LIAISON_ERROR_TEMPORARY;
	g_set_error(error, LIAISON_ERROR, code, "cannot %s '%s': %s", operation, operand, g_strerror(number));
	return FALSE;
}

void daemon_open_standard_files(void)
{
	int fd;
	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

void daemon_raise_files(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
		return;
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
		log_warning("cannot raise the number of open files: %s", g_strerror(errno));
}

/* ---- background ---- */

static _Noreturn void wait_for_child(pid_t child, int fd)
{
	char word;
	ssize_t got;
	int status;
	do
		got = read(fd, &word, 1);
	while (got < 0 && errno == EINTR);
	if (got == 1)
		_exit(EX_OK);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	_exit(WIFEXITED(status) && WEXITSTATUS(status) != 0 ? WEXITSTATUS(status) : EX_SOFTWARE);
}

gboolean daemon_detach(GError **error)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return fail(error, errno, "make", "pipe");
	pid_t child = fork();
	if (child < 0)
		return fail(error, errno, "start", "the daemon's process");
	if (child > 0) {
		close(ends[1]);
		wait_for_child(child, ends[0]);
	}
	close(ends[0]);
	parent_pipe = ends[1];
	setsid();
	return TRUE;
}

void daemon_ready(void)
{
	if (parent_pipe < 0)
		return;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (chdir("/") != 0)
		log_warning("cannot change to /: %s", g_strerror(errno));
	for (int fd = 0; fd <= 2 && null >= 0; fd++)
		dup2(null, fd);
	if (null > 2)
		close(null);
	(void)!write(parent_pipe, "", 1);
	close(parent_pipe);
	parent_pipe = -1;
}

/* ---- pid file ---- */

gboolean daemon_write_pid_file(const char *path, GError **error)
{
	g_autofree char *text = g_strdup_printf("%ld\n", (long)getpid());
	g_autofree char *temporary = g_strdup_printf("%s.%ld", path, (long)getpid());
	size_t length = strlen(text);
	/* O_EXCL and no following of links: the directory may belong to somebody who is not root */
	(void)unlink(temporary);
	int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail(error, errno, "create", temporary);
	gboolean written = fchmod(fd, 0644) == 0 && write(fd, text, length) == (ssize_t)length;
	int number = errno;
	close(fd);
	if (written && rename(temporary, path) == 0) {
		pid_path = g_strdup(path);
		return TRUE;
	}
	if (written)
		number = errno;
	unlink(temporary);
	return fail(error, number, "write", path);
}

void daemon_remove_pid_file(void)
{
	g_autofree char *text = NULL;
	if (pid_path == NULL)
		return;
	if (g_file_get_contents(pid_path, &text, NULL, NULL) && strtol(text, NULL, 10) == (long)getpid())
		(void)unlink(pid_path);                             /* after privileges went the directory may say no; the number is stale then, and harmless */
	g_clear_pointer(&pid_path, g_free);
}

/* ---- user ---- */

static gboolean become(const char *user, GError **error)
{
	if (user == NULL)
		return TRUE;
	const struct passwd *entry = getpwnam(user);
	if (entry == NULL) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "milter.user: there is no user '%s'", user);
		return FALSE;
	}
	uid_t uid = entry->pw_uid;
	gid_t gid = entry->pw_gid;
	if (geteuid() == uid && getuid() == uid)
		return TRUE;
	if (geteuid() != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_PERMISSION, "cannot become user '%s': not started as root", user);
		return FALSE;
	}
	if (initgroups(user, gid) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
		return fail(error, errno, "become user", user);
	if (uid != 0 && (setuid(0) == 0 || geteuid() != uid || getuid() != uid)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_INTERNAL, "could become root again after becoming user '%s'", user);
		return FALSE;
	}
	return TRUE;
}

gboolean daemon_become(const char *user, GError **error)
{
	if (!become(user, error))
		return FALSE;
	if (geteuid() == 0)
		log_warning("running as root; set milter.user");
	return TRUE;
}

static sigset_t block_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	return set;
}

void daemon_block_signals(void)
{
	block_signals();
}

int daemon_open_signals(void)
{
	const sigset_t set = block_signals();

	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}
