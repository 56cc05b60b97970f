/* SPDX-License-Identifier: BSD-2-Clause
 *
 * confine.c - the launcher on both sides of bubblewrap's wall
 *
 *   liaison-confine outside [LIMIT…] -- bwrap …        sets limits, becomes bwrap
 *   liaison-confine inside [LIMIT…] NAME -- hook …     inside: puts standard input into /in/NAME, runs the hook under a system call
 *                                                      filter and limits of its own, and writes what it left in /out to standard output
 *   liaison-confine bare [LIMIT…] FOLDER NAME -- hook … no wall: the same with the folders in, out and tmp of FOLDER, which it makes.
 *                                                      Limits and filter hold, and so no network; all else of the user's is open. It ends
 *                                                      with the process --parent, which started it
 *   liaison-confine bound PARENT -- command …          no wall and no limits, for a command of the operator's: it ends when process PARENT,
 *                                                      which started this one, does. Setting a group or user at its start undoes that
 *
 * What comes out is a frame that the other side parses as it would any stranger's data:
 *   "exit N\n" or "signal N\n", then for each file "file NAME-LENGTH SIZE\n" name content, then "end\n".
 *
 * The number of processes is limited inside, where the kernel counts per user name space, and not outside, where it counts all processes of
 * our user: without a wall, those that the user has are allowed besides. Only libc and libseccomp here: this program is what stands between a
 * stranger's file and the hook's freedom.
 */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_BROKEN = 125 };       /* the launcher itself failed; told apart from a hook's end by the missing frame */

static void __attribute__((noreturn, format(printf, 1, 2))) broken(const char *format, ...)
{
	int number = errno;
	va_list args;

	fputs("confine: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, ": %s\n", strerror(number));
	exit(EXIT_BROKEN);
}

struct limits {
	unsigned long cpu, memory, file_size, processes, files, output, parent;
};

static void limit(int which, unsigned long value, const char *name)
{
	struct rlimit bound = { value, value };

	if (setrlimit((__rlimit_resource_t)which, &bound) != 0)
		broken("cannot limit %s", name);
}

static void parse_limit(const char *word, struct limits *limits)
{
	const struct { const char *name; unsigned long *value; } table[] = {
		{ "--cpu=", &limits->cpu }, { "--memory=", &limits->memory }, { "--file-size=", &limits->file_size },
		{ "--processes=", &limits->processes }, { "--files=", &limits->files }, { "--output=", &limits->output },
		{ "--parent=", &limits->parent },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t length = strlen(table[i].name);
		char *end;

		if (strncmp(word, table[i].name, length) != 0)
			continue;
		*table[i].value = strtoul(word + length, &end, 10);
		if (word[length] && !*end)
			return;
	}
	errno = EINVAL;
	broken("'%s'", word);
}

/* Takes "--name=N" words off argv; returns how many there were. */
static int parse_limits(char **argv, struct limits *limits)
{
	int used = 0;

	for (; argv[used] && strncmp(argv[used], "--", 2) == 0 && argv[used][2]; used++)
		parse_limit(argv[used], limits);
	return used;
}

static void write_all(int fd, const void *bytes, size_t length)
{
	const char *p = bytes;

	while (length) {
		ssize_t n = write(fd, p, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			broken("cannot write");
		p += n;
		length -= (size_t)n;
	}
}

/* Where the hook's files are: at the root inside the wall, in a folder without one. */
struct places { const char *root; int walled; };

static const char *place(const struct places *places, const char *folder, const char *name, char *path, size_t size)
{
	if ((size_t)snprintf(path, size, "%s/%s%s%s", places->root, folder, *name ? "/" : "", name) >= size) {
		errno = ENAMETOOLONG;
		broken("'%s'", places->root);
	}
	return path;
}

static void copy_input(const struct places *places, const char *name)
{
	char path[4096], buffer[65536];
	ssize_t n;
	int fd;

	if (strchr(name, '/')) {
		errno = EINVAL;
		broken("input name");
	}
	place(places, "in", name, path, sizeof path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
	if (fd < 0)
		broken("cannot make %s", path);
	while ((n = read(0, buffer, sizeof buffer)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			broken("cannot read the input");
		write_all(fd, buffer, (size_t)n);
	}
	close(fd);
}

/* Everything that reaches beyond the sandbox, or that kernels had holes in and converters do not need. A list of what is allowed
 * instead would be tighter, and broken by each new release of an office program. */
static const char *const denied[] = {
	"ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd", "mount", "umount", "umount2",
	"move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "pivot_root", "chroot", "unshare", "setns",
	"keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd", "kexec_load", "kexec_file_load", "init_module",
	"finit_module", "delete_module", "open_by_handle_at", "name_to_handle_at", "io_uring_setup", "io_uring_enter", "io_uring_register",
	"quotactl", "acct", "swapon", "swapoff", "reboot", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "syslog", "iopl",
	"ioperm", "lookup_dcookie", "migrate_pages", "move_pages", "nfsservctl", "vhangup", "fanotify_init", "uselib", "personality",
};

static void deny_name(scmp_filter_ctx filter, const char *name)
{
	int number = seccomp_syscall_resolve_name(name);

	/* what this architecture does not have needs no denial */
	if (number != __NR_SCMP_ERROR && number >= 0 && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0) != 0)
		broken("cannot deny %s", name);
}

static void filter_system_calls(void)
{
	static const unsigned int spaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int failed = 0;

	if (!filter)
		broken("cannot make a system call filter");
	for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
		deny_name(filter, denied[i]);
	/* clone3 hides its flags from a filter; the C library falls back to clone where it does not exist */
	failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	for (unsigned int bit = 1; bit; bit <<= 1)
		if (spaces & bit)
			failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, bit, bit));
	/* no sockets but local ones; the empty network name space is the other lock on this door */
	failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX));
	failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, TIOCSTI));
	failed |= seccomp_load(filter);
	if (failed) {
		errno = ENOSYS;
		broken("cannot load the system call filter");
	}
	seccomp_release(filter);
}

