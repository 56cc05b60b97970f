/* SPDX-License-Identifier: BSD-2-Clause
 *
 * letter.c - the hook that reads a letter's own table structure: liaison-letter INPUT FOLDER
 *
 * docx, odt, rtf, and the DocBook that antiword makes of a doc, become FOLDER/letter.html. It runs confined, like any hook. Exit status: 0; 65 for a file that cannot be read (damaged,
 * encrypted, no letter), with the reason on standard error; 64 usage; 74 for a failed write.
 */
#include <config.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include "letter.h"
#include "ole.h"
#include "pack.h"

struct members {
	GPtrArray *headers;      /* GBytes of word/header*.xml */
	GBytes *document;        /* word/document.xml */
	GBytes *notes;           /* word/footnotes.xml */
	GBytes *content;         /* content.xml of OpenDocument */
};

static gboolean wanted(const char *name, gpointer data G_GNUC_UNUSED)
{
	/* programs number the parts as they like: document22.xml has been seen */
	return strcmp(name, "content.xml") == 0 || (g_str_has_suffix(name, ".xml") && (g_str_has_prefix(name, "word/document")
		|| g_str_has_prefix(name, "word/header") || g_str_has_prefix(name, "word/footnotes")));
}

static void keep(GBytes **place, GBytes *content)
{
	if (!*place)
		*place = g_bytes_ref(content);
}

static gboolean take(const char *name, GBytes *content, gpointer data)
{
	struct members *members = data;

	if (g_str_has_prefix(name, "word/header")) {
		if (members->headers->len < 20)
			g_ptr_array_add(members->headers, g_bytes_ref(content));
	} else if (g_str_has_prefix(name, "word/footnotes")) {
		keep(&members->notes, content);
	} else if (strcmp(name, "content.xml") == 0) {
		keep(&members->content, content);
	} else {
		keep(&members->document, content);
	}
	return TRUE;
}

/* A page header or the notes that cannot be read are no reason to lose the letter. */
static void read_lesser(GBytes *xml, struct markup *markup, const char *element)
{
	g_autofree char *why = NULL;

	markup_open(markup, element);
	if (!docx_read(xml, markup, &why))
		fprintf(stderr, "passed over a part: %s\n", why);
	markup_close(markup, element);
}

static char *to_html(const struct members *members, char **ret_why)
{
	struct markup markup;
	g_autofree char *html = NULL;
	gboolean good;

	markup_begin(&markup);
	if (members->document) {
		for (guint i = 0; i < members->headers->len; i++)
			read_lesser(g_ptr_array_index(members->headers, i), &markup, "header");
		good = docx_read(members->document, &markup, ret_why);
		if (members->notes)
			read_lesser(members->notes, &markup, "footer");
	} else {
		good = odt_read(members->content, &markup, ret_why);
	}
	html = markup_end(&markup);
	return good ? g_steal_pointer(&html) : NULL;
}

static void members_clear(struct members *members)
{
	g_ptr_array_unref(members->headers);
	g_clear_pointer(&members->document, g_bytes_unref);
	g_clear_pointer(&members->notes, g_bytes_unref);
	g_clear_pointer(&members->content, g_bytes_unref);
}

static char *pack_to_html(const char *input, char **ret_why)
{
	static const struct pack_limits limits = PACK_LIMITS;
	struct members members = { .headers = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref) };
	char *html = NULL;

	if (pack_read(input, &limits, wanted, take, &members, ret_why)) {
		if (members.document || members.content)
			html = to_html(&members, ret_why);
		else
			*ret_why = g_strdup("no letter in it: neither word/document.xml nor content.xml");
	}
	members_clear(&members);
	if (!html && pack_is_locked(input)) {
		g_free(*ret_why);
		*ret_why = g_strdup("encrypted: it needs a password");
	}
	return html;
}

static char *one_to_html(GBytes *document, gboolean (*read_letter)(GBytes *, struct markup *, char **), char **ret_why)
{
	struct markup markup;
	g_autofree char *html = NULL;
	gboolean good;

	markup_begin(&markup);
	good = read_letter(document, &markup, ret_why);
	html = markup_end(&markup);
	return good ? g_steal_pointer(&html) : NULL;
}

/* By its first bytes: names lie. */
static char *any_to_html(const char *input, char **ret_why)
{
	static const char ole[] = "\320\317\021\340";
	g_autoptr(GMappedFile) mapped = g_mapped_file_new(input, FALSE, NULL);
	g_autoptr(GBytes) content = mapped ? g_mapped_file_get_bytes(mapped) : NULL;
	gsize size = 0;
	const char *bytes = content ? g_bytes_get_data(content, &size) : NULL;

	if (size >= 4 && memcmp(bytes, ole, 4) == 0) {
		/* a docx with a password is wrapped into what older Word files are made of */
		*ret_why = g_strdup(ole_is_locked((const guint8 *)bytes, size) ? "encrypted: it needs a password" : "it is an older office file");
		return NULL;
	}
	if (size >= 5 && memcmp(bytes, "<?xml", 5) == 0)
		return one_to_html(content, docbook_read, ret_why);
	if (size >= 5 && memcmp(bytes, "{\\rtf", 5) == 0)
		return one_to_html(content, rtf_read, ret_why);
	return pack_to_html(input, ret_why);
}

static int convert(const char *input, const char *folder)
{
	g_autofree char *why = NULL, *html = any_to_html(input, &why), *path = g_build_filename(folder, "letter.html", NULL);
	g_autoptr(GError) error = NULL;
	int status = EX_OK;

	if (!html) {
		fprintf(stderr, "cannot read the letter: %s\n", why ? why : "unknown");
		status = EX_DATAERR;
	} else if (!g_file_set_contents(path, html, -1, &error)) {
		fprintf(stderr, "%s\n", error->message);
		status = EX_IOERR;
	}
	return status;
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: liaison-letter INPUT FOLDER\n", stderr);
		return EX_USAGE;
	}
	puts("tool: liaison-letter " PACKAGE_VERSION);
	return convert(argv[1], argv[2]);
}
