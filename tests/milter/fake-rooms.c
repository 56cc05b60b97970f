/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fake-rooms.c - the daemon's surroundings, so that a test says what a message shall lead to
 *
 * Linked with the real src/milter it makes a liaison-milter whose reading, routing and store are told by the message itself: header fields
 * "X-Do: WORDS" are obeyed (see obey()). The configuration is lines "NAME VALUE" (see setting()). "store" is a directory; each recorded message
 * becomes the file N.eml in it, octet for octet.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <liaison/error.h>
#include <liaison/intake.h>
#include <liaison/mail.h>
#include <liaison/settings.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- settings ---- */

struct counted { struct settings settings; gint count; };

static void setting(struct settings *settings, const char *name, const char *value, guint line, GPtrArray *faults)
{
	if (strcmp(name, "socket") == 0) settings->milter.socket = g_strdup(value);
	else if (strcmp(name, "socket_mode") == 0) settings->milter.socket_mode = g_strdup(value);
	else if (strcmp(name, "socket_group") == 0) settings->milter.socket_group = g_strdup(value);
	else if (strcmp(name, "user") == 0) settings->milter.user = g_strdup(value);
	else if (strcmp(name, "pid_file") == 0) settings->milter.pid_file = g_strdup(value);
	else if (strcmp(name, "drain") == 0) settings->milter.drain_seconds = (guint)atoi(value);
	else if (strcmp(name, "on_failure") == 0) settings->milter.on_failure = *value == 'a' ? ON_FAILURE_ACCEPT : ON_FAILURE_TEMPFAIL;
	else if (strcmp(name, "hold") == 0) settings->outgoing.hold = *value == 'q' ? HOLD_QUARANTINE : HOLD_DISCARD;
	else if (strcmp(name, "store") == 0) settings->store.path = g_strdup(value);
	else if (strcmp(name, "message_size") == 0) settings->limits.message_size = (gsize)atol(value);
	else if (strcmp(name, "recipients") == 0) settings->limits.recipients = (guint)atoi(value);
	else if (strcmp(name, "observe") == 0) settings->observe = TRUE;
	else if (strcmp(name, "note") != 0) {
		struct fault *fault = g_new0(struct fault, 1);
		fault->file = g_strdup(settings->path);
		fault->line = line;
		fault->text = g_strdup_printf("unknown setting '%s'", name);
		g_ptr_array_add(faults, fault);
	}
}

struct settings *settings_ref(struct settings *settings)
{
	g_atomic_int_inc(&((struct counted *)settings)->count);
	return settings;
}

void settings_unref(struct settings *settings)
{
	if (settings == NULL || !g_atomic_int_dec_and_test(&((struct counted *)settings)->count))
		return;
	g_free(settings->milter.socket);
	g_free(settings->milter.socket_mode);
	g_free(settings->milter.socket_group);
	g_free(settings->milter.user);
	g_free(settings->milter.pid_file);
	g_free(settings->store.path);
	g_free(settings->path);
	organization_free(settings->organization);
	g_free(settings);
}

struct settings *settings_load(const char *path, GPtrArray *faults)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	guint before = faults->len;
	struct counted *counted = g_new0(struct counted, 1);
	struct settings *settings = &counted->settings;
	counted->count = 1;
	settings->limits = (struct limits)LIMITS_DEFAULT;
	settings->milter.drain_seconds = 5;
	settings->path = g_strdup(path);
	settings->organization = organization_new();
	if (!g_file_get_contents(path, &text, NULL, &error)) {
		struct fault *fault = g_new0(struct fault, 1);
		fault->file = g_strdup(path);
		fault->text = g_strdup(error->message);
		g_ptr_array_add(faults, fault);
	}
	g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		g_auto(GStrv) words = g_strsplit(lines[i], " ", 2);
		if (words[0] != NULL && *words[0] != '\0')
			setting(settings, words[0], words[1] != NULL ? words[1] : "", i + 1, faults);
	}
	if (faults->len == before)
		return settings;
	settings_unref(settings);
	return NULL;
}

/* ---- store ---- */

struct store { char *directory; pthread_mutex_t lock; guint count; };

