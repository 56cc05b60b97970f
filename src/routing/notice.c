/* SPDX-License-Identifier: BSD-2-Clause
 *
 * notice.c - one notice: its life and its written form
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/notice.h>

#define GROUP "notice"

static const char *const names[] = {
	[NOTICE_APPROVAL_REQUEST] = "approval-request", [NOTICE_HELD] = "held", [NOTICE_HELD_COPY] = "held-copy",
	[NOTICE_REVIEW_REQUEST] = "review-request", [NOTICE_RECEIPT] = "receipt", [NOTICE_CONFIRMATION] = "confirmation",
	[NOTICE_ANSWER] = "answer", [NOTICE_TROUBLE] = "trouble",
};

const char *notice_kind_name(enum notice_kind kind)
{
	return kind < NOTICE_N ? names[kind] : "unknown";
}

struct notice *notice_new(enum notice_kind kind, const char *to, const char *rule)
{
	struct notice *notice = g_new0(struct notice, 1);

	notice->kind = kind;
	notice->to = g_strdup(to);
	notice->rule = g_strdup(rule);
	return notice;
}

void notice_free(struct notice *notice)
{
	if (!notice)
		return;
	g_free(notice->to);
	g_free(notice->rule);
	g_free(notice->subject);
	g_free(notice->text);
	g_free(notice->in_reply_to);
	g_free(notice);
}

static void put(GKeyFile *file, const char *key, const char *value)
{
	if (value)
		g_key_file_set_string(file, GROUP, key, value);
}

char *notice_format(const struct notice *notice)
{
	g_autoptr(GKeyFile) file = g_key_file_new();

	put(file, "kind", notice_kind_name(notice->kind));
	put(file, "to", notice->to);
	put(file, "rule", notice->rule);
	put(file, "subject", notice->subject);
	put(file, "text", notice->text);
	put(file, "in-reply-to", notice->in_reply_to);
	return g_key_file_to_data(file, NULL, NULL);
}

struct notice *notice_parse(const char *text)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_autofree char *kind = NULL, *to = NULL, *rule = NULL;
	struct notice *notice;
	guint number = 0;

	if (!text || !g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, NULL))
		return NULL;
	kind = g_key_file_get_string(file, GROUP, "kind", NULL);
	to = g_key_file_get_string(file, GROUP, "to", NULL);
	rule = g_key_file_get_string(file, GROUP, "rule", NULL);
	while (kind && number < NOTICE_N && strcmp(names[number], kind) != 0)
		number++;
	if (!kind || !to || !rule || number == NOTICE_N || !address_is_valid(to))
		return NULL;
	notice = notice_new((enum notice_kind)number, to, rule);
	notice->subject = g_key_file_get_string(file, GROUP, "subject", NULL);
	notice->text = g_key_file_get_string(file, GROUP, "text", NULL);
	notice->in_reply_to = g_key_file_get_string(file, GROUP, "in-reply-to", NULL);
	return notice;
}

char *notice_key(const struct notice *notice, gint64 id)
{
	g_autofree char *address = address_key(notice->to);
	g_autofree char *number = id ? g_strdup_printf("%" G_GINT64_FORMAT, id) : g_strdup("%d");
	g_auto(GStrv) parts = NULL;
	g_autofree char *safe = NULL;

	if (id)
		return g_strdup_printf("%s %s %s", notice_kind_name(notice->kind), number, address);
	/* an address may hold "%d", which means the number there */
	parts = g_strsplit(address, "%", -1);
	safe = g_strjoinv("=25", parts);
	return g_strdup_printf("%s %s %s", notice_kind_name(notice->kind), number, safe);
}
