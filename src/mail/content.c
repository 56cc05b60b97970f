/* SPDX-License-Identifier: BSD-2-Clause
 *
 * content.c - reading Content-Type, Content-Disposition and their kin
 */
#include <config.h>
#include <string.h>
#include <liaison/text.h>
#include "content.h"
#include "cursor.h"
#include "filename.h"
#include "value.h"

/* Longest value that is given to GMime, and longest parameter and type taken from it. */
enum { FIELD_MAX_BYTES = 32 * 1024, TYPE_MAX_BYTES = 127, PARAMETER_MAX_BYTES = 4096, ID_MAX_BYTES = 998 };

static gsize token(const char *text)
{
	gsize n = 0;

	while (text[n] > ' ' && text[n] < 0x7f && !strchr("()<>@,;:\\\"/[]?=", text[n]))
		n++;
	return n;
}

/* RFC 2045 5.2: what is no type at all is plain text; a bare "text" is meant so, other halves could be anything. */
static char *media_type(const char *value, const char *default_type, gboolean *ret_broken)
{
	gsize major = token(value), minor;
	const char *p = value + major;

	while (*p == ' ' || *p == '\t')
		p++;
	if (major && *p == '/') {
		for (p++; *p == ' ' || *p == '\t'; p++)
			;
		minor = token(p);
		if (minor && major + minor < TYPE_MAX_BYTES) {
			g_autofree char *type = g_strdup_printf("%.*s/%.*s", (int)major, value, (int)minor, p);

			return g_ascii_strdown(type, -1);
		}
	}
	*ret_broken = *value != '\0';
	if (major && g_ascii_strncasecmp(value, "text", 4) != 0)
		return g_strdup("application/octet-stream");
	return g_strdup(default_type);
}

static char *bounded_field(const char *value)
{
	g_autofree char *bounded = g_strndup(value, FIELD_MAX_BYTES);

	return value_with_parameter_charsets(bounded);
}

/* Valid, without the encoded words that programs put in parameters against RFC 2047 5. */
static char *parameter(const char *value)
{
	g_autofree char *part = NULL;

	if (!value || !*value)
		return NULL;
	part = g_strndup(value, PARAMETER_MAX_BYTES);
	return strstr(part, "=?") ? value_text(part) : value_clean(part);
}

static char *plain_parameter(GMimeContentType *type, const char *name)
{
	g_autofree char *value = parameter(g_mime_content_type_get_parameter(type, name));

	if (value)
		g_strstrip(value);
	return value && *value ? g_steal_pointer(&value) : NULL;
}

/* A boundary is bytes: it is compared, not shown, so it is taken as it stands. */
static char *boundary_parameter(GMimeContentType *type)
{
	const char *value = g_mime_content_type_get_parameter(type, "boundary");
	g_autofree char *boundary = g_strdup(value ? value : "");

	g_strchomp(boundary);
	return *boundary && strlen(boundary) <= CURSOR_BOUNDARY_MAX ? g_steal_pointer(&boundary) : NULL;
}

static void read_type(struct content *content, const char *value, const char *default_type, char **ret_name)
{
	g_autofree char *bounded = bounded_field(value);
	g_autoptr(GMimeContentType) type = g_mime_content_type_parse(value_options(), bounded);
	g_autofree char *format = NULL, *delsp = NULL;

	content->type = media_type(bounded, default_type, &content->broken);
	if (!type)
		return;
	content->charset = plain_parameter(type, "charset");
	content->boundary = boundary_parameter(type);
	format = plain_parameter(type, "format");
	delsp = plain_parameter(type, "delsp");
	content->flowed = format && g_ascii_strcasecmp(format, "flowed") == 0;
	content->delete_space = delsp && g_ascii_strcasecmp(delsp, "yes") == 0;
	*ret_name = parameter(g_mime_content_type_get_parameter(type, "name"));
}

static void read_disposition(struct content *content, const char *value, char **ret_name)
{
	g_autofree char *bounded = bounded_field(value);
	g_autoptr(GMimeContentDisposition) disposition = NULL;
	gsize length = token(bounded);

	if (length == 6 && g_ascii_strncasecmp(bounded, "inline", 6) == 0)
		content->disposition = DISPOSITION_INLINE;
	else if (length)
		content->disposition = DISPOSITION_ATTACHMENT;   /* also what nobody knows (RFC 2183 2.8) */
	disposition = g_mime_content_disposition_parse(value_options(), bounded);
	if (disposition)
		*ret_name = parameter(g_mime_content_disposition_get_parameter(disposition, "filename"));
}

