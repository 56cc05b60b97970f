/* SPDX-License-Identifier: BSD-2-Clause
 *
 * socket.c - the address that the MTA talks to us at
 *
 * libmilter's own way to clear a path, smfi_opensocket(TRUE), takes the socket away from a running instance, which then hears nothing any more; so
 * the path is tried first. It binds under whatever umask there is; so nobody may connect until owner, group and mode are right.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libmilter/mfapi.h>
#include <liaison/error.h>
#include <netdb.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include "socket.h"

#define BACKLOG 512
#define LOCK_TRIES 50

static char *made_path;
static dev_t made_device;
static ino_t made_inode;

static void set_error(GError **error, enum liaison_error code, const char *operation, const char *operand, int number)
{
	g_set_error(error, LIAISON_ERROR, code, "cannot %s '%s': %s", operation, operand, g_strerror(number));
}

static enum liaison_error code_of(int number)
{
	if (number == EACCES || number == EPERM || number == EROFS)
		return LIAISON_ERROR_PERMISSION;
	return number == ENOENT || number == ENOTDIR || number == EADDRNOTAVAIL ? LIAISON_ERROR_CONFIG : LIAISON_ERROR_TEMPORARY;
}

static const char *unix_path(const char *address)
{
	if (g_str_has_prefix(address, "unix:"))
		return address + strlen("unix:");
	if (g_str_has_prefix(address, "local:"))
		return address + strlen("local:");
	return strchr(address, ':') == NULL ? address : NULL;
}

gboolean socket_find_user(const char *name, guint *ret_id, GError **error)
{
	const struct passwd *entry = getpwnam(name);
	guint64 number;
	if (entry != NULL) {
		*ret_id = entry->pw_uid;
		return TRUE;
	}
	if (g_ascii_string_to_unsigned(name, 10, 0, G_MAXUINT - 1, &number, NULL)) {
		*ret_id = (guint)number;
		return TRUE;
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "there is no user '%s'", name);
	return FALSE;
}

gboolean socket_find_group(const char *name, guint *ret_id, GError **error)
{
	const struct group *entry = getgrnam(name);
	guint64 number;
	if (entry != NULL) {
		*ret_id = entry->gr_gid;
		return TRUE;
	}
	if (g_ascii_string_to_unsigned(name, 10, 0, G_MAXUINT - 1, &number, NULL)) {
		*ret_id = (guint)number;
		return TRUE;
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "there is no group '%s'", name);
	return FALSE;
}

/* ---- connecting ---- */

static int connect_unix(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	if (strlen(path) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	g_strlcpy(address.sun_path, path, sizeof address.sun_path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	int number = errno;
	close(fd);
	errno = number;
	return -1;
}

/* "port@host", "port@[address]" or "port" */
static int connect_internet(const char *spec, int family)
{
	g_auto(GStrv) parts = g_strsplit(spec, "@", 2);
	const char *host = parts[0] != NULL && parts[1] != NULL ? parts[1] : family == AF_INET6 ? "::1" : "127.0.0.1";
	g_autofree char *bare = g_strdup(*host == '[' ? host + 1 : host);
	struct addrinfo hints = { .ai_family = family, .ai_socktype = SOCK_STREAM }, *found = NULL;
	if (g_str_has_suffix(bare, "]"))
		bare[strlen(bare) - 1] = '\0';
	if (parts[0] == NULL || getaddrinfo(bare, parts[0], &hints, &found) != 0) {
		errno = EADDRNOTAVAIL;
		return -1;
	}
	int fd = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
	int result = fd < 0 ? -1 : connect(fd, found->ai_addr, found->ai_addrlen);
	int number = errno;
	freeaddrinfo(found);
	if (result == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	errno = number;
	return -1;
}

int socket_connect(const char *address)
{
	const char *path = unix_path(address);
	if (path != NULL)
		return connect_unix(path);
	if (g_str_has_prefix(address, "inet6:"))
		return connect_internet(address + strlen("inet6:"), AF_INET6);
	return connect_internet(strchr(address, ':') + 1, AF_INET);
}

/* ---- listening ---- */

/* Two that start at the same time must not take each other for a stale socket. The lock of the directory is held for the few calls
 * from looking to listening; it leaves no file behind. -1 where the directory cannot be locked: NFS, or no right to read it. */
static int lock_directory(const char *directory)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	for (int i = 0; i < LOCK_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return fd;
		if (errno != EWOULDBLOCK)
			break;
		g_usleep(100 * G_TIME_SPAN_MILLISECOND);
	}
	close(fd);
	return -1;
}

static gboolean clear_stale(const char *path, GError **error)
{
	struct stat status;
	if (lstat(path, &status) != 0) {
		if (errno == ENOENT)
			return TRUE;
		set_error(error, code_of(errno), "look at socket", path, errno);
		return FALSE;
	}
	if (!S_ISSOCK(status.st_mode)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s' is there and is no socket; it is not touched", path);
		return FALSE;
	}
	int fd = connect_unix(path);
	if (fd >= 0 || errno == EAGAIN) {                           /* EAGAIN: it listens, and its backlog is full */
		if (fd >= 0)
			close(fd);
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "another program listens on '%s'; end it first", path);
		return FALSE;
	}
	if (errno != ECONNREFUSED && errno != ENOENT) {
		set_error(error, code_of(errno), "tell whether somebody listens on", path, errno);
		return FALSE;
	}
	if (unlink(path) != 0 && errno != ENOENT) {
		set_error(error, code_of(errno), "remove the stale socket", path, errno);
		return FALSE;
	}
	return TRUE;
}

static gboolean open_with_libmilter(const char *address, GError **error)
{
	g_autofree char *writable = g_strdup(address);
	smfi_setbacklog(BACKLOG);
	errno = 0;
	if (smfi_setconn(writable) == MI_SUCCESS && smfi_opensocket(FALSE) == MI_SUCCESS)
		return TRUE;
	int number = errno;
	g_set_error(error, LIAISON_ERROR, code_of(number), "cannot listen on '%s'%s%s", address, number != 0 ? ": " : "",
	            number != 0 ? g_strerror(number) : "; libmilter's line in the log says why");
	return FALSE;
}

static gboolean parse_mode(const char *text, mode_t *ret_mode, GError **error)
{
	guint64 mode;
	if (!g_ascii_string_to_unsigned(text != NULL ? text : "0660", 8, 0, 0777, &mode, NULL)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "milter.socket_mode: '%s' is no mode such as 0660", text);
		return FALSE;
	}
	*ret_mode = (mode_t)mode;
	return TRUE;
}

