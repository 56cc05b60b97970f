/* SPDX-License-Identifier: BSD-2-Clause
 *
 * thread.c - looking up earlier statements: by Message-ID, number, address, day, title
 *
 * Unique or nothing. What an answer names stands on the other side, what a revision takes the place of on its own, and there it has to be of the
 * same body: nobody withdraws what another one said.
 */
#include <config.h>
#include <string.h>
#include <liaison/address.h>
#include <liaison/error.h>
#include <liaison/text.h>
#include "thread.h"

#define LOOKUPS_MAX 50u
#define REVISIONS_MAX 20u
#define HOUR (G_USEC_PER_SEC * G_GINT64_CONSTANT(3600))

struct search {
	struct store *store;
	const char *base_url;
	const struct message *message;
	const struct statement *statement;   /* the n-th of it */
	guint n;
	struct intake_thread *thread;
};

enum expression { NUMBER_REVISED_BEHIND, NUMBER_REVISED_WITHIN, TITLE_REVISED, TITLE_EDGES, EXPRESSIONS };

static const GRegex *expression(enum expression which)
{
	static const char *const texts[EXPRESSIONS] = {
		[NUMBER_REVISED_BEHIND] = "^(.*\\d)([ _-]?r(?:ev(?:ision)?)?\\.? ?)(\\d{1,2})$",
		[NUMBER_REVISED_WITHIN] = "^((?:\\d\\d-)?\\d\\d-\\d{4})(-)(\\d\\d)(-[0-9a-z]{4})$",
		[TITLE_REVISED] = "^\\W*(?:(?:revised|corrected|updated|amended)\\b(?: version of\\b)?|rev(?:ision)?\\b\\.? ?\\d{0,2}(?: of\\b)?)|"
			"[(\\[] ?(?:revised|corrected|updated|amended|rev(?:ision)?\\.? ?\\d{0,2}|r\\d{1,2}|v\\d{1,2})(?: version)? ?[)\\]]|"
			"[,;: -]+(?:revised|corrected|rev(?:ision)?\\b\\.? ?\\d{0,2}|r\\d{1,2})\\W*$",
		[TITLE_EDGES] = "^\\W+|\\W+$",
	};
	static GRegex *compiled[EXPRESSIONS];
	static gsize ready;

	if (g_once_init_enter(&ready)) {
		for (guint i = 0; i < EXPRESSIONS; i++)
			compiled[i] = g_regex_new(texts[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
		g_once_init_leave(&ready, 1);
	}
	return compiled[which];
}

/* The mail itself, when it is read once more. */
static gboolean is_itself(const struct search *search, const char *digest)
{
	return g_strcmp0(search->message->digest, digest) == 0;
}

static void relation_clear(gpointer relation)
{
	g_free(((struct store_relation *)relation)->why);
}

void thread_clear(struct intake_thread *thread)
{
	g_clear_pointer(&thread->answered, record_free);
	g_clear_pointer(&thread->relations, g_array_unref);
}

static gboolean is_related(const struct search *search, const char *kind)
{
	for (guint i = 0; i < search->thread->relations->len; i++) {
		const struct store_relation *relation = &g_array_index(search->thread->relations, struct store_relation, i);

		if (relation->n == search->n && strcmp(relation->kind, kind) == 0)
			return TRUE;
	}
	return FALSE;
}

static void relate(const struct search *search, const char *kind, gint64 other, const char *why)
{
	struct store_relation relation = { .n = search->n, .kind = kind, .other = other, .why = g_strdup(why) };

	g_array_append_val(search->thread->relations, relation);
}

const struct route_answered *thread_answered(const struct intake_thread *thread, struct route_answered *known)
{
	const struct record *answered = thread->answered;
	const struct address *contact;

	/* only where an answer of ours goes is decided by what it answers */
	if (!answered || answered->statement->direction != DIRECTION_INCOMING)
		return NULL;
	contact = answered->statement->from_liaison_contact;
	*known = (struct route_answered){ .send_reply_to = contact ? contact->addr_spec : NULL, .posted = answered->state == STATE_POSTED };
	return known;
}

/* NULL without an error: there is none. */
static struct record *find(const struct search *search, const char *reference, GError **error)
{
	gint64 id = store_find(search->store, reference, search->base_url, error);

	return id > 0 ? store_get(search->store, id, error) : NULL;
}

/* ---- by a day ---- */

struct days { const struct search *search; gint64 begin, on_day, near; guint on_day_count, near_count; };

/* A day begins somewhere 14 hours before it does in Greenwich, and ends 12 hours later (date lines); what was written on it there counts first. */
static gboolean count_day(const struct store_glance *glance, gpointer data)
{
	struct days *days = data;
	gint64 after = glance->date - days->begin;

	if (is_itself(days->search, glance->digest))
		return TRUE;
	if (after >= 0 && after < 24 * HOUR) {
		days->on_day = glance->id;
		days->on_day_count++;
	} else if (after >= -14 * HOUR && after < 36 * HOUR) {
		days->near = glance->id;
		days->near_count++;
	}
	return TRUE;
}

/* The one statement of that day in *ret_id, 0: none; *ret_several: more than one. */
static gboolean find_day(const struct search *search, enum direction direction, struct date date, gint64 *ret_id, gboolean *ret_several, GError **error)
{
	g_autoptr(GDateTime) day = g_date_time_new_utc(date.year, date.month, date.day, 0, 0, 0);
	struct days days = { .search = search, .begin = g_date_time_to_unix(day) * G_USEC_PER_SEC };

	if (!store_glance_back(search->store, search->statement->peer, direction, count_day, &days, error))
		return FALSE;
	*ret_several = days.on_day_count > 1 || (days.on_day_count == 0 && days.near_count > 1);
	*ret_id = *ret_several ? 0 : days.on_day_count ? days.on_day : days.near;
	return TRUE;
}

/* ---- what it answers ---- */

/* The record is taken over where it is the first. */
static void answer(const struct search *search, struct record *record)
{
	relate(search, "refold", record->id, NULL);
	if (search->thread->answered)
		record_free(record);
	else
		search->thread->answered = record;
}

/* What goes the same way is an earlier one of the same side, not what it answers. *ret_found: one was found. */
static gboolean answered_by(const struct search *search, const char *reference, gboolean *ret_found, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(record_t) record = find(search, reference, &cause);

	*ret_found = record && record->statement->direction != search->statement->direction;
	if (*ret_found)
		answer(search, g_steal_pointer(&record));
	if (!cause)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&cause));
	return FALSE;
}

