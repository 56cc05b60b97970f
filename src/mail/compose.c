/* SPDX-License-Identifier: BSD-2-Clause
 *
 * compose.c - mail of ours
 *
 * GMime encodes and folds; the parts are put together here, so that a mail of the same values has the same bytes.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/compose.h>
#include <liaison/mail.h>
#include <liaison/text.h>
#include "gmime-auto.h"
#include "value.h"

enum {
	NAME_MAX_BYTES = 200,
	SUBJECT_MAX = 800,           /* bytes: with encoded words still far below what one field may have */
	LINE_MAX_7BIT = 900,         /* RFC 5322 2.1.1: 998 */
	ENCODE_LINES = 72,           /* characters of base64 a line */
};

/* value_clean() leaves no control character and no line end: nothing in a value can begin a field. */
static char *clean_within(const char *value, gsize max)
{
	g_autofree char *clean = value_clean(value);

	return text_make_valid(clean, strlen(clean), max, NULL);
}

static void put_field(GString *out, const char *name, const char *value)
{
	g_autofree char *clean = value_clean(value);
	g_autofree char *field = g_mime_utils_header_printf(NULL, NULL, "%s: %s\n", name, clean);

	g_string_append(out, field);
}

static void put_text_field(GString *out, const char *name, const char *value)
{
	g_autofree char *clean = clean_within(value, SUBJECT_MAX);
	g_autofree char *encoded = g_mime_utils_header_encode_text(NULL, clean, "utf-8");

	put_field(out, name, encoded);
}

static void put_addresses(GString *out, const char *name, const char *display, const GPtrArray *addr_specs)
{
	g_autoptr(GString) line = g_string_new(name);
	gsize column;

	g_string_append_c(line, ':');
	column = line->len;
	for (guint i = 0, count = 0; i < addr_specs->len; i++) {
		const char *addr_spec = g_ptr_array_index(addr_specs, i);
		g_autofree char *phrase = NULL, *clean = display ? clean_within(display, NAME_MAX_BYTES) : NULL;

		if (!address_is_valid(addr_spec))
			continue;
		if (clean && *clean)
			phrase = g_mime_utils_header_encode_phrase(NULL, clean, "utf-8");
		if (count++ > 0)
			g_string_append_c(line, ',');
		column += strlen(addr_spec) + 2 + (phrase ? strlen(phrase) + 3 : 0);
		if (column > 76 && count > 1) {
			g_string_append(line, "\n");
			column = strlen(addr_spec) + 2;
		}
		if (phrase)
			g_string_append_printf(line, " %s <%s>", phrase, addr_spec);
		else
			g_string_append_printf(line, " %s", addr_spec);
	}
	if (line->str[line->len - 1] != ':')
		g_string_append_printf(out, "%s\n", line->str);
}

static void put_address(GString *out, const char *name, const char *display, const char *addr_spec)
{
	g_autoptr(GPtrArray) one = g_ptr_array_new();

	g_ptr_array_add(one, (gpointer)(guintptr)addr_spec);
	put_addresses(out, name, display, one);
}

/* RFC 5322 3.6.4, as strict as it has to be for a field: what is no msg-id is left out. */
static void put_message_id(GString *out, const char *name, const char *message_id)
{
	if (!message_id || !*message_id || strlen(message_id) > 900)
		return;
	for (const char *p = message_id; *p; p++)
		if (!g_ascii_isgraph(*p) || *p == '<' || *p == '>')
			return;
	g_string_append_printf(out, "%s: <%s>\n", name, message_id);
}

static void put_date(GString *out, gint64 usec)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(usec / G_USEC_PER_SEC);
	g_autofree char *text = date ? g_mime_utils_header_format_date(date) : NULL;

	if (text)
		g_string_append_printf(out, "Date: %s\n", text);
}

/* A value of a parameter: a token as it is, anything else as a quoted string (RFC 2045 5.1). */
static void put_parameter(GString *out, const char *name, const char *value)
{
	gboolean token = *value != '\0';

	for (const char *p = value; *p; p++)
		token &= g_ascii_isalnum(*p) || *p == '-' || *p == '.' || *p == '_' || *p == '+';
	g_string_append_printf(out, "; %s=", name);
	if (!token)
		g_string_append_c(out, '"');
	for (const char *p = value; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, g_ascii_isprint(*p) ? *p : '?');
	}
	if (!token)
		g_string_append_c(out, '"');
}

static void put_notice(GString *out, const struct draft *draft)
{
	g_autoptr(GString) value = g_string_new(draft->notice);

	if (draft->record)
		g_string_append_printf(value, "; id=%" G_GINT64_FORMAT, draft->record);
	for (guint i = 0; draft->parameters && draft->parameters[i] && draft->parameters[i + 1]; i += 2)
		put_parameter(value, draft->parameters[i], draft->parameters[i + 1]);
	put_field(out, "Liaison-Notice", value->str);
	if (draft->archived_at)
		g_string_append_printf(out, "Archived-At: <%s>\n", draft->archived_at);
}

static void put_header(GString *out, const struct draft *draft)
{
	put_address(out, "From", draft->from_name, draft->from);
	put_addresses(out, "To", NULL, draft->to);
	if (draft->reply_to)
		put_address(out, "Reply-To", NULL, draft->reply_to);
	put_text_field(out, "Subject", draft->subject);
	put_date(out, draft->date);
	put_message_id(out, "Message-ID", draft->message_id);
	put_message_id(out, "In-Reply-To", draft->in_reply_to);
	put_message_id(out, "References", draft->in_reply_to);
	g_string_append_printf(out, "Auto-Submitted: %s\n", draft->automatic == DRAFT_REPLIED ? "auto-replied" : "auto-generated");
	if (draft->notice)
		put_notice(out, draft);
	g_string_append(out, "MIME-Version: 1.0\n");
}