static gboolean set_owner_and_mode(const char *path, const struct socket_wish *wish, GError **error)
{
	guint owner = G_MAXUINT, group = G_MAXUINT;                 /* chown(2): -1 leaves it */
	struct stat status;
	mode_t mode;
	if (!parse_mode(wish->mode, &mode, error))
		return FALSE;
	if (wish->owner != NULL && !socket_find_user(wish->owner, &owner, error))
		return g_prefix_error(error, "milter.socket_owner: "), FALSE;
	if (wish->group != NULL && !socket_find_group(wish->group, &group, error))
		return g_prefix_error(error, "milter.socket_group: "), FALSE;
	/* In a directory with the set-group-ID bit the group is right already, and one who is not in it may not even say so again. */
	if (lstat(path, &status) == 0 && (owner == G_MAXUINT || owner == status.st_uid) && (group == G_MAXUINT || group == status.st_gid))
		owner = group = G_MAXUINT;
	if ((owner != G_MAXUINT || group != G_MAXUINT) && lchown(path, owner, group) != 0) {
		set_error(error, code_of(errno), "give owner and group to", path, errno);
		return FALSE;
	}
	if (chmod(path, mode) != 0) {
		set_error(error, code_of(errno), "set the mode of", path, errno);
		return FALSE;
	}
	return TRUE;
}

static gboolean open_unix(const char *path, const struct socket_wish *wish, GError **error)
{
	struct stat status;
	if (!clear_stale(path, error))
		return FALSE;
	mode_t before = umask(0777);
	gboolean open = open_with_libmilter(wish->address, error);
	umask(before);
	if (!open)
		return FALSE;
	if (lstat(path, &status) == 0) {
		made_path = g_strdup(path);
		made_device = status.st_dev;
		made_inode = status.st_ino;
	}
	if (set_owner_and_mode(path, wish, error))
		return TRUE;
	socket_remove();
	return FALSE;
}

gboolean socket_open(const struct socket_wish *wish, GError **error)
{
	const char *path = unix_path(wish->address);
	if (path == NULL)
		return open_with_libmilter(wish->address, error);
	if (*path != '/') {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "milter.socket: '%s' is not an absolute path", path);
		return FALSE;
	}
	g_autofree char *directory = g_path_get_dirname(path);
	if (!g_file_test(directory, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "milter.socket: there is no directory '%s'", directory);
		return FALSE;
	}
	int lock = lock_directory(directory);
	gboolean open = open_unix(path, wish, error);
	if (lock >= 0)
		close(lock);
	return open;
}

void socket_remove(void)
{
	struct stat status;
	if (made_path == NULL)
		return;
	if (lstat(made_path, &status) == 0 && status.st_dev == made_device && status.st_ino == made_inode)
		(void)unlink(made_path);                            /* not ours to remove after privileges went: the next start does it */
	g_clear_pointer(&made_path, g_free);
}
