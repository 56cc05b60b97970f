/* SPDX-License-Identifier: BSD-2-Clause
 *
 * notify.c - sd_notify(3)'s protocol, which is one datagram with lines of NAME=value
 *
 * It is written out here, since linking a whole library for one sendto() would put that library, and what it links, into
 * the address space of a daemon that reads strangers' mail.
 */
#include <config.h>
#include <liaison/notify.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void notify_send(const char *text)
{
	const char *path = g_getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t length;
	int fd;

	if (!path || (path[0] != '/' && path[0] != '@') || !path[1])
		return;
	length = strlen(path);
	if (length >= sizeof address.sun_path)
		return;
	memcpy(address.sun_path, path, length);
	if (path[0] == '@')             /* the abstract name space */
		address.sun_path[0] = '\0';
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	/* a service manager that does not listen is no reason to stop taking mail */
	(void)!sendto(fd, text, strlen(text), MSG_NOSIGNAL, (const struct sockaddr *)&address,
	              (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length));
	close(fd);
}

void notify_ready(void)
{
	notify_send("READY=1");
}

void notify_reloading(void)
{
	g_autofree char *text = g_strdup_printf("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());

	notify_send(text);
}

void notify_stopping(void)
{
	notify_send("STOPPING=1");
}

void notify_status(const char *format, ...)
{
	g_autofree char *words = NULL, *text = NULL;
	va_list args;

	va_start(args, format);
	words = g_strdup_vprintf(format, args);
	va_end(args);
	g_strdelimit(words, "\r\n", ' ');
	text = g_strconcat("STATUS=", words, NULL);
	notify_send(text);
}