static void put_encoded(GString *out, GMimeContentEncoding how, const char *bytes, gsize length)
{
	GMimeEncoding state;
	g_autofree char *buffer = NULL;
	gsize size;

	g_mime_encoding_init_encode(&state, how);
	buffer = g_malloc(g_mime_encoding_outlen(&state, length) + 16);
	size = g_mime_encoding_flush(&state, bytes, length, buffer);
	g_string_append_len(out, buffer, (gssize)size);
	if (out->len && out->str[out->len - 1] != '\n')
		g_string_append_c(out, '\n');
}

static gboolean is_plain(const char *text)
{
	gsize column = 0;

	for (const char *p = text; *p; p++) {
		column = *p == '\n' ? 0 : column + 1;
		if ((guchar)*p >= 0x80 || ((guchar)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f || column > LINE_MAX_7BIT)
			return FALSE;
	}
	return TRUE;
}

static void put_text(GString *out, const char *given)
{
	g_autofree char *text = text_make_valid(given, strlen(given), G_MAXSIZE / 2, NULL);
	gboolean plain = is_plain(text);

	g_string_append_printf(out, "Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: %s\n\n", plain ? "us-ascii" : "utf-8",
	                       plain ? "7bit" : "quoted-printable");
	if (plain) {
		g_string_append(out, text);
		if (!g_str_has_suffix(text, "\n"))
			g_string_append_c(out, '\n');
		return;
	}
	put_encoded(out, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, text, strlen(text));
}

/* RFC 2046 5.2.1: a message is never in base64. As it is, with the line ends of the mail around it. */
static void put_message(GString *out, GBytes *content)
{
	gsize length;
	const char *bytes = g_bytes_get_data(content, &length);
	gboolean eight = FALSE;

	for (gsize i = 0; i < length; i++)
		eight |= (guchar)bytes[i] >= 0x80;
	g_string_append_printf(out, "Content-Transfer-Encoding: %s\n\n", eight ? "8bit" : "7bit");
	for (gsize i = 0; i < length; i++)
		if (bytes[i] != '\r' || i + 1 == length || bytes[i + 1] != '\n')
			g_string_append_c(out, bytes[i] == '\0' ? '?' : bytes[i]);
	if (out->str[out->len - 1] != '\n')
		g_string_append_c(out, '\n');
}

static gboolean is_media_type(const char *type)
{
	const char *slash = strchr(type, '/');

	if (!slash || slash == type || !slash[1] || strchr(slash + 1, '/') || strlen(type) > 120)
		return FALSE;
	for (const char *p = type; *p; p++)
		if (!g_ascii_isalnum(*p) && !strchr("/.+-_", *p))
			return FALSE;
	return TRUE;
}

static void put_file(GString *out, const struct draft_file *file)
{
	const char *type = is_media_type(file->content_type) ? file->content_type : "application/octet-stream";
	gboolean message = g_ascii_strcasecmp(type, "message/rfc822") == 0;
	g_autofree char *name = file->name ? clean_within(file->name, NAME_MAX_BYTES) : NULL;
	g_autoptr(GMimeContentDisposition) disposition = g_mime_content_disposition_new();
	g_autofree char *encoded = NULL;
	gsize length;
	const char *bytes = g_bytes_get_data(file->content, &length);

	g_string_append_printf(out, "Content-Type: %s\n", g_str_has_prefix(type, "multipart/") ? "application/octet-stream" : type);
	g_mime_content_disposition_set_disposition(disposition, "attachment");
	if (name && *name)
		g_mime_content_disposition_set_parameter(disposition, "filename", name);
	encoded = g_mime_content_disposition_encode(disposition, NULL);
	g_string_append_printf(out, "Content-Disposition: %s\n", g_strstrip(encoded));
	if (message) {
		put_message(out, file->content);
		return;
	}
	g_string_append(out, "Content-Transfer-Encoding: base64\n\n");
	put_encoded(out, GMIME_CONTENT_ENCODING_BASE64, bytes ? bytes : "", length);
}

/* No part can hold it: it is a digest of all of them. */
static char *boundary_of(const struct draft *draft)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(checksum, (const guchar *)draft->message_id, -1);
	g_checksum_update(checksum, (const guchar *)draft->text, -1);
	for (guint i = 0; i < draft->file_count; i++) {
		gsize length;
		const guchar *bytes = g_bytes_get_data(draft->files[i].content, &length);

		if (length)
			g_checksum_update(checksum, bytes, (gssize)length);
	}
	return g_strndup(g_checksum_get_string(checksum), 40);
}

GBytes *compose_mail(const struct draft *draft)
{
	GString *out = g_string_new(NULL);
	g_autofree char *boundary = NULL;

	mail_init();
	put_header(out, draft);
	if (draft->file_count == 0) {
		put_text(out, draft->text);
		return g_string_free_to_bytes(out);
	}
	boundary = boundary_of(draft);
	g_string_append_printf(out, "Content-Type: multipart/mixed; boundary=%s\n\n--%s\n", boundary, boundary);
	put_text(out, draft->text);
	for (guint i = 0; i < draft->file_count; i++) {
		g_string_append_printf(out, "\n--%s\n", boundary);
		put_file(out, &draft->files[i]);
	}
	g_string_append_printf(out, "\n--%s--\n", boundary);
	return g_string_free_to_bytes(out);
}