/* All whose numbers or addresses the statement names. */
static gboolean answered_by_numbers(const struct search *search, GError **error)
{
	const GPtrArray *numbers = search->statement->refers_to;
	gboolean found;

	for (guint i = 0; i < numbers->len && i < LOOKUPS_MAX; i++)
		if (!answered_by(search, g_ptr_array_index(numbers, i), &found, error))
			return FALSE;
	return TRUE;
}

/* The mail that this one is an answer to, by its header: the nearest that is on record. */
static gboolean answered_by_header(const struct search *search, GError **error)
{
	const GPtrArray *references = search->message->references;
	gboolean found = FALSE;

	if (search->n > 0)
		return TRUE;
	if (search->message->in_reply_to && !answered_by(search, search->message->in_reply_to, &found, error))
		return FALSE;
	for (guint i = references->len; i-- > 0 && references->len - i < LOOKUPS_MAX && !found;)
		if (!answered_by(search, g_ptr_array_index(references, i), &found, error))
			return FALSE;
	return TRUE;
}

/* "https://…/12/" of our own record in the text of an answer. What else an address of ours is named for is no answer. */
static gboolean answered_by_address(const struct search *search, GError **error)
{
	const char *body = search->statement->is_reply ? search->statement->body : NULL, *place;
	g_autofree char *base = search->base_url ? g_strdup(search->base_url) : NULL;
	gsize length = base ? strlen(base) : 0;
	gboolean found = FALSE;

	while (length > 0 && base[length - 1] == '/')
		base[--length] = '\0';
	if (!body || !length)
		return TRUE;
	for (guint i = 0; i < LOOKUPS_MAX && !found && (place = strstr(body, base)); i++) {
		gsize digits = place[length] == '/' ? strspn(place + length + 1, "0123456789") : 0;
		g_autofree char *address = g_strndup(place, length + 1 + digits);

		body = place + length;
		if (digits && !answered_by(search, address, &found, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean answered_by_day(const struct search *search, GPtrArray *doubts, GError **error)
{
	const struct statement *statement = search->statement;
	enum direction other = statement->direction == DIRECTION_INCOMING ? DIRECTION_OUTGOING : DIRECTION_INCOMING;
	gboolean unclear = FALSE;

	for (guint i = 0; statement->peer && i < statement->answered_days->len; i++) {
		gboolean several = FALSE;
		gint64 id = 0;
		struct record *record;

		if (!find_day(search, other, g_array_index(statement->answered_days, struct date, i), &id, &several, error))
			return FALSE;
		unclear |= several;
		if (!id)
			continue;
		record = store_get(search->store, id, error);
		if (!record)
			return FALSE;
		answer(search, record);
	}
	if (unclear && !is_related(search, "refold"))
		doubts_add(doubts, DOUBT_UNCLEAR_REFERENCE, NULL);
	return TRUE;
}

/* The surest first; what it says itself comes before what its mail program wrote. */
static gboolean find_answered(const struct search *search, GPtrArray *doubts, GError **error)
{
	return answered_by_numbers(search, error) && (is_related(search, "refold") || answered_by_header(search, error)) &&
	       (is_related(search, "refold") || answered_by_address(search, error)) &&
	       (is_related(search, "refold") || answered_by_day(search, doubts, error));
}

/* ---- what it takes the place of ---- */

static gboolean any_same(const GPtrArray *names, const GPtrArray *others)
{
	for (guint i = 0; i < names->len; i++)
		for (guint k = 0; k < others->len; k++)
			if (organization_is_same_name(g_ptr_array_index(names, i), g_ptr_array_index(others, k)))
				return TRUE;
	return FALSE;
}

static gboolean is_of_same_body(const struct statement *statement, const struct statement *earlier)
{
	return statement->direction == earlier->direction && g_strcmp0(statement->peer, earlier->peer) == 0 &&
	       (any_same(statement->from, earlier->from) || (statement->direction == DIRECTION_OUTGOING && any_same(statement->our_bodies, earlier->our_bodies)));
}

/* That record, if it can be; *ret_found says whether it is. */
static gboolean take(const struct search *search, gint64 id, const char *why, gboolean *ret_found, GError **error)
{
	g_autoptr(record_t) record = store_get(search->store, id, error);

	*ret_found = FALSE;
	if (!record)
		return FALSE;
	if (is_itself(search, record->message_digest) || record->statement->kind != KIND_STATEMENT || record->state == STATE_DEAD || !is_of_same_body(search->statement, record->statement))
		return TRUE;
	relate(search, "supersedes", record->id, why);
	*ret_found = TRUE;
	return TRUE;
}

static gboolean take_number(const struct search *search, const char *number, const char *format, const char *said, gboolean *ret_found, GError **error)
{
	g_autoptr(GError) cause = NULL;
	gint64 id = store_find(search->store, number, search->base_url, &cause);
	g_autofree char *why = g_strdup_printf("%s %s", format, said);

	*ret_found = FALSE;
	if (cause) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	return id <= 0 || take(search, id, why, ret_found, error);
}

/* "S2-1812758r2" comes after "S2-1812758r1" and "S2-1812758"; "11-15-1234-02-0arc" after "11-15-1234-01-0arc". */
static gboolean by_revised_number(const struct search *search, const char *number, gboolean *ret_found, GError **error)
{
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *base = NULL, *mark = NULL, *digits = NULL, *tail = NULL;
	guint revision;

	*ret_found = FALSE;
	if (!g_regex_match(expression(NUMBER_REVISED_BEHIND), number, 0, &match)) {
		g_clear_pointer(&match, g_match_info_unref);
		if (!g_regex_match(expression(NUMBER_REVISED_WITHIN), number, 0, &match))
			return TRUE;
	}
	base = g_match_info_fetch(match, 1);
	mark = g_match_info_fetch(match, 2);
	digits = g_match_info_fetch(match, 3);
	tail = g_match_info_fetch(match, 4);
	revision = (guint)g_ascii_strtoull(digits, NULL, 10);
	for (guint earlier = MIN(revision, REVISIONS_MAX); earlier-- > 0 && !*ret_found;) {
		g_autofree char *older = g_strdup_printf("%s%s%0*u%s", base, mark, (int)strlen(digits), earlier, tail ? tail : "");

		if (!take_number(search, older, "by its number", number, ret_found, error))
			return FALSE;
	}
	return *ret_found || tail ? TRUE : take_number(search, base, "by its number", number, ret_found, error);
}

static gboolean by_own_numbers(const struct search *search, gboolean *ret_found, GError **error)
{
	const GPtrArray *numbers = search->statement->identifiers;

	*ret_found = FALSE;
	for (guint i = 0; i < numbers->len && i < LOOKUPS_MAX && !*ret_found; i++)
		if (!by_revised_number(search, g_ptr_array_index(numbers, i), ret_found, error))
			return FALSE;
	return TRUE;
}

static gboolean by_words(const struct search *search, gboolean *ret_found, GError **error)
{
	const struct revision *revision = &search->statement->revision;

	*ret_found = FALSE;
	for (guint i = 0; i < revision->numbers->len && i < LOOKUPS_MAX && !*ret_found; i++)
		if (!take_number(search, g_ptr_array_index(revision->numbers, i), "by its words:", revision->words, ret_found, error))
			return FALSE;
	for (guint i = 0; i < revision->days->len && !*ret_found; i++) {
		gint64 id = 0;
		gboolean several;
		g_autofree char *why = g_strconcat("by its words: ", revision->words, NULL);

		if (!find_day(search, search->statement->direction, g_array_index(revision->days, struct date, i), &id, &several, error) ||
		    (id && !take(search, id, why, ret_found, error)))
			return FALSE;
	}
	return TRUE;
}

/* A title without what says that it is revised, folded; *ret_revised: something did. */
static char *plain_title(const char *title, gboolean *ret_revised)
{
	g_autofree char *folded = text_fold_name(title);
	g_autofree char *plain = g_regex_replace_literal(expression(TITLE_REVISED), folded, -1, 0, " ", 0, NULL);
	g_autofree char *bare = plain ? g_regex_replace_literal(expression(TITLE_EDGES), plain, -1, 0, "", 0, NULL) : NULL;

	*ret_revised = plain && strcmp(plain, folded) != 0;
	return text_fold_space(bare ? bare : "");
}

struct titles { const struct search *search; const char *plain; GArray *ids; };

static gboolean collect_title(const struct store_glance *glance, gpointer data)
{
	struct titles *titles = data;
	gboolean revised;
	gint64 own = titles->search->message->date;
	g_autofree char *plain = glance->title && !is_itself(titles->search, glance->digest) && (own < 0 || glance->date <= own) ? plain_title(glance->title, &revised) : NULL;

	if (plain && strcmp(plain, titles->plain) == 0)
		g_array_append_val(titles->ids, glance->id);
	return titles->ids->len < REVISIONS_MAX;
}

/* The newest of the same title, where the title or the words say that it was revised. */
static gboolean by_title(const struct search *search, gboolean *ret_found, GError **error)
{
	const struct statement *statement = search->statement;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	gboolean revised = FALSE;
	g_autofree char *plain = statement->title ? plain_title(statement->title, &revised) : NULL;
	g_autofree char *why = g_strdup_printf("by its title%s%s", statement->revision.words ? ", and its words: " : "", statement->revision.words ? statement->revision.words : "");
	struct titles titles = { search, plain, ids };

	*ret_found = FALSE;
	if (!plain || !*plain || (!revised && !statement->revision.stated))
		return TRUE;
	if (!store_glance_back(search->store, statement->peer, statement->direction, collect_title, &titles, error))
		return FALSE;
	for (guint i = 0; i < ids->len && !*ret_found; i++)
		if (!take(search, g_array_index(ids, gint64, i), why, ret_found, error))
			return FALSE;
	return TRUE;
}

static gboolean find_superseded(const struct search *search, GError **error)
{
	gboolean found = FALSE;

	if (!search->statement->peer || search->statement->direction == DIRECTION_UNKNOWN)
		return TRUE;
	return by_words(search, &found, error) && (found || by_own_numbers(search, &found, error)) && (found || by_title(search, &found, error));
}

gboolean thread_find(const struct settings *settings, struct store *store, const struct message *message, GPtrArray *statements,
                     struct intake_thread *ret_thread, GError **error)
{
	ret_thread->relations = g_array_new(FALSE, TRUE, sizeof(struct store_relation));
	g_array_set_clear_func(ret_thread->relations, relation_clear);
	for (guint n = 0; store && n < statements->len; n++) {
		struct statement *statement = g_ptr_array_index(statements, n);
		const struct search search = { .store = store, .base_url = settings->publish.base_url, .message = message, .statement = statement, .n = n, .thread = ret_thread };

		if (statement->kind != KIND_STATEMENT)
			continue;
		if (find_answered(&search, statement->doubts, error) && find_superseded(&search, error))
			continue;
		g_prefix_error(error, "cannot look up earlier statements: ");
		return FALSE;
	}
	return TRUE;
}
