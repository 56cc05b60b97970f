/* SPDX-License-Identifier: BSD-2-Clause
 *
 * json.h - the record as JSON; the only room that writes JSON is src/publish
 *
 * All results are valid UTF-8, owned by the caller. The shape is that of the corpus: field_key() names, and id, state, received,
 * message_id, received_from, doubts, also. Unknown single values are null, unknown lists empty.
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>
#include <liaison/plan.h>
#include <liaison/statement.h>
#include <liaison/store.h>

/* inspect: the first statement, the others under "also", the plan under "plan", evidence under "evidence". plan may be NULL. */
char *json_inspection(const struct message *message, const GPtrArray *statements, const struct plan *plan);
/* show: also may be NULL (GPtrArray of struct record *) */
char *json_record(const struct record *record, gboolean with_evidence);

/* A small writer for what else is listed. */
struct json;
struct json *json_new(gboolean pretty);
void json_begin_object(struct json *json, const char *name);    /* name NULL inside arrays and at the top */
void json_end_object(struct json *json);
void json_begin_array(struct json *json, const char *name);
void json_end_array(struct json *json);
void json_string(struct json *json, const char *name, const char *value);   /* NULL: null */
void json_int(struct json *json, const char *name, gint64 value);
void json_bool(struct json *json, const char *name, gboolean value);
void json_record_object(struct json *json, const struct record *record, gboolean with_evidence);
char *json_finish(struct json *json);                           /* frees it */
