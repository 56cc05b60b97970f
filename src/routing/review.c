/* SPDX-License-Identifier: BSD-2-Clause
 *
 * review.c - the commands in a reply
 *
 * All or nothing: "approve" cannot be taken back once it was carried out, so a slip in the line behind it must stop it.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/date.h>
#include <liaison/review.h>
#include <liaison/statement.h>
#include <liaison/text.h>

enum {
	TEXT_MAX = 64 * 1024,     /* of a reply; the commands stand at its top */
	LINES_MAX = 100,
	VALUE_MAX = 1000,         /* characters of one command's words */
	ADDRESSES_MAX = 20,
	SHOWN_MAX = 200,          /* bytes of a line that is given back to its writer */
};

struct word { const char *word; enum review_kind kind; enum field field; };

static const struct word words[] = {
	{ "approve", REVIEW_APPROVE, FIELD_N }, { "approved", REVIEW_APPROVE, FIELD_N },
	{ "post", REVIEW_POST, FIELD_N },
	{ "kill", REVIEW_KILL, FIELD_N }, { "reject", REVIEW_KILL, FIELD_N },
	{ "forward", REVIEW_FORWARD, FIELD_N },
	{ "note", REVIEW_NOTE, FIELD_N },
	{ "purpose", REVIEW_SET, FIELD_PURPOSE }, { "deadline", REVIEW_SET, FIELD_DEADLINE }, { "title", REVIEW_SET, FIELD_TITLE },
	{ "from", REVIEW_SET, FIELD_FROM }, { "to", REVIEW_SET, FIELD_TO }, { "cc", REVIEW_SET, FIELD_CC },
};

void review_command_free(struct review_command *command)
{
	if (!command)
		return;
	g_ptr_array_unref(command->values);
	g_free(command);
}

static void command_destroy(gpointer command)
{
	review_command_free(command);
}

/* ---- lines ---- */

static gboolean begins(const char *line, const char *prefix)
{
	return g_ascii_strncasecmp(line, prefix, strlen(prefix)) == 0;
}

/* Where what the person wrote ends: a quote, what a mail program puts above one, a signature (RFC 3676 4.3), a closing. */
static gboolean ends_commands(const char *line)
{
	static const char *const marks[] = { ">", "|", "--", "__", "***", "===", "-----", "begin ", "thanks", "thank you", "thx", "regards", "best", "kind regards",
	                                     "cheers", "yours", "sent from", "sent via", "sent with", "get outlook", "gesendet von", "envoyé ", "from:", "to:", "cc:", "date:", "sent:", "subject:", "reply-to:", "wrote:" };

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
		if (begins(line, marks[i]))
			return TRUE;
	/* "On Tue, 24 Nov 2026, Ida wrote:", which may go on on the next line */
	return (begins(line, "on ") || begins(line, "am ") || begins(line, "le ")) && strpbrk(line, "0123456789") != NULL;
}

/* The first paragraph, without what ends it; char *. */
static GPtrArray *paragraph(const char *text)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *valid = text_make_valid(text, strlen(text), TEXT_MAX, NULL);
	g_auto(GStrv) all = g_strsplit(valid, "\n", -1);

	for (guint i = 0; all[i] && lines->len < LINES_MAX; i++) {
		g_autofree char *line = text_fold_space(all[i]);

		if (!*line && lines->len > 0)
			break;
		if (!*line)
			continue;
		if (ends_commands(line))
			break;
		g_ptr_array_add(lines, g_steal_pointer(&line));
	}
	return lines;
}

static const struct word *word_of(const char *line, const char **ret_rest)
{
	gsize length = strcspn(line, " :.!");

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strlen(words[i].word) != length || !begins(line, words[i].word))
			continue;
		*ret_rest = line + length + strspn(line + length, " :");
		return &words[i];
	}
	return NULL;
}

/* ---- values ---- */

static gboolean wrong(char **ret_wrong, const char *line, const char *format, ...) G_GNUC_PRINTF(3, 4);
static gboolean wrong(char **ret_wrong, const char *line, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_autofree char *shown = text_make_valid(line, strlen(line), SHOWN_MAX, NULL);
	*ret_wrong = g_strdup_printf("\"%s\": %s", shown, what);
	return FALSE;
}

