/* SPDX-License-Identifier: BSD-2-Clause
 *
 * pattern.c - the globs and regular expressions of the operator's rules
 *
 * The expression is the operator's, the value a stranger's: PCRE's match limit is set low, so that no subject can
 * hold a worker for long, and giving up is an answer of its own (rules.h).
 */
#include <config.h>
#include <string.h>
#include <liaison/error.h>
#include <liaison/rules.h>
#include <liaison/text.h>

/* Backtracking steps. PCRE's own default is ten million, which is seconds. */
#define MATCH_LIMIT "(*LIMIT_MATCH=100000)"
#define PATTERN_MAX 2000u

struct pattern {
	char *text;          /* as written */
	GRegex *regex;       /* or NULL: text is a glob */
};

static gboolean regex_split(const char *text, char **ret_expression, GRegexCompileFlags *ret_flags, GError **error)
{
	const char *end = strrchr(text, '/');

	if (end == text) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG,
		            "'%s' begins like an expression but has no closing '/'; write /expression/ or /expression/i", text);
		return FALSE;
	}
	if (end == text + 1) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s' holds an empty expression", text);
		return FALSE;
	}
	if (end[1] != '\0' && strcmp(end + 1, "i") != 0) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG,
		            "'%s': '%s' after the closing '/'; only 'i' may stand there", text, end + 1);
		return FALSE;
	}
	*ret_flags = end[1] == 'i' ? G_REGEX_CASELESS : 0;
	*ret_expression = g_strndup(text + 1, (gsize)(end - text - 1));
	return TRUE;
}

static GRegex *regex_compile(const char *text, GError **error)
{
	g_autofree char *expression = NULL, *limited = NULL;
	g_autoptr(GError) cause = NULL;
	g_autoptr(GRegex) plain = NULL;
	GRegexCompileFlags flags;

	if (!regex_split(text, &expression, &flags, error))
		return NULL;
	/* Compiled once as it stands, so that a fault is told in the operator's own text and offsets. */
	plain = g_regex_new(expression, flags, 0, &cause);
	if (plain != NULL) {
		limited = g_strconcat(MATCH_LIMIT, expression, NULL);
		GRegex *regex = g_regex_new(limited, flags, 0, &cause);
		if (regex != NULL)
			return regex;
	}
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "'%s': %s", text, cause->message);
	return NULL;
}

struct pattern *pattern_compile(const char *text, GError **error)
{
	struct pattern *pattern;
	g_autoptr(GRegex) regex = NULL;

	if (text[0] == '\0') {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "an empty pattern never matches; write \"*\" for anything");
		return NULL;
	}
	if (strlen(text) > PATTERN_MAX) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "a pattern of %" G_GSIZE_FORMAT " bytes; at most %u are taken",
		            strlen(text), PATTERN_MAX);
		return NULL;
	}
	if (!g_utf8_validate(text, -1, NULL)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "a pattern that is not valid UTF-8");
		return NULL;
	}
	if (text[0] == '/') {
		regex = regex_compile(text, error);
		if (regex == NULL)
			return NULL;
	}
	pattern = g_new0(struct pattern, 1);
	pattern->text = g_strdup(text);
	pattern->regex = g_steal_pointer(&regex);
	return pattern;
}

void pattern_free(struct pattern *pattern)
{
	if (pattern == NULL)
		return;
	g_free(pattern->text);
	g_clear_pointer(&pattern->regex, g_regex_unref);
	g_free(pattern);
}

const char *pattern_text(const struct pattern *pattern)
{
	return pattern->text;
}

gboolean pattern_is_plain(const struct pattern *pattern)
{
	return pattern->regex == NULL && strpbrk(pattern->text, "*?") == NULL;
}

enum answer pattern_match(const struct pattern *pattern, const char *value)
{
	g_autoptr(GError) error = NULL;
	gboolean matched;

	if (value == NULL)
		return ANSWER_NO;
	if (pattern->regex == NULL)
		return text_glob(pattern->text, value) ? ANSWER_YES : ANSWER_NO;
	matched = g_regex_match_full(pattern->regex, value, -1, 0, 0, NULL, &error);
	if (error != NULL)
		return ANSWER_CANNOT_TELL;
	return matched ? ANSWER_YES : ANSWER_NO;
}