static void read_encoding(struct content *content, const char *value)
{
	g_autofree char *word = g_strndup(value, 64);

	g_strdelimit(word, "\"';", ' ');
	word[strcspn(word, "(")] = '\0';
	g_strstrip(word);
	content->encoding = g_mime_content_encoding_from_string(word);
	if (content->encoding == GMIME_CONTENT_ENCODING_DEFAULT && g_ascii_strcasecmp(word, "uue") == 0)
		content->encoding = GMIME_CONTENT_ENCODING_UUENCODE;
	content->unknown_encoding = *word && content->encoding == GMIME_CONTENT_ENCODING_DEFAULT;
}

void content_read(struct content *content, const struct block *block, const char *default_type)
{
	const char *type = block_get(block, "Content-Type", 0), *second = block_get(block, "Content-Type", 1);
	const char *disposition = block_get(block, "Content-Disposition", 0);
	const char *encoding = block_get(block, "Content-Transfer-Encoding", 0);
	const char *id = block_get(block, "Content-ID", 0);
	g_autofree char *name = NULL, *filename = NULL;

	*content = (struct content){ .encoding = GMIME_CONTENT_ENCODING_DEFAULT };
	if (type)
		read_type(content, type, default_type, &name);
	else
		content->type = g_strdup(default_type);
	if (second && g_strcmp0(type, second) != 0)
		content->repeated = TRUE;
	if (disposition)
		read_disposition(content, disposition, &filename);
	if (encoding)
		read_encoding(content, encoding);
	if (filename || name)
		content->filename = filename_clean(filename ? filename : name);
	if (!content->filename && name)
		content->filename = filename_clean(name);
	if (id) {
		g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);

		value_message_ids(id, 1, ids);
		content->content_id = ids->len ? g_strdup(g_ptr_array_index(ids, 0)) : NULL;
	}
}

void content_clear(struct content *content)
{
	g_clear_pointer(&content->type, g_free);
	g_clear_pointer(&content->charset, g_free);
	g_clear_pointer(&content->boundary, g_free);
	g_clear_pointer(&content->filename, g_free);
	g_clear_pointer(&content->content_id, g_free);
}

/* ---- what a part is for ---- */

static gboolean is_one_of(const char *type, const char *const *types)
{
	return g_strv_contains(types, type);
}

gboolean content_is(const struct content *content, const char *prefix)
{
	return g_str_has_prefix(content->type, prefix);
}

gboolean content_is_message(const struct content *content)
{
	static const char *const types[] = { "message/rfc822", "message/global", "message/news", NULL };

	return is_one_of(content->type, types);
}

static gboolean is_report(const char *type)
{
	static const char *const types[] = { "message/delivery-status", "message/global-delivery-status",
		"message/disposition-notification", "message/global-disposition-notification", "message/tracking-status",
		"message/feedback-report", "message/global-headers", "text/rfc822-headers", NULL };

	return is_one_of(type, types);
}

static gboolean is_signature(const char *type)
{
	static const char *const types[] = { "application/pgp-signature", "application/pgp-encrypted", "application/pgp-keys",
		"application/pkcs7-signature", "application/x-pkcs7-signature", NULL };

	return is_one_of(type, types);
}

/* Text that a mail program does not show as the body, or shows in its own way. */
static gboolean is_data_text(const char *type)
{
	static const char *const types[] = { "text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/css",
		"text/csv", "text/xml", "text/rtf", "text/javascript", "text/x-amp-html", "text/watch-html", NULL };

	return is_one_of(type, types);
}

enum part_kind content_kind(const struct content *content, gboolean related)
{
	gboolean file = content->filename || content->disposition == DISPOSITION_ATTACHMENT;
	gboolean media = content_is(content, "image/") || content_is(content, "audio/") || content_is(content, "video/");

	if (content_is_message(content))
		return PART_MESSAGE;
	if (is_report(content->type))
		return PART_REPORT;
	if (is_signature(content->type))
		return PART_OTHER;
	if (media && content->disposition != DISPOSITION_ATTACHMENT && (related || content->content_id))
		return PART_OTHER;
	if (file)
		return PART_ATTACHMENT;
	if (g_str_equal(content->type, "text/html"))
		return PART_HTML;
	if (content_is(content, "text/"))
		return is_data_text(content->type) ? PART_OTHER : PART_TEXT;
	if (content_is(content, "message/") || content_is(content, "multipart/"))
		return PART_OTHER;
	if (media && content->disposition == DISPOSITION_INLINE)
		return PART_OTHER;
	return PART_ATTACHMENT;
}