static gboolean take_purpose(struct review_command *command, const char *line, const char *rest, char **ret_wrong)
{
	g_autofree char *folded = NULL;
	enum purpose purpose;

	if (begins(rest, "for "))
		rest += strlen("for ");
	folded = g_ascii_strdown(rest, -1);
	if (!purpose_parse(folded, &purpose) || !purpose_name(purpose))
		return wrong(ret_wrong, line, "write purpose info, action, response or comment");
	g_ptr_array_add(command->values, g_strdup(purpose_name(purpose)));
	return TRUE;
}

static gboolean take_deadline(struct review_command *command, const char *line, const char *rest, char **ret_wrong)
{
	struct date date = { 0 };

	if (date_parse(rest, &date) != DATE_EXACT || !date_is_valid(date))
		return wrong(ret_wrong, line, "write a day as year-month-day, or none: deadline 2027-03-01");
	g_ptr_array_add(command->values, date_format(date));
	return TRUE;
}

static gboolean take_list(struct review_command *command, const char *line, const char *rest, char **ret_wrong)
{
	g_auto(GStrv) parts = g_strsplit(rest, ";", -1);

	for (guint i = 0; parts[i]; i++) {
		g_autofree char *value = text_fold_space(parts[i]);

		if (*value)
			g_ptr_array_add(command->values, g_steal_pointer(&value));
	}
	return command->values->len > 0 || wrong(ret_wrong, line, "a name is missing");
}

static gboolean take_addresses(struct review_command *command, const char *line, const char *rest, char **ret_wrong)
{
	g_auto(GStrv) parts = g_strsplit_set(rest, " ,;", -1);

	for (guint i = 0; parts[i]; i++) {
		gsize length = strlen(parts[i]);
		g_autofree char *address = *parts[i] == '<' && length > 2 && parts[i][length - 1] == '>' ? g_strndup(parts[i] + 1, length - 2)
			: g_strdup(parts[i]);

		if (!*address)
			continue;
		if (!address_is_valid(address))
			return wrong(ret_wrong, line, "'%s' is no mail address", address);
		if (command->values->len >= ADDRESSES_MAX)
			return wrong(ret_wrong, line, "more than %d addresses", ADDRESSES_MAX);
		g_ptr_array_add(command->values, g_steal_pointer(&address));
	}
	return command->values->len > 0 || wrong(ret_wrong, line, "an address is missing");
}

static gboolean take_value(struct review_command *command, const char *line, const char *rest, char **ret_wrong)
{
	if (command->kind == REVIEW_SET && g_ascii_strcasecmp(rest, "none") == 0)
		return TRUE;
	switch (command->kind) {
	case REVIEW_APPROVE:
	case REVIEW_POST:
		if (!*rest || strcmp(rest, ".") == 0 || strcmp(rest, "!") == 0)
			return TRUE;
		return wrong(ret_wrong, line, "nothing may follow this word on its line");
	case REVIEW_FORWARD:
		return take_addresses(command, line, rest, ret_wrong);
	case REVIEW_KILL:
	case REVIEW_NOTE:
		if (!*rest)
			return wrong(ret_wrong, line, command->kind == REVIEW_KILL ? "write the reason behind it" : "write the note behind it");
		g_ptr_array_add(command->values, g_strdup(rest));
		return TRUE;
	case REVIEW_SET:
		break;
	}
	if (!*rest)
		return wrong(ret_wrong, line, "write the value behind it, or none");
	switch (command->field) {
	case FIELD_PURPOSE:
		return take_purpose(command, line, rest, ret_wrong);
	case FIELD_DEADLINE:
		return take_deadline(command, line, rest, ret_wrong);
	case FIELD_TITLE:
		g_ptr_array_add(command->values, g_strdup(rest));
		return TRUE;
	default:
		return take_list(command, line, rest, ret_wrong);
	}
}

