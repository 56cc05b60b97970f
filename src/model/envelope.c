/* SPDX-License-Identifier: BSD-2-Clause
 *
 * envelope.c - sender and recipients of one message
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/envelope.h>
#include <liaison/error.h>
#include <liaison/text.h>

void recipient_free(struct recipient *recipient)
{
	if (!recipient)
		return;
	g_free(recipient->argument);
	g_free(recipient->addr_spec);
	g_free(recipient);
}

struct envelope *envelope_new(void)
{
	struct envelope *envelope = g_new0(struct envelope, 1);

	envelope->recipients = g_ptr_array_new_with_free_func((GDestroyNotify)recipient_free);
	return envelope;
}

void envelope_free(struct envelope *envelope)
{
	if (!envelope)
		return;
	g_free(envelope->queue_id);
	g_free(envelope->client_address);
	g_free(envelope->auth_authen);
	g_free(envelope->sender);
	g_ptr_array_unref(envelope->recipients);
	g_free(envelope);
}

void envelope_set_sender(struct envelope *envelope, const char *argument)
{
	g_free(envelope->sender);
	envelope->sender = address_from_envelope(argument);
}

gboolean envelope_has_recipient(const struct envelope *envelope, const char *addr_spec)
{
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const struct recipient *recipient = g_ptr_array_index(envelope->recipients, i);

		if (address_equal(recipient->addr_spec, addr_spec))
			return TRUE;
	}
	return FALSE;
}

gboolean envelope_add_recipient(struct envelope *envelope, const char *argument)
{
	struct recipient *recipient = g_new0(struct recipient, 1);
	gboolean fresh;

	recipient->argument = g_strdup(argument);
	recipient->addr_spec = address_from_envelope(argument);
	fresh = !envelope_has_recipient(envelope, recipient->addr_spec);
	g_ptr_array_add(envelope->recipients, recipient);
	return fresh;
}

static gboolean parse_line(struct envelope *envelope, char *line, GError **error)
{
	if (!*line || *line == '#')
		return TRUE;
	if (g_str_has_prefix(line, "from ") && !envelope->sender) {
		envelope_set_sender(envelope, g_strchug(line + strlen("from ")));
		return TRUE;
	}
	if (g_str_has_prefix(line, "rcpt ")) {
		envelope_add_recipient(envelope, g_strchug(line + strlen("rcpt ")));
		return TRUE;
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "expected \"from ADDRESS\" once or \"rcpt ADDRESS\", found \"%.100s\"", line);
	return FALSE;
}

struct envelope *envelope_parse(const char *text, GError **error)
{
	g_autoptr(envelope_t) envelope = envelope_new();
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		if (!parse_line(envelope, g_strstrip(lines[i]), error)) {
			g_prefix_error(error, "envelope, line %u: ", i + 1);
			return NULL;
		}
	}
	if (!envelope->sender) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "envelope: no line \"from ADDRESS\"");
		return NULL;
	}
	return g_steal_pointer(&envelope);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *envelope_digest(const struct envelope *envelope)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *sender = address_key(envelope->sender ? envelope->sender : "");

	for (guint i = 0; i < envelope->recipients->len; i++)
		g_ptr_array_add(keys, address_key(((const struct recipient *)g_ptr_array_index(envelope->recipients, i))->addr_spec));
	g_ptr_array_sort(keys, compare_texts);
	g_string_append_printf(text, "%s\n", sender);
	for (guint i = 0; i < keys->len; i++) {
		const char *key = g_ptr_array_index(keys, i);

		if (i == 0 || strcmp(key, g_ptr_array_index(keys, i - 1)) != 0)
			g_string_append_printf(text, "%s\n", key);
	}
	return text_sha256(text->str, text->len);
}

/* ---- queue IDs ---- */

#define QUEUE_ID_MIN 6
#define QUEUE_ID_MAX 24           /* a long one of Postfix with an inode of 64 bits has 23 */

gboolean queue_id_is_valid(const char *queue_id)
{
	gsize length = queue_id ? strspn(queue_id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") : 0;

	return length >= QUEUE_ID_MIN && length <= QUEUE_ID_MAX && !queue_id[length];
}

/* Seconds (6) and microseconds (4) in base 52, then "z", which is no digit of the rest. */
static gboolean is_long_of_postfix(const char *queue_id)
{
	const char *z = strrchr(queue_id, 'z');

	return z && z - queue_id >= 10 && !strpbrk(queue_id, "AEIOUaeiou");
}

/* Time and a count in eight digits of base 60, then the process in six decimal ones or more. */
static gboolean is_of_sendmail(const char *queue_id)
{
	gsize length = strlen(queue_id);

	return length >= 14 && strspn(queue_id + 8, "0123456789") == length - 8 && strpbrk(queue_id, "yz") == NULL;
}

gboolean queue_id_is_lasting(const char *queue_id)
{
	return queue_id_is_valid(queue_id) && (is_long_of_postfix(queue_id) || is_of_sendmail(queue_id));
}