struct store *store_open(const char *path, enum store_mode mode, guint busy_ms, GError **error)
{
	(void)mode;
	(void)busy_ms;
	g_autofree char *newer = g_build_filename(path, "newer", NULL);
	if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot open '%s': %s", path, g_strerror(ENOENT));
		return NULL;
	}
	if (g_file_test(newer, G_FILE_TEST_EXISTS)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_SCHEMA, "'%s' was written by a newer version", path);
		return NULL;
	}
	struct store *store = g_new0(struct store, 1);
	store->directory = g_strdup(path);
	pthread_mutex_init(&store->lock, NULL);
	return store;
}

gboolean store_start_numbers(struct store *store, gint64 first, GError **error)
{
	(void)store;
	(void)first;
	(void)error;
	return TRUE;
}

void store_close(struct store *store)
{
	pthread_mutex_destroy(&store->lock);
	g_free(store->directory);
	g_free(store);
}

void store_receipt_free(struct store_receipt *receipt)
{
	if (receipt == NULL)
		return;
	g_array_unref(receipt->ids);
	g_ptr_array_unref(receipt->additions);
	g_free(receipt);
}

/* ---- intake ---- */

static enum interest interest_of(const struct envelope *envelope)
{
	enum interest interest = INTEREST_NONE;
	for (guint i = 0; i < envelope->recipients->len; i++) {
		const char *addr_spec = ((const struct recipient *)g_ptr_array_index(envelope->recipients, i))->addr_spec;
		if (g_str_has_prefix(addr_spec, "liaison@"))
			return INTEREST_OURS;
		if (g_str_has_prefix(addr_spec, "candidate@"))
			interest = INTEREST_CANDIDATE;
	}
	return interest;
}

enum interest route_interest(const struct organization *organization, const struct envelope *envelope)
{
	(void)organization;
	return interest_of(envelope);
}

struct script { guint sleep_ms; gboolean fail_read, fail_record; };

static char **words_of(const char *text)
{
	return g_strsplit(text, " ", -1);
}

/* let-go | hold | tempfail | unrecorded | outgoing | fail-read | fail-record | sleep MS | add ADDRESS | remove ARGUMENT |
 * add-header NAME VALUE | change-header NAME N VALUE | remove-header NAME N */
static gboolean obey(struct intake *intake, struct script *script, const char *order)
{
	struct plan *plan = intake->plan;
	g_auto(GStrv) words = words_of(order);
	guint n = g_strv_length(words);
	const char *verb = words[0];
	if (strcmp(verb, "let-go") == 0) { plan->verdict = VERDICT_LET_GO; plan->record = FALSE; }
	else if (strcmp(verb, "hold") == 0) plan->verdict = VERDICT_HOLD;
	else if (strcmp(verb, "tempfail") == 0) plan->verdict = VERDICT_TEMPFAIL;
	else if (strcmp(verb, "unrecorded") == 0) plan->record = FALSE;
	else if (strcmp(verb, "outgoing") == 0) ((struct statement *)intake->statements->pdata[0])->direction = DIRECTION_OUTGOING;
	else if (strcmp(verb, "fail-read") == 0) script->fail_read = TRUE;
	else if (strcmp(verb, "fail-record") == 0) script->fail_record = TRUE;
	else if (strcmp(verb, "sleep") == 0 && n == 2) script->sleep_ms = (guint)atoi(words[1]);
	else if (strcmp(verb, "add") == 0 && n == 2) plan_add(plan, ACTION_ADD_RECIPIENT, words[1], NULL, 0, "test");
	else if (strcmp(verb, "remove") == 0 && n >= 2) plan_add(plan, ACTION_REMOVE_RECIPIENT, order + strlen("remove "), NULL, 0, "test");
	else if (strcmp(verb, "add-header") == 0 && n >= 3) plan_add(plan, ACTION_ADD_HEADER, words[1], order + strlen("add-header ") + strlen(words[1]) + 1, 0, "test");
	else if (strcmp(verb, "remove-header") == 0 && n == 3) plan_add(plan, ACTION_REMOVE_HEADER, words[1], NULL, (guint)atoi(words[2]), "test");
	else if (strcmp(verb, "change-header") == 0 && n == 4) plan_add(plan, ACTION_CHANGE_HEADER, words[1], words[3], (guint)atoi(words[2]), "test");
	else return FALSE;
	return TRUE;
}