/* A note may be longer than the line of a mail program. */
static gboolean continues(GPtrArray *commands, const char *line)
{
	struct review_command *last = commands->len ? g_ptr_array_index(commands, commands->len - 1) : NULL;
	char *whole;

	if (!last || (last->kind != REVIEW_NOTE && last->kind != REVIEW_KILL))
		return FALSE;
	whole = g_strdup_printf("%s %s", (const char *)g_ptr_array_index(last->values, 0), line);
	g_ptr_array_set_size(last->values, 0);
	g_ptr_array_add(last->values, whole);
	return TRUE;
}

static gboolean take_line(GPtrArray *commands, const char *line, char **ret_wrong)
{
	const char *rest = NULL;
	const struct word *word = word_of(line, &rest);
	struct review_command *command;

	if (g_utf8_strlen(line, -1) > VALUE_MAX)
		return wrong(ret_wrong, line, "longer than %d characters", VALUE_MAX);
	if (!word && continues(commands, line))
		return TRUE;
	if (!word)
		return wrong(ret_wrong, line, "no command");
	command = g_new0(struct review_command, 1);
	command->kind = word->kind;
	command->field = word->field;
	command->values = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(commands, command);
	return take_value(command, line, rest, ret_wrong);
}

/* "post" and "kill" in one reply: nobody could say what was meant. */
static gboolean is_consistent(const GPtrArray *commands, char **ret_wrong)
{
	guint verdicts = 0;

	for (guint i = 0; i < commands->len; i++) {
		enum review_kind kind = ((const struct review_command *)g_ptr_array_index(commands, i))->kind;

		verdicts += kind == REVIEW_APPROVE || kind == REVIEW_POST || kind == REVIEW_KILL ? 1 : 0;
	}
	if (verdicts <= 1)
		return TRUE;
	*ret_wrong = g_strdup("only one of approve, post and kill can be meant");
	return FALSE;
}

GPtrArray *review_commands(const char *text, char **ret_wrong)
{
	g_autoptr(GPtrArray) lines = paragraph(text);
	g_autoptr(GPtrArray) commands = g_ptr_array_new_with_free_func(command_destroy);

	*ret_wrong = NULL;
	/* Somebody who just writes has no command in mind. */
	for (guint i = 0; i < lines->len; i++) {
		const char *rest;

		if (i == 0 && !word_of(g_ptr_array_index(lines, 0), &rest))
			return g_steal_pointer(&commands);
		if (!take_line(commands, g_ptr_array_index(lines, i), ret_wrong))
			return NULL;
	}
	return is_consistent(commands, ret_wrong) ? g_steal_pointer(&commands) : NULL;
}

char *review_command_describe(const struct review_command *command)
{
	static const char *const names[] = {
		[REVIEW_APPROVE] = "approve", [REVIEW_POST] = "post", [REVIEW_KILL] = "kill", [REVIEW_FORWARD] = "forward", [REVIEW_NOTE] = "note",
	};
	GString *out = g_string_new(command->kind == REVIEW_SET ? field_key(command->field) : names[command->kind]);

	if (command->values->len || command->kind == REVIEW_SET)
		g_string_append(out, ": ");
	for (guint i = 0; i < command->values->len; i++)
		g_string_append_printf(out, "%s%s", i ? "; " : "", (const char *)g_ptr_array_index(command->values, i));
	if (command->kind == REVIEW_SET && !command->values->len)
		g_string_append(out, "none");
	return g_string_free(out, FALSE);
}

/* ---- tokens in addresses ---- */

char *review_token_of(const char *addr_spec)
{
	const char *plus = strchr(addr_spec, '+');

	if (!plus || strcspn(plus + 1, "@") != REVIEW_TOKEN_LENGTH)
		return NULL;
	for (guint i = 1; i <= REVIEW_TOKEN_LENGTH; i++)
		if (!g_ascii_isalpha(plus[i]) && !(plus[i] >= '2' && plus[i] <= '7'))
			return NULL;
	return g_ascii_strdown(plus + 1, REVIEW_TOKEN_LENGTH);
}

char *review_address(const char *review, const char *token)
{
	gsize local = strcspn(review, "@");

	return g_strdup_printf("%.*s+%s%s", (int)local, review, token, review + local);
}
