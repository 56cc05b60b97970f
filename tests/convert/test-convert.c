/* SPDX-License-Identifier: BSD-2-Clause
 *
 * convert: what a hook may do, what it may not, and how each end is named. The hostile ones try for real.
 */
#include <config.h>
#include <dirent.h>
#include <string.h>
#include <unistd.h>
#include <liaison/convert.h>
#include <liaison/error.h>

static char *launcher;

static struct hook *shell_hook(const char *script, const char *produces)
{
	struct hook *hook = hook_new("test");
	const char *const words[] = { "/usr/bin/sh", "-c", script, "hook", "%i", "%o", "%t" };

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		g_ptr_array_add(hook->command, g_strdup(words[i]));
	hook->produces = g_strdup(produces);
	hook->timeout_ms = 10000;
	return hook;
}

static struct converted *run(struct hook *hook, const char *filename, const char *input, GError **error)
{
	struct convert_context context = { .launcher = launcher };
	g_autoptr(GBytes) content = g_bytes_new(input, strlen(input));

	return convert_run(&context, hook, filename, "text/x-test", content, error);
}

static gboolean no_sandbox(void)
{
	g_autoptr(GError) error = NULL;

	/* a machine without name spaces is one thing, a build without its launcher another */
	g_assert_true(g_file_test(launcher, G_FILE_TEST_IS_EXECUTABLE));
	if (convert_sandbox_works(launcher, &error))
		return FALSE;
	g_test_skip(error->message);
	return TRUE;
}

static void test_good(void)
{
	static const struct { const char *script, *filename, *output; } table[] = {
		{ "cat \"$1\" > \"$2/a.txt\"", "letter.txt", "input" },
		{ "printf '%s %s %s' \"$1\" \"$2\" \"$3\" > \"$2/a\"", "letter.DOCX", "/in/input.docx /out text/x-test" },
		{ "printf %s \"$1\" > \"$2/a\"", "../../etc/passwd", "/in/input" },
		{ "printf %s \"$1\" > \"$2/a\"", "x.$(reboot)", "/in/input" },
		{ "printf %s \"$1\" > \"$2/a\"", NULL, "/in/input" },
		{ "echo talks; echo too >&2; printf %s \"$PWD $HOME $(hostname) $(id -u)\" > \"$2/a\"", "a", "/tmp /tmp sandbox 65534" },
		{ "env -0 | sort -z | tr '\\0' ' ' > \"$2/a\"", "a", "HOME=/tmp LC_ALL=C.UTF-8 PATH=/usr/bin:/bin PWD=/tmp TMPDIR=/tmp " },
	};

	if (no_sandbox())
		return;
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		struct hook *hook = shell_hook(table[i].script, "text/plain");
		g_autoptr(GError) error = NULL;
		g_autoptr(converted_t) converted = run(hook, table[i].filename, "input", &error);
		struct converted_file *file;
		g_autofree char *text = NULL;

		g_assert_no_error(error);
		g_assert_cmpuint(converted->files->len, ==, 1);
		file = converted->files->pdata[0];
		text = g_strndup(g_bytes_get_data(file->content, NULL), g_bytes_get_size(file->content));
		g_assert_cmpstr(text, ==, table[i].output);
		g_assert_cmpstr(file->content_type, ==, "text/plain");
		hook_free(hook);
	}
}

