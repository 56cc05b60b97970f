/* SPDX-License-Identifier: BSD-2-Clause
 *
 * json.h - the record as JSON; the only room that writes JSON is src/publish
 *
 * All results are valid UTF-8 whatever is put in, owned by the caller. Control characters, C1, line separators and bidi controls
 * come out as \uNNNN, so that the text may be printed on a terminal. The shape is that of the corpus: field_key() names, and id,
 * state, received, message_id, received_from, doubts (names), also. Unknown single values are null, unknown lists empty; every
 * key is always there. No function keeps what it is given. A writer belongs to one thread; everything else is thread-safe. RFC 8259.
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>
#include <liaison/plan.h>
#include <liaison/statement.h>
#include <liaison/store.h>

/* inspect: the first statement, the others under "also", the plan under "plan", evidence under "evidence". plan may be NULL. */
char *json_inspection(const struct message *message, const GPtrArray *statements, const struct plan *plan, const GPtrArray *notices);
/* show, list, export. also: the records of the further statements of the same mail (struct record *), each shown in full but without
 * an "also" of its own; NULL: none. whole: with evidence, envelope and the plan as it was decided. */
char *json_record(const struct record *record, const GPtrArray *also, gboolean whole, gboolean pretty);

/* A small writer for what else is listed. One top-level value; begin and end must pair. */
struct json;
struct json *json_new(gboolean pretty);
void json_begin_object(struct json *json, const char *name);    /* name NULL inside arrays and at the top */
void json_end_object(struct json *json);
void json_begin_array(struct json *json, const char *name);
void json_end_array(struct json *json);
void json_string(struct json *json, const char *name, const char *value);   /* NULL: null */
void json_strings(struct json *json, const char *name, const GPtrArray *values);   /* char *; NULL: an empty list */
void json_int(struct json *json, const char *name, gint64 value);
void json_number(struct json *json, const char *name, gint64 value);        /* of a record, a line, …; 0: null */
void json_bool(struct json *json, const char *name, gboolean value);
void json_time(struct json *json, const char *name, gint64 usec);           /* RFC 3339; 0 and less: null */
char *json_finish(struct json *json);                           /* frees it; no line end after the last bracket */