static void read_orders(struct intake *intake, struct script *script)
{
	gsize length;
	const char *bytes = g_bytes_get_data(intake->message->raw, &length);
	const char *end = g_strstr_len(bytes, (gssize)length, "\r\n\r\n");
	g_autofree char *header = g_strndup(bytes, end != NULL ? (gsize)(end - bytes) : length);
	g_auto(GStrv) lines = g_strsplit(header, "\r\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_prefix(lines[i], "Message-ID: <"))
			intake->message->message_id = g_strndup(lines[i] + 13, strcspn(lines[i] + 13, ">"));
		if (g_str_has_prefix(lines[i], "X-Do: ") && !obey(intake, script, lines[i] + 6))
			g_printerr("fake-rooms: cannot obey '%s'\n", lines[i]);
	}
}

/* The script hangs on the plan's reason, the one text that nothing here looks at. */
struct intake *intake_read(struct settings *settings, enum interest interest, const struct envelope *envelope, GBytes *raw, struct store *store,
                           const struct intake_wait *wait, GError **error)
{
	(void)store;
	(void)wait;
	struct script script = { 0 };
	struct intake *intake = g_new0(struct intake, 1);
	struct statement *statement = statement_new();
	statement->kind = KIND_STATEMENT;
	statement->direction = DIRECTION_INCOMING;
	intake->settings = settings_ref(settings);
	intake->interest = interest;
	intake->envelope = envelope;
	intake->message = message_new();
	g_clear_pointer(&intake->message->raw, g_bytes_unref);
	intake->message->raw = g_bytes_ref(raw);
	intake->statements = g_ptr_array_new_with_free_func((GDestroyNotify)statement_free);
	g_ptr_array_add(intake->statements, statement);
	intake->plan = plan_new();
	intake->plan->verdict = VERDICT_ACCEPT;
	intake->plan->record = TRUE;
	intake->plan->edit = !settings->observe;
	read_orders(intake, &script);
	intake->plan->reason = g_strdup_printf("%u %d", script.sleep_ms, script.fail_record);
	if (!script.fail_read)
		return intake;
	intake_free(intake);
	g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot look up what is answered");
	return NULL;
}

static gboolean write_raw(struct store *store, GBytes *raw, gint64 *ret_id, GError **error)
{
	gsize length;
	const char *bytes = g_bytes_get_data(raw, &length);
	pthread_mutex_lock(&store->lock);
	g_autofree char *name = NULL;
	do {
		g_free(name);
		name = g_strdup_printf("%s/%u.eml", store->directory, ++store->count);
	} while (g_file_test(name, G_FILE_TEST_EXISTS));
	*ret_id = store->count;
	gboolean written = g_file_set_contents(name, bytes, (gssize)length, error);
	pthread_mutex_unlock(&store->lock);
	return written;
}

gboolean intake_record(struct intake *intake, struct store *store, gint64 received, const char *by, GError **error)
{
	guint sleep_ms = 0;
	int failing = 0;
	gint64 id = 0;
	(void)received;
	(void)by;
	if (sscanf(intake->plan->reason, "%u %d", &sleep_ms, &failing) == 2 && sleep_ms > 0) {
		g_printerr("fake-rooms: asleep\n");
		g_usleep(sleep_ms * G_TIME_SPAN_MILLISECOND);
	}
	if (failing) {
		g_set_error_literal(error, LIAISON_ERROR, LIAISON_ERROR_TEMPORARY, "cannot write the record: database or disk is full");
		return FALSE;
	}
	if (!write_raw(store, intake->message->raw, &id, error))
		return FALSE;
	intake->receipt = g_new0(struct store_receipt, 1);
	intake->receipt->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_array_append_val(intake->receipt->ids, id);
	intake->receipt->fresh = TRUE;
	intake->receipt->additions = g_ptr_array_new_with_free_func(g_free);
	return TRUE;
}

GPtrArray *intake_actions(const struct intake *intake)
{
	GPtrArray *actions = g_ptr_array_new();
	for (guint i = 0; i < intake->plan->actions->len; i++)
		g_ptr_array_add(actions, g_ptr_array_index(intake->plan->actions, i));
	return actions;
}

void intake_free(struct intake *intake)
{
	if (intake == NULL)
		return;
	settings_unref(intake->settings);
	message_free(intake->message);
	g_clear_pointer(&intake->statements, g_ptr_array_unref);
	plan_free(intake->plan);
	store_receipt_free(intake->receipt);
	g_free(intake);
}

void mail_init(void)
{
}