static void test_ends(void)
{
	static const struct { const char *script, *produces; enum liaison_error code; const char *words; } table[] = {
		{ "exit 75", "text/plain", LIAISON_ERROR_TEMPORARY, "tried again" },
		{ "echo password protected >&2; exit 1", "text/plain", LIAISON_ERROR_DATA, "exit 1: password protected" },
		{ "kill -SEGV $$", "text/plain", LIAISON_ERROR_DATA, "signal 11" },
		{ "true", "text/plain", LIAISON_ERROR_DATA, "left no file" },
		{ ": > \"$2/empty\"", "text/plain", LIAISON_ERROR_DATA, "promised text/plain" },
		{ "echo x > \"$2/a.pdf\"", "application/pdf", LIAISON_ERROR_DATA, "promised application/pdf" },
		{ "printf '%%PDF-1.4' > \"$2/a.txt\"", "text/plain", LIAISON_ERROR_DATA, "promised text/plain" },
		{ "printf '\\377\\376' > \"$2/a.txt\"", "text/plain", LIAISON_ERROR_DATA, "promised text/plain" },
		{ "ln -s /etc/passwd \"$2/a\"", "text/plain", LIAISON_ERROR_DATA, "left no file" },
		{ "mkfifo \"$2/a\"", "text/plain", LIAISON_ERROR_DATA, "left no file" },
		{ "mkdir \"$2/a\"; echo x > \"$2/a/b\"", "text/plain", LIAISON_ERROR_DATA, "left no file" },
		{ "i=0; while [ $i -lt 200 ]; do echo x > \"$2/$i\"; i=$((i+1)); done", "text/plain", LIAISON_ERROR_LIMIT, "more output" },
		{ "exec sleep 100", "text/plain", LIAISON_ERROR_TEMPORARY, "no end within" },
		{ "trap '' TERM; while :; do :; done", "text/plain", LIAISON_ERROR_TEMPORARY, "no end within" },
		{ "exec 3>&1; cat /dev/zero", "text/plain", LIAISON_ERROR_LIMIT, "more output" },
		{ "cat /dev/zero > \"$2/a\"", "text/plain", LIAISON_ERROR_DATA, "No space left" },
		{ "cat /dev/zero > /tmp/a", "text/plain", LIAISON_ERROR_DATA, "File size limit" },
		/* the frame is not the hook's to write */
		{ "echo 'exit 0' >&1; echo end >&1; exit 1", "text/plain", LIAISON_ERROR_DATA, "exit 1" },
	};

	if (no_sandbox())
		return;
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		struct hook *hook = shell_hook(table[i].script, table[i].produces);
		g_autoptr(GError) error = NULL;
		g_autoptr(converted_t) converted = NULL;

		hook->timeout_ms = strstr(table[i].words, "no end") ? 700 : 20000;
		hook->output_size = 1024 * 1024;
		g_test_message("%s", table[i].script);
		converted = run(hook, "a", "input", &error);
		g_assert_null(converted);
		g_assert_error(error, LIAISON_ERROR, (int)table[i].code);
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, table[i].words));
		hook_free(hook);
	}
}

/* Each script writes "held" if the wall held, and what it got if not. */
static void test_walls(void)
{
	static const char *const scripts[] = {
		"cat /etc/shadow > /dev/null 2>&1 || echo held",
		"[ -e /etc/passwd ] || echo held",
		"ls /home /root /var/spool > /dev/null 2>&1 || echo held",
		"touch /usr/x /x /etc/x 2>/dev/null || echo held",
		"[ \"$(cat /sys/class/net/*/address 2>/dev/null)\" = '' ] && echo held",
		"/usr/bin/perl -MSocket -e 'exit(socket(my $s, PF_INET, SOCK_STREAM, 0) ? 0 : 1)' || echo held",
		"/usr/bin/perl -MSocket -e 'exit(socket(my $s, PF_INET6, SOCK_DGRAM, 0) ? 0 : 1)' || echo held",
		"/usr/bin/unshare -U true 2>/dev/null || echo held",
		"/usr/bin/mount -t tmpfs x /tmp 2>/dev/null || echo held",
		"[ $(ls -d /proc/[0-9]* 2>/dev/null | wc -l) -lt 8 ] && echo held",
		"kill -9 1 2>/dev/null; sleep 0.1; echo held",
		"grep -q 'NoNewPrivs:.1' /proc/self/status 2>/dev/null || [ ! -e /proc/self ] || exit 0; echo held",
		"grep -q 'CapEff:.0000000000000000' /proc/self/status 2>/dev/null || [ ! -e /proc/self ] || exit 0; echo held",
		"grep -q 'Seccomp:.2' /proc/self/status 2>/dev/null || [ ! -e /proc/self ] || exit 0; echo held",
		"[ -z \"$(tr '\\0' '\\n' < /proc/2/environ 2>/dev/null)\" ] && echo held",
		"[ \"$(ulimit -c)\" = 0 ] && echo held",
		"[ ! -e /proc/self ] || [ $(cat /proc/self/oom_score_adj) = 1000 ] && echo held",
	};

	if (no_sandbox())
		return;
	for (guint i = 0; i < G_N_ELEMENTS(scripts); i++) {
		g_autofree char *script = g_strdup_printf("{ %s; } > \"$2/a\"", scripts[i]);
		struct hook *hook = shell_hook(script, "text/plain");
		g_autoptr(GError) error = NULL;
		g_autoptr(converted_t) converted = NULL;
		struct converted_file *file;
		g_autofree char *text = NULL;

		g_test_message("%s", scripts[i]);
		converted = run(hook, "a", "input", &error);
		g_assert_no_error(error);
		file = converted->files->pdata[0];
		text = g_strndup(g_bytes_get_data(file->content, NULL), g_bytes_get_size(file->content));
		g_assert_cmpstr(text, ==, "held\n");
		hook_free(hook);
	}
}