static void __attribute__((noreturn)) become_hook(const struct places *places, char **argv, const struct limits *limits)
{
	char path[4096];
	int null = open("/dev/null", O_RDONLY);

	if (null < 0 || dup2(null, 0) < 0)
		broken("cannot set up the hook's descriptors");
	if (null > 2)
		close(null);
	if (limits->memory)
		limit(RLIMIT_AS, limits->memory, "memory");
	if (limits->processes)
		limit(RLIMIT_NPROC, limits->processes, "processes");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		broken("cannot give up new privileges");
	filter_system_calls();
	if (chdir(place(places, "tmp", "", path, sizeof path)) != 0)
		broken("cannot enter %s", path);
	execv(argv[0], argv);
	fprintf(stderr, "confine: cannot start '%s': %s\n", argv[0], strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

/* One result: a regular file and nothing else, opened without following anything. */
static int open_result(int directory, const char *name, off_t *ret_size)
{
	struct stat st;
	int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return -1;
	}
	*ret_size = st.st_size;
	return fd;
}

static void send_file(int to, int fd, const char *name, off_t size)
{
	char buffer[65536], head[64];
	int length = snprintf(head, sizeof head, "file %zu %lld\n", strlen(name), (long long)size);

	write_all(to, head, (size_t)length);
	write_all(to, name, strlen(name));
	while (size > 0) {
		ssize_t n = read(fd, buffer, (size_t)size < sizeof buffer ? (size_t)size : sizeof buffer);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			broken("a result shrank while it was read");
		write_all(to, buffer, (size_t)n);
		size -= n;
	}
}

static void send_results(const struct places *places, int to, const struct limits *limits)
{
	char path[4096];
	int fd = open(place(places, "out", "", path, sizeof path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *directory = fd < 0 ? NULL : fdopendir(fd);
	unsigned long files = 0, bytes = 0;
	struct dirent *entry;

	if (!directory)
		broken("cannot read %s", path);
	while ((entry = readdir(directory))) {
		off_t size = 0;
		int file;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		file = open_result(fd, entry->d_name, &size);
		if (file < 0) {
			fputs("confine: a result that is no plain file was left out\n", stderr);
			continue;
		}
		bytes += (unsigned long)size;
		if (++files > limits->files || bytes > limits->output) {
			errno = EFBIG;
			broken("results: %lu files, %lu bytes", files, bytes);
		}
		send_file(to, file, entry->d_name, size);
		close(file);
	}
	write_all(to, "end\n", 4);
	closedir(directory);
}

/* The parent may have died before the kernel was told to watch it: then somebody else is the parent by now. */
static void bind_to_parent(pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
		broken("cannot be bound to its parent");
	if (getppid() != parent)
		_exit(EXIT_BROKEN);
}

/* Orphans become ours: what one of them had started comes to us once it has ended, and is ended in its turn. Waited for is only what was killed. */
static void end_children(void)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/self/task/%ld/children", (long)getpid());
	for (;;) {
		FILE *children = fopen(path, "re");
		int child = 0;

		if (children && fscanf(children, "%d", &child) != 1)
			child = 0;
		if (children)
			fclose(children);
		if (child <= 0 || kill(child, SIGKILL) != 0)
			return;
		while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
			;
	}
}

/* From the input to the frame: words are NAME -- hook … */
static void __attribute__((noreturn)) run_hook(const struct places *places, char **words, const struct limits *limits)
{
	int to, status = 0, length;
	char head[32];
	pid_t pid, self = getpid();

	if (!words[0] || !words[1] || strcmp(words[1], "--") != 0 || !words[2]) {
		errno = EINVAL;
		broken("usage");
	}
	/* the way out is ours alone: the hook's own standard output goes where its errors go */
	to = fcntl(1, F_DUPFD_CLOEXEC, 10);
	if (to < 0 || dup2(2, 1) < 0)
		broken("cannot set up descriptors");
	/* not even a hook that was taken over reaches into this process through /proc */
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		broken("cannot hide");
	copy_input(places, words[0]);
	pid = fork();
	if (pid < 0)
		broken("cannot fork");
	if (pid == 0) {
		if (!places->walled)
			bind_to_parent(self);
		become_hook(places, words + 2, limits);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			broken("cannot wait");
	/* whatever it started ends before its results are read: all in this name space, or, without one, all that it left to us */
	if (places->walled)
		kill(-1, SIGKILL);
	else
		end_children();
	length = WIFSIGNALED(status) ? snprintf(head, sizeof head, "signal %d\n", WTERMSIG(status))
		: snprintf(head, sizeof head, "exit %d\n", WEXITSTATUS(status));
	write_all(to, head, (size_t)length);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		send_results(places, to, limits);
	exit(0);
}

static void __attribute__((noreturn)) inside(char **argv)
{
	static const struct places places = { "", 1 };
	struct limits limits = { 0 };
	int used = parse_limits(argv, &limits);

	run_hook(&places, argv + used, &limits);
}

/* Memory is bounded for each process and not for all together: where it runs out, a hook is what ends, and not the daemon or an MTA. */
static void offer_to_end(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)!write(fd, "1000", 4);
	close(fd);
}

static void set_outer_limits(const struct limits *limits)
{
	offer_to_end();
	limit(RLIMIT_CORE, 0, "core files");
	if (limits->cpu)
		limit(RLIMIT_CPU, limits->cpu, "processor time");
	if (limits->file_size)
		limit(RLIMIT_FSIZE, limits->file_size, "file size");
}

static void __attribute__((noreturn)) outside(char **argv)
{
	struct limits limits = { 0 };
	int used = parse_limits(argv, &limits);

	if (!argv[used] || strcmp(argv[used], "--") != 0 || !argv[used + 1]) {
		errno = EINVAL;
		broken("usage");
	}
	set_outer_limits(&limits);
	execvp(argv[used + 1], argv + used + 1);
	broken("cannot start '%s'", argv[used + 1]);
}

/* Of our user, as the kernel counts them: each thread. */
static unsigned long count_processes(void)
{
	DIR *all = opendir("/proc");
	unsigned long count = 0;
	struct dirent *entry;

	while (all && (entry = readdir(all))) {
		char path[300];
		struct stat st;

		snprintf(path, sizeof path, "/proc/%s/task", entry->d_name);
		if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9' && stat(path, &st) == 0 && st.st_uid == getuid())
			count += (unsigned long)st.st_nlink - 2;      /* a folder a thread */
	}
	if (all)
		closedir(all);
	return count;
}

static void __attribute__((noreturn)) bare(char **argv)
{
	static const char *const folders[] = { "in", "out", "tmp" };
	struct limits limits = { 0 };
	int used = parse_limits(argv, &limits);
	struct places places = { argv[used], 0 };
	char path[4096];

	if (!argv[used] || *argv[used] != '/') {
		errno = EINVAL;
		broken("usage");
	}
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (mkdir(place(&places, folders[i], "", path, sizeof path), 0700) != 0)
			broken("cannot make %s", path);
	if (setenv("HOME", path, 1) != 0 || setenv("TMPDIR", path, 1) != 0)
		broken("cannot set up the environment");
	/* the input goes with the daemon if that is killed */
	bind_to_parent((pid_t)limits.parent);
	if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0)
		broken("cannot take orphans");
	if (limits.processes)
		limits.processes += count_processes();
	set_outer_limits(&limits);
	run_hook(&places, argv + used + 1, &limits);
}

static void __attribute__((noreturn)) bound(char **argv)
{
	bind_to_parent((pid_t)strtol(argv[0], NULL, 10));
	if (strcmp(argv[1], "--") != 0) {
		errno = EINVAL;
		broken("usage");
	}
	execvp(argv[2], argv + 2);
	fprintf(stderr, "cannot start: %s\n", strerror(errno));
	_exit(errno == ENOENT ? 127 : 126);
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "outside") == 0)
		outside(argv + 2);
	if (argc > 3 && strcmp(argv[1], "inside") == 0)
		inside(argv + 2);
	if (argc > 4 && strcmp(argv[1], "bare") == 0)
		bare(argv + 2);
	if (argc > 4 && strcmp(argv[1], "bound") == 0)
		bound(argv + 2);
	fputs("usage: liaison-confine outside|inside|bare|bound …\n"
	      "This program is started by the liaison daemons; it is of no use by hand.\n", stderr);
	return EXIT_BROKEN;
}
