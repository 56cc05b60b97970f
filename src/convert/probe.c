/* SPDX-License-Identifier: BSD-2-Clause
 *
 * probe.c - a hook that tries to break out: liaison-probe WHAT FOLDER [PATH…]
 *
 * Exit 0: it did not succeed, the wall held. Exit 1: it did, and says how. For "liaisonctl sandbox --test", which runs it as any hook;
 * the attempts do no harm where they succeed. Only libc here.
 */
#include <config.h>
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char **paths;              /* what stands behind FOLDER */
static const char *folder;

static int __attribute__((format(printf, 1, 2))) broke(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return 1;
}

static int try_network(void)
{
	static const int families[] = { AF_INET, AF_INET6, AF_NETLINK, AF_PACKET };

	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		int fd = socket(families[i], families[i] == AF_INET || families[i] == AF_INET6 ? SOCK_STREAM : SOCK_RAW, 0);

		if (fd >= 0)
			return broke("opened a socket of family %d", families[i]);
	}
	return 0;
}

static int try_read(void)
{
	static const char *const secrets[] = { "/etc/shadow", "/etc/passwd", "/etc/ssh", "/root", "/home", "/var/spool", "/var/log", "/run/systemd" };

	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (open(secrets[i], O_RDONLY) >= 0)
			return broke("opened %s", secrets[i]);
	for (char **path = paths; *path; path++)
		if (open(*path, O_RDONLY) >= 0 || access(*path, F_OK) == 0)
			return broke("found %s", *path);
	return 0;
}

static int try_write(void)
{
	/* the root and other folders of the sandbox are memory of its own, and end with it */
	static const char *const places[] = { "/usr/x", "/usr/bin/x", "/usr/lib/x", "/run/liaison/x", "/run/liaison-confine", "/etc/fonts/x", "/etc/alternatives/x", "/sys/x" };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (open(places[i], O_WRONLY | O_CREAT, 0600) >= 0)
			return broke("wrote %s", places[i]);
	return 0;
}

static int try_privileges(void)
{
	char line[256];
	FILE *status = fopen("/proc/self/status", "r");

	while (status && fgets(line, sizeof line, status)) {
		if (strncmp(line, "CapEff:", 7) == 0 && strtoull(line + 7, NULL, 16) != 0)
			return broke("has capabilities: %s", line);
		if (strncmp(line, "NoNewPrivs:", 11) == 0 && atoi(line + 11) != 1)
			return broke("may gain privileges");
		if (strncmp(line, "Seccomp:", 8) == 0 && atoi(line + 8) != 2)
			return broke("has no system call filter");
	}
	if (setuid(0) == 0 || seteuid(0) == 0 || setgid(0) == 0)
		return broke("became root");
	if (unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNET) == 0)
		return broke("made a name space");
	if (mount("none", "/tmp", "tmpfs", 0, NULL) == 0)
		return broke("mounted something");
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0)
		return broke("may trace processes");
	if (kill(1, 0) != 0 && errno != EPERM && errno != ESRCH)
		return broke("sees a first process that is none of the sandbox");
	return 0;
}

static int try_environment(void)
{
	static const char *const plain[] = { "PATH=", "HOME=", "TMPDIR=", "LC_ALL=", "PWD=" };

	for (char **word = environ; *word; word++) {
		int known = 0;

		for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
			known |= strncmp(*word, plain[i], strlen(plain[i])) == 0;
		if (!known)
			return broke("sees %s", *word);
	}
	for (int fd = 3; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			return broke("descriptor %d is open", fd);
	return 0;
}

/* paths: how many it may have */
static int try_processes(void)
{
	long most = paths[0] ? atol(paths[0]) : 64, made = 0;

	for (; made < 2 * most + 10; made++) {
		pid_t child = fork();

		if (child < 0)
			break;
		if (child == 0) {
			pause();
			_exit(0);
		}
	}
	return made > most ? broke("started %ld processes, and %ld are allowed", made, most) : 0;
}

static int try_memory(void)
{
	size_t most = paths[0] ? strtoul(paths[0], NULL, 10) : 0;

	return mmap(NULL, most, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED ? broke("got %zu bytes of memory", most) : 0;
}

static int fill(const char *directory, unsigned long most)
{
	static char block[1 << 20];
	unsigned long written = 0;

	for (int file = 0; file < 64; file++) {
		char path[4096];
		int fd;
		ssize_t n = 0;

		snprintf(path, sizeof path, "%s/fill%d", directory, file);
		fd = open(path, O_WRONLY | O_CREAT, 0600);
		while (fd >= 0 && (n = write(fd, block, sizeof block)) > 0) {
			written += (unsigned long)n;
			if (written > most)
				return broke("wrote %lu bytes to %s", written, directory);
		}
		n = fd < 0 || errno != EFBIG;
		if (fd >= 0)
			close(fd);
		if (n)
			break;
	}
	return 0;
}

/* paths: bytes that /out and /tmp hold */
static int try_disk(void)
{
	unsigned long out = paths[0] ? strtoul(paths[0], NULL, 10) : 0, tmp = paths[0] && paths[1] ? strtoul(paths[1], NULL, 10) : 0;
	char path[4096];
	int result;

	signal(SIGXFSZ, SIG_IGN);
	result = fill(folder, out) || fill("/tmp", tmp);
	for (int file = 0; file < 64; file++) {
		snprintf(path, sizeof path, "%s/fill%d", folder, file);
		unlink(path);
	}
	return result;
}

/* Leaves a process behind that nothing but the end of its name space ends; paths: a word to know it by, outside */
static int try_outlive(void)
{
	if (fork() == 0) {
		setsid();
		if (fork() == 0)
			for (;;)
				pause();
		_exit(0);
	}
	usleep(100000);
	return 0;
}

static int __attribute__((noreturn)) try_time(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	for (;;)
		pause();
}

static int try_flood(void)
{
	static const char words[1 << 16];

	while (write(2, words, sizeof words) > 0)
		;
	return 0;
}

static int try_links(void)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/link", folder);
	return symlink("/etc/hostname", path) != 0 ? broke("cannot even make a link") : 0;
}

int main(int argc, char **argv)
{
	static const struct { const char *name; int (*run)(void); } table[] = {
		{ "network", try_network }, { "read", try_read }, { "write", try_write }, { "privileges", try_privileges }, { "environment", try_environment },
		{ "processes", try_processes }, { "memory", try_memory }, { "disk", try_disk }, { "outlive", try_outlive }, { "time", try_time },
		{ "flood", try_flood }, { "links", try_links },
	};
	char path[4096];

	if (argc < 3)
		return broke("usage: liaison-probe WHAT FOLDER [PATH…]");
	folder = argv[2];
	paths = argv + 3;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int result, fd;

		if (strcmp(argv[1], table[i].name) != 0)
			continue;
		result = table[i].run();
		snprintf(path, sizeof path, "%s/held", folder);
		fd = strcmp(argv[1], "links") == 0 ? 0 : open(path, O_WRONLY | O_CREAT, 0600);
		if (fd > 0)
			(void)!write(fd, "held\n", 5);
		return result;
	}
	return broke("there is no attempt '%s'", argv[1]);
}