static void test_memory(void)
{
	struct hook *hook;
	g_autoptr(GError) error = NULL;
	g_autoptr(converted_t) converted = NULL;

	if (no_sandbox())
		return;
	hook = shell_hook("/usr/bin/perl -e '$x = \"x\" x (512 * 1024 * 1024); print length $x' > \"$2/a\"", "text/plain");
	hook->memory = 128 * 1024 * 1024;
	converted = run(hook, "a", "input", &error);
	g_assert_null(converted);
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA);
	hook_free(hook);
}

/* Bounded in time and number; the kernel counts processes per user name space only for a user that is not root. */
static void test_fork_bomb(void)
{
	struct hook *hook;
	g_autoptr(GError) error = NULL;
	g_autoptr(converted_t) converted = NULL;
	gint64 began = g_get_monotonic_time();

	if (no_sandbox())
		return;
	if (geteuid() == 0) {
		g_test_skip("the kernel does not limit root's processes by RLIMIT_NPROC");
		return;
	}
	hook = shell_hook("f() { f | f & }; f; sleep 20", "text/plain");
	hook->timeout_ms = 2000;
	converted = run(hook, "a", "input", &error);
	g_assert_null(converted);
	g_assert_nonnull(error);
	g_assert_cmpint(g_get_monotonic_time() - began, <, 10 * G_USEC_PER_SEC);
	hook_free(hook);
}

