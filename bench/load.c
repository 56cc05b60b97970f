/* SPDX-License-Identifier: BSD-2-Clause
 *
 * load.c - mails one template many times over, each time under another Message-ID
 *
 *	load PORT SENDERS MESSAGES KEY TEMPLATE FROM TO...
 *
 * SENDERS threads share MESSAGES messages, one connection a message, one command at a time, as a plain MTA would send them.
 * Each "@ID@" in the template is replaced by KEY.NUMBER. Prints the seconds from the first connect to the last reply, then
 * KEY.NUMBER of every message that got 250, one a line. The template has CRLF and no line that begins with a full stop.
 */
#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MARK "@ID@"

struct job {
	struct sockaddr_in server;
	const char *key, *from, *template;
	char **recipients;
	int messages;
	atomic_int next;
	char *accepted;          /* one flag a message */
};

static int send_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);

		if (n <= 0)
			return -1;
		bytes += n;
		length -= (size_t)n;
	}
	return 0;
}

/* The code of one reply, of several lines or one; 0 when the connection is gone. */
static int read_reply(int fd)
{
	static const size_t room = 8192;
	char text[8192];
	size_t length = 0;

	for (;;) {
		ssize_t n = recv(fd, text + length, room - 1 - length, 0);
		char *line;

		if (n <= 0)
			return 0;
		length += (size_t)n;
		text[length] = '\0';
		if (length < 5 || text[length - 1] != '\n')
			continue;
		text[length - 1] = '\0';
		line = strrchr(text, '\n');
		line = line ? line + 1 : text;
		if (strlen(line) >= 3 && line[3] != '-')
			return atoi(line);
		text[length - 1] = '\n';
		if (length >= room - 1)
			return 0;
	}
}

static int say(int fd, const char *command, int expected)
{
	return send_all(fd, command, strlen(command)) == 0 && read_reply(fd) == expected ? 0 : -1;
}

/* The template under its number, with what ends DATA. */
static char *write_message(const struct job *job, int number)
{
	const char *from = job->template, *found;
	char *message = NULL;
	size_t length;
	FILE *out = open_memstream(&message, &length);

	if (!out)
		return NULL;
	while ((found = strstr(from, MARK))) {
		fwrite(from, 1, (size_t)(found - from), out);
		fprintf(out, "%s.%d", job->key, number);
		from = found + strlen(MARK);
	}
	fprintf(out, "%s.\r\n", from);
	if (fclose(out) == 0)
		return message;
	free(message);
	return NULL;
}

static int converse(int fd, const struct job *job, int number)
{
	char line[1024];
	char **recipient;
	char *message;
	int failed;

	if (read_reply(fd) != 220 || say(fd, "EHLO load.test.example\r\n", 250) < 0)
		return -1;
	snprintf(line, sizeof line, "MAIL FROM:<%s>\r\n", job->from);
	if (say(fd, line, 250) < 0)
		return -1;
	for (recipient = job->recipients; *recipient; recipient++) {
		snprintf(line, sizeof line, "RCPT TO:<%s>\r\n", *recipient);
		if (say(fd, line, 250) < 0)
			return -1;
	}
	if (say(fd, "DATA\r\n", 354) < 0)
		return -1;
	message = write_message(job, number);
	if (!message)
		return -1;
	failed = send_all(fd, message, strlen(message)) < 0 || read_reply(fd) != 250;
	free(message);
	if (!failed)
		(void)say(fd, "QUIT\r\n", 221);
	return failed ? -1 : 0;
}

static void *sender(void *data)
{
	struct job *job = data;
	int number, one = 1;

	while ((number = atomic_fetch_add(&job->next, 1)) < job->messages) {
		int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

		if (fd < 0)
			continue;
		(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
		if (connect(fd, (const struct sockaddr *)&job->server, sizeof job->server) == 0)
			job->accepted[number] = converse(fd, job, number) == 0;
		close(fd);
	}
	return NULL;
}

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes;
	long length;

	if (!file || fseek(file, 0, SEEK_END) < 0 || (length = ftell(file)) < 0)
		return NULL;
	rewind(file);
	bytes = calloc(1, (size_t)length + 1);
	if (!bytes || fread(bytes, 1, (size_t)length, file) != (size_t)length)
		return NULL;
	fclose(file);
	return bytes;
}

int main(int argc, char **argv)
{
	struct job job = { .server = { .sin_family = AF_INET } };
	struct timespec began, ended;
	pthread_t threads[64];
	int senders, i;
	char *template;

	if (argc < 8 || (senders = atoi(argv[2])) < 1 || senders > 64 || (job.messages = atoi(argv[3])) < 1) {
		fprintf(stderr, "usage: load PORT SENDERS MESSAGES KEY TEMPLATE FROM TO...\n");
		return 64;
	}
	job.server.sin_port = htons((in_port_t)atoi(argv[1]));
	job.server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	job.key = argv[4];
	job.from = argv[6];
	job.recipients = argv + 7;
	job.template = template = read_file(argv[5]);
	if (!template || !strstr(template, MARK)) {
		fprintf(stderr, "load: %s: cannot be read, or has no " MARK "\n", argv[5]);
		return 66;
	}
	job.accepted = calloc((size_t)job.messages, 1);
	if (!job.accepted)
		return 71;
	clock_gettime(CLOCK_MONOTONIC, &began);
	for (i = 0; i < senders; i++)
		if (pthread_create(&threads[i], NULL, sender, &job) != 0)
			return 71;
	for (i = 0; i < senders; i++)
		pthread_join(threads[i], NULL);
	clock_gettime(CLOCK_MONOTONIC, &ended);
	printf("%.6f\n", (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9);
	for (i = 0; i < job.messages; i++)
		if (job.accepted[i])
			printf("%s.%d\n", job.key, i);
	return 0;
}