/* A launcher that is being replaced: tried again, and the attachment not given up for it. */
static void test_no_launcher(void)
{
	struct convert_context context = { .launcher = "/nonexistent/liaison-confine" };
	struct hook *hook;
	g_autoptr(GBytes) content = g_bytes_new_static("x", 1);
	g_autoptr(GError) error = NULL;

	if (no_sandbox())
		return;
	hook = shell_hook("true", "text/plain");
	g_assert_null(convert_run(&context, hook, "a", NULL, content, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_SANDBOX);
	hook_free(hook);
}

static guint count_entries(const char *path)
{
	DIR *directory = opendir(path);
	guint n = 0;

	g_assert_nonnull(directory);
	while (readdir(directory))
		n++;
	closedir(directory);
	return n;
}

/* No descriptor, file or mount of many runs is left. */
static void test_nothing_stays(void)
{
	struct hook *hook;
	guint fds;
	g_autofree char *mounts = NULL, *temporary = g_dir_make_tmp("liaison-convert-XXXXXX", NULL);

	g_assert_nonnull(temporary);
	if (no_sandbox()) {
		rmdir(temporary);
		return;
	}
	hook = shell_hook("sleep 300 & (setsid sleep 300 &) ; cp \"$1\" \"$2/a\"", "text/plain");
	fds = count_entries("/proc/self/fd");
	g_setenv("TMPDIR", temporary, TRUE);
	for (guint i = 0; i < 20; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(converted_t) converted = run(hook, "a", "input", &error);

		g_assert_no_error(error);
		g_assert_cmpuint(converted->elapsed_ms, <, 5000);
	}
	g_assert_cmpuint(count_entries("/proc/self/fd"), ==, fds);
	g_unsetenv("TMPDIR");
	g_assert_cmpint(rmdir(temporary), ==, 0);                    /* it is empty */
	/* bubblewrap builds below these; whatever else is mounted meanwhile is somebody else's */
	g_assert_true(g_file_get_contents("/proc/self/mountinfo", &mounts, NULL, NULL));
	g_assert_null(strstr(mounts, "newroot"));
	g_assert_null(strstr(mounts, "oldroot"));
	hook_free(hook);
}

static gboolean bubblewrap_works(void)
{
	int status = -1;

	return g_spawn_command_line_sync("bwrap --unshare-user --unshare-pid --unshare-net --ro-bind / / true", NULL, NULL, &status, NULL) && status == 0;
}

/* A launcher that is not there when a daemon first asks is found later; this has to run before anything else that asks. */
static void test_works_later(void)
{
	g_autofree char *folder = g_dir_make_tmp("liaison-convert-XXXXXX", NULL), *name = g_build_filename(folder, "launcher", NULL);
	g_autoptr(GError) error = NULL;
	gint64 began = g_get_monotonic_time();
	gboolean works = FALSE;

	g_assert_false(convert_sandbox_works(name, &error));
	g_assert_error(error, LIAISON_ERROR, LIAISON_ERROR_SANDBOX);
	g_assert_cmpint(symlink(launcher, name), ==, 0);
	while (!(works = convert_sandbox_works(name, NULL)) && g_get_monotonic_time() - began < 20 * G_USEC_PER_SEC)
		g_usleep(50000);
	g_assert_cmpint(unlink(name) + rmdir(folder), ==, 0);
	if (!works) {
		g_assert_false(bubblewrap_works());
		g_test_skip("no sandbox here");
	}
}

/* Without a wall, too, what a hook left behind ends with it, and what that had started: results are not waited for until it ends by itself. */
static void test_bare_leaves_nothing(void)
{
	g_autofree char *folder = g_dir_make_tmp("liaison-convert-XXXXXX", NULL), *parent = g_strdup_printf("--parent=%ld", (long)getpid());
	g_autofree char *output = NULL, *errors = NULL, *remove = g_strdup_printf("rm -r '%s'", folder);
	const char *const words[] = { launcher, "bare", parent, folder, "a", "--", "/usr/bin/sh", "-c", "sh -c 'sleep 30 & sleep 30; :' & sleep 0.2", NULL };
	g_autoptr(GError) error = NULL;
	gint64 began = g_get_monotonic_time();
	int status = -1;

	g_assert_nonnull(folder);
	/* what is left holds on to standard error, and so keeps this from ending */
	g_assert_true(g_spawn_sync(NULL, (char **)words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error));
	g_assert_no_error(error);
	g_assert_cmpint(status, ==, 0);
	g_assert_cmpstr(output, ==, "exit 0\nend\n");
	g_assert_cmpint(g_get_monotonic_time() - began, <, 20 * G_USEC_PER_SEC);
	g_assert_true(g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL));
}

/* What containers hold is told by what stands in them. */
static void test_sniff(void)
{
#define OLE "\320\317\021\340\241\261\032\341"
#define TYPES "[Content_Types].xml"
#define ROW(bytes) bytes, sizeof bytes - 1
#define FOUR "\0\0\0\0"
#define MEMBER(name_length) "PK\001\002" FOUR FOUR FOUR FOUR FOUR FOUR name_length "\0" FOUR FOUR FOUR FOUR
#define END(list_at) "PK\005\006" FOUR FOUR FOUR list_at "\0\0\0" "\0\0"
#define PRESENTATION "application/vnd.openxmlformats-officedocument.presentationml.presentation"
#define SHEET "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	static const struct { const char *bytes; gsize length; const char *type; } table[] = {
		{ ROW("PK\003\004" TYPES "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
		{ ROW("PK\003\004" TYPES "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
		{ ROW("PK\003\004" TYPES "ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
		/* a presentation that holds a sheet as it is: the list of members at the end says so; one that was cut off, or lies, does not matter */
		{ ROW("PK\003\004" TYPES "xl/workbook.xml" MEMBER("\024") "ppt/presentation.xml" END("\046")), PRESENTATION },
		{ ROW("PK\003\004" TYPES "xl/workbook.xml" MEMBER("\024") "ppt/presentation.xml" END("\046") "a comment"), PRESENTATION },
		{ ROW("PK\003\004" TYPES "xl/workbook.xml" MEMBER("\377") "ppt/presentation.xml" END("\046")), SHEET },
		{ ROW("PK\003\004" TYPES "xl/workbook.xml" MEMBER("\024") "ppt/presentation.xml" END("\377")), SHEET },
		{ ROW("PK\003\004" TYPES "xl/workbook.xml" "PK\005\006"), SHEET },
		/* an archive that holds a letter as it is */
		{ ROW("PK\003\004" TYPES "word/document.xml" MEMBER("\013") "letter.docx" END("\050")), "application/zip" },
		{ ROW("PK\003\004 word/document.xml"), "application/zip" },
		{ ROW("PK\003\004" TYPES), "application/zip" },
		{ ROW("PK\003\004..........................mimetypeapplication/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text" },
		{ ROW("PK\003\004..........................mimetypeapplication/vnd.oasis.opendocument.text-template"),
		  "application/vnd.oasis.opendocument.text-template" },
		{ ROW("PK\003\004..........................mimetypeapplication/vnd.oasis"), "application/zip" },
		{ ROW("PK\003\004..........................mime"), "application/zip" },
		{ ROW(OLE "xxW\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "application/msword" },
		{ ROW(OLE "xxW\0o\0r\0k\0b\0o\0o\0k\0"), "application/vnd.ms-excel" },
		{ ROW(OLE "xxP\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0"), "application/vnd.ms-powerpoint" },
		{ ROW(OLE "xxE\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "application/x-ole-storage" },
		{ ROW("{\\rtf1"), "text/rtf" }, { ROW("%PDF-1.7"), "application/pdf" }, { ROW("%PDF"), NULL }, { ROW("words"), NULL }, { ROW(""), NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_test_message("row %u", i);
		g_assert_cmpstr(convert_sniff(table[i].bytes, table[i].length), ==, table[i].type);
	}
}

#define OLD "\320\317\021\340\241\261\032\341"
static void test_takes(void)
{
	static const struct { const char *type, *filename, *bytes, *identified; gboolean office, pdf, drawing; } table[] = {
		{ "application/msword", "a.doc", OLD, NULL, TRUE, FALSE, FALSE },
		{ "application/octet-stream", "a.DOC", OLD, NULL, TRUE, FALSE, FALSE },
		{ "application/octet-stream", "a.docx", "PK\003\004", NULL, TRUE, FALSE, FALSE },
		{ "application/octet-stream", "a.docx", OLD, NULL, FALSE, FALSE, FALSE },                  /* encrypted */
		{ "application/msword", "a.doc", "{\\rtf1", NULL, TRUE, FALSE, FALSE },                   /* RTF comes as .doc */
		{ "application/msword", "a.doc", "%PDF-1.4", NULL, FALSE, TRUE, FALSE },
		{ "application/octet-stream", "a.docx", "PK\003\004[Content_Types].xml word/document.xml", NULL, TRUE, FALSE, FALSE },   /* only its suffix is named */
		{ "application/octet-stream", "a.docx", "PK\003\004[Content_Types].xml xl/workbook.xml", NULL, FALSE, FALSE, FALSE },
		{ "application/pdf", "a.pdf", "%PDF-1.4", NULL, FALSE, TRUE, FALSE },
		{ "application/pdf", "a.pdf", "garbage", NULL, FALSE, TRUE, FALSE },
		{ "text/plain", "a", "words", NULL, FALSE, FALSE, FALSE },
		{ "text/plain", NULL, "", NULL, FALSE, FALSE, FALSE },
		/* what a long look says, against type and name */
		{ "application/pdf", "a.pdf", "garbage", "application/octet-stream", FALSE, TRUE, FALSE },  /* it does not know either */
		{ "application/pdf", "a.pdf", "garbage", "text/plain", FALSE, TRUE, FALSE },
		{ "application/pdf", "a.pdf", "<svg", "image/svg+xml", FALSE, FALSE, TRUE },
		{ "application/msword", "a.doc", "<svg", "image/svg+xml", FALSE, FALSE, TRUE },
		{ "application/octet-stream", NULL, "<svg", "image/svg+xml", FALSE, FALSE, TRUE },
		{ "application/octet-stream", "a.dwg", "AC1015", "image/vnd.dwg", FALSE, FALSE, TRUE },       /* only its suffix is named */
		{ "application/octet-stream", "a.dwg", "%PDF-1.4", NULL, FALSE, TRUE, FALSE },
		{ "application/octet-stream", "a.doc", "From: a", "message/rfc822", TRUE, FALSE, FALSE },     /* a guess */
		{ "application/octet-stream", "a.doc", "From: a", "text/plain", TRUE, FALSE, FALSE },
		{ "application/octet-stream", "a.doc", OLD "W\0o", "application/msword", TRUE, FALSE, FALSE },
		{ "application/msword", "a.xls", OLD "W", "application/vnd.ms-outlook", TRUE, FALSE, FALSE },   /* one that takes any may say why it cannot */
		{ "application/octet-stream", "a.docx", OLD, "application/encrypted", FALSE, FALSE, FALSE },
	};
	struct hook *drawing = hook_new("drawing");
	struct hook *office = hook_new("office"), *pdf = hook_new("pdf");

	g_ptr_array_add(office->types, g_strdup("application/msword"));
	g_ptr_array_add(office->types, g_strdup("text/rtf"));
	g_ptr_array_add(office->suffixes, g_strdup("doc"));
	g_ptr_array_add(office->suffixes, g_strdup("docx"));
	g_ptr_array_add(pdf->types, g_strdup("application/pdf"));
	g_ptr_array_add(drawing->types, g_strdup("image/svg+xml"));
	g_ptr_array_add(drawing->suffixes, g_strdup("dwg"));
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		const char *sniffed = convert_sniff(table[i].bytes, strlen(table[i].bytes));
		struct convert_input input = { table[i].type, table[i].identified, table[i].filename, sniffed };

		g_test_message("row %u", i);
		g_assert_cmpint(hook_takes(office, &input), ==, table[i].office);
		g_assert_cmpint(hook_takes(pdf, &input), ==, table[i].pdf);
		g_assert_cmpint(hook_takes(drawing, &input), ==, table[i].drawing);
	}
	hook_free(drawing);
	hook_free(office);
	hook_free(pdf);
	hook_free(NULL);
}

/* Names and types say one thing, the bytes another; asked of libmagic behind the wall. */
static void test_identify(void)
{
	static const struct { const char *bytes, *type; gboolean unsure; } table[] = {
		{ "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "image/svg+xml", TRUE },
		{ "some words\n", "text/plain", TRUE },
		{ "\001\002\003", "application/octet-stream", TRUE },
		{ "%PDF-1.4\n", "application/pdf", FALSE },
	};
	struct convert_context context = { .launcher = launcher };

	if (no_sandbox())
		return;
	for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GBytes) content = g_bytes_new(table[i].bytes, strlen(table[i].bytes));
		g_autoptr(GError) error = NULL;
		g_autofree char *type = convert_identify(&context, content, &error);

		g_assert_no_error(error);
		g_assert_cmpstr(type, ==, table[i].type);
		g_assert_cmpint(convert_is_unsure(convert_sniff(table[i].bytes, strlen(table[i].bytes))), ==, table[i].unsure);
	}
}

int main(int argc, char **argv)
{
	g_autofree char *built = NULL, *built_path = NULL;
	int failed;

	g_test_init(&argc, &argv, NULL);
	built = g_path_get_dirname(argv[0]);
	built_path = g_build_filename(built, "..", "..", "libexec", "liaison-confine", NULL);
	launcher = g_canonicalize_filename(built_path, NULL);
	g_test_add_func("/convert/works-later", test_works_later);
	g_test_add_func("/convert/takes", test_takes);
	g_test_add_func("/convert/sniff", test_sniff);
	g_test_add_func("/convert/identify", test_identify);
	g_test_add_func("/convert/good", test_good);
	g_test_add_func("/convert/ends", test_ends);
	g_test_add_func("/convert/walls", test_walls);
	g_test_add_func("/convert/memory", test_memory);
	g_test_add_func("/convert/fork-bomb", test_fork_bomb);
	g_test_add_func("/convert/no-launcher", test_no_launcher);
	g_test_add_func("/convert/bare-leaves-nothing", test_bare_leaves_nothing);
	g_test_add_func("/convert/nothing-stays", test_nothing_stays);
	failed = g_test_run();
	g_free(launcher);
	return failed;
}
