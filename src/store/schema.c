/* SPDX-License-Identifier: BSD-2-Clause
 *
 * schema.c - the tables, and how an older file is brought up to them
 *
 * The record outlives this program and is read by others with sqlite3(1), so it is laid out for them: words instead of numbers
 * (state 'posted', purpose 'action'), times as microseconds since 1970 in UTC, days as YYYY-MM-DD, one row a value, and the view
 * `record` for the usual look. Few, append-only tables without extra indices on the other hand, since each one touched is a page
 * more to sync for every message.
 */
#include "config.h"
#include "schema.h"

#include <liaison/error.h>

static const char step_1[] =
	/* The next number of a record. Numbers are public, so none is ever given twice, whatever becomes of the rows; and the first
	   one can be chosen. */
	"CREATE TABLE sequence (name TEXT NOT NULL PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"INSERT INTO sequence (name, next) VALUES ('statement', 1);"

	/* Bytes, each stored once, under their SHA-256. `data` is the first piece, what is longer goes on in content_chunk: neither a row
	   nor an allocation is ever as large as a mail. */
	"CREATE TABLE content (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, data BLOB NOT NULL) STRICT;"
	"CREATE TABLE content_chunk (content INTEGER NOT NULL REFERENCES content, n INTEGER NOT NULL, data BLOB NOT NULL,"
	" PRIMARY KEY (content, n)) STRICT, WITHOUT ROWID;"

	/* One mail. `digest` is over decoded parts, From, Date and Subject; `raw` is the mail as it came the first time. */
	"CREATE TABLE message (id INTEGER PRIMARY KEY, digest TEXT NOT NULL, message_id TEXT, raw INTEGER NOT NULL REFERENCES content,"
	" received INTEGER NOT NULL, subject TEXT, sender TEXT, date INTEGER, in_reply_to TEXT, refs TEXT) STRICT;"
	"CREATE UNIQUE INDEX message_once ON message (digest, ifnull(message_id, ''));"
	"CREATE INDEX message_by_message_id ON message (message_id) WHERE message_id IS NOT NULL;"

	/* One envelope that a mail came in, with what was decided. `recipients`: the RCPT arguments, one a line. */
	"CREATE TABLE delivery (message INTEGER NOT NULL REFERENCES message, n INTEGER NOT NULL, digest TEXT NOT NULL,"
	" received INTEGER NOT NULL, queue_id TEXT, client_address TEXT, auth_authen TEXT, sender TEXT, recipients TEXT NOT NULL,"
	" verdict TEXT NOT NULL, plan TEXT NOT NULL, PRIMARY KEY (message, n)) STRICT, WITHOUT ROWID;"

	/* Who has been given a mail: `how` is 'envelope' (named by the sender) or 'edit' (added by us), with the delivery it was in. */
	"CREATE TABLE ledger (message INTEGER NOT NULL REFERENCES message, recipient TEXT NOT NULL, how TEXT NOT NULL,"
	" delivery INTEGER, time INTEGER NOT NULL, PRIMARY KEY (message, recipient)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE attachment (message INTEGER NOT NULL REFERENCES message, n INTEGER NOT NULL, path TEXT NOT NULL, name TEXT,"
	" content_type TEXT NOT NULL, content INTEGER NOT NULL REFERENCES content, PRIMARY KEY (message, n)) STRICT, WITHOUT ROWID;"

	/* The record: the n-th statement of a mail. */
	"CREATE TABLE statement (id INTEGER PRIMARY KEY, message INTEGER REFERENCES message, n INTEGER NOT NULL, state TEXT NOT NULL,"
	" received INTEGER NOT NULL, kind TEXT NOT NULL, direction TEXT, title TEXT, from_liaison_contact TEXT, from_liaison_contact_name TEXT,"
	" to_liaison_contact TEXT, to_liaison_contact_name TEXT, purpose TEXT, deadline TEXT, deadline_text TEXT, is_reply INTEGER NOT NULL,"
	" received_from TEXT, received_from_name TEXT, peer TEXT, authenticated INTEGER NOT NULL, body TEXT, UNIQUE (message, n)) STRICT;"

	/* Every list of a statement: bodies, mailboxes, identifiers, file names. One table for all, so that a statement's values lie
	   together and a new kind of list needs no new table. `value` is the body, the addr-spec, the number; `name` a mailbox's
	   display name; `key` what an identifier is found under, however it is spelled. */
	"CREATE TABLE statement_value (statement INTEGER NOT NULL REFERENCES statement, field TEXT NOT NULL, n INTEGER NOT NULL,"
	" value TEXT NOT NULL, name TEXT, key TEXT, PRIMARY KEY (statement, field, n)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX statement_value_by_key ON statement_value (key) WHERE key IS NOT NULL;"

	/* Where each value was found, as one JSON list a statement (evidence_rows.c), and as rows for who looks. */
	"CREATE TABLE statement_evidence (statement INTEGER PRIMARY KEY REFERENCES statement, list TEXT NOT NULL) STRICT;"
	"CREATE VIEW evidence AS SELECT e.statement, p.key AS n, p.value ->> 0 AS field, p.value ->> 1 AS source, p.value ->> 2 AS place,"
	" p.value ->> 6 AS line, p.value ->> 3 AS label, p.value ->> 4 AS layout, p.value ->> 5 AS value, p.value ->> 7 AS sure,"
	" p.value ->> 8 AS chosen FROM statement_evidence e, json_each(e.list) p;"

	/* A doubt that was settled stays, with the time it was. */
	"CREATE TABLE doubt (statement INTEGER NOT NULL REFERENCES statement, n INTEGER NOT NULL, kind TEXT NOT NULL, detail TEXT,"
	" withdrawn INTEGER, PRIMARY KEY (statement, n)) STRICT, WITHOUT ROWID;"

	"CREATE TABLE relation (statement INTEGER NOT NULL REFERENCES statement, other INTEGER NOT NULL REFERENCES statement,"
	" kind TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (statement, kind, other)) STRICT, WITHOUT ROWID;"

	/* The history. Nothing is deleted, so ids only grow and also say what happened since one looked last. */
	"CREATE TABLE event (id INTEGER PRIMARY KEY, statement INTEGER NOT NULL REFERENCES statement, time INTEGER NOT NULL,"
	" kind TEXT NOT NULL, who TEXT NOT NULL, text TEXT) STRICT;"
	"CREATE INDEX event_by_statement ON event (statement);"

	"CREATE VIEW record AS SELECT s.id, s.state, s.kind, s.direction, datetime(s.received / 1000000, 'unixepoch') AS received, s.title,"
	" (SELECT group_concat(value, '; ') FROM statement_value WHERE statement = s.id AND field = 'from') AS \"from\","
	" (SELECT group_concat(value, '; ') FROM statement_value WHERE statement = s.id AND field = 'to') AS \"to\","
	" s.purpose, s.deadline,"
	" (SELECT group_concat(value, '; ') FROM statement_value WHERE statement = s.id AND field = 'identifiers') AS identifiers,"
	" (SELECT group_concat(kind, ', ') FROM doubt WHERE statement = s.id AND withdrawn IS NULL) AS doubts,"
	" m.message_id FROM statement s LEFT JOIN message m ON m.id = s.message;";

static const char step_2[] =
	/* What is left to be done. `due` is the order; one that is running belongs to its worker until `lease`, whatever becomes of the
	   worker, and `claim` tells one such time from another. Rows stay when they have ended, so that `key` keeps the same from being
	   ordered twice. */
	"CREATE TABLE job (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, statement INTEGER REFERENCES statement, key TEXT, argument TEXT,"
	" state TEXT NOT NULL, created INTEGER NOT NULL, due INTEGER NOT NULL, lease INTEGER, ended INTEGER, tries INTEGER NOT NULL,"
	" claim INTEGER NOT NULL, worker TEXT, reason TEXT, output TEXT) STRICT;"
	"CREATE UNIQUE INDEX job_once ON job (key) WHERE key IS NOT NULL;"
	"CREATE INDEX job_open ON job (ifnull(lease, due)) WHERE state IN ('waiting', 'running');"
	"CREATE INDEX job_publish ON job (statement) WHERE kind = 'publish' AND state = 'waiting';"
	"CREATE INDEX job_failed ON job (id) WHERE state = 'failed';"

	/* What is no statement is numbered apart (STORE_FIRST_OTHER in store.h); what was numbered before stays as it is. */
	"INSERT INTO sequence (name, next) VALUES ('other', 1000000001);"

	/* What becomes of a record. The times are those of the last time; NULL: never. */
	"ALTER TABLE statement ADD COLUMN assignee TEXT;"
	"ALTER TABLE statement ADD COLUMN posted INTEGER;"
	"ALTER TABLE statement ADD COLUMN dead INTEGER;"
	"ALTER TABLE statement ADD COLUMN taken INTEGER;"
	"ALTER TABLE statement ADD COLUMN taken_by INTEGER REFERENCES statement;"
	"ALTER TABLE statement ADD COLUMN taken_url TEXT;"
	"ALTER TABLE statement ADD COLUMN redacted INTEGER;"
	"UPDATE statement SET posted = (SELECT max(time) FROM event WHERE statement = statement.id AND kind = 'posted'),"
	" dead = (SELECT max(time) FROM event WHERE statement = statement.id AND kind = 'killed');"
	"UPDATE statement SET posted = received WHERE state = 'posted' AND posted IS NULL;"
	"UPDATE statement SET dead = received WHERE state = 'dead' AND dead IS NULL;"
	"CREATE INDEX relation_by_other ON relation (other);"

	/* The fields that a person has set ('body' among them): reading again leaves them alone. */
	"CREATE TABLE person_field (statement INTEGER NOT NULL REFERENCES statement, field TEXT NOT NULL, who TEXT NOT NULL,"
	" time INTEGER NOT NULL, PRIMARY KEY (statement, field)) STRICT, WITHOUT ROWID;"

	/* A file that was added to one record later, and not part of its mail. */
	"ALTER TABLE attachment ADD COLUMN statement INTEGER REFERENCES statement;"
	/* What a hook made of a file. */
	"CREATE TABLE result (message INTEGER NOT NULL, attachment INTEGER NOT NULL, n INTEGER NOT NULL, name TEXT, content_type TEXT NOT NULL,"
	" content INTEGER NOT NULL REFERENCES content, tool TEXT, time INTEGER NOT NULL, PRIMARY KEY (message, attachment, n),"
	" FOREIGN KEY (message, attachment) REFERENCES attachment) STRICT, WITHOUT ROWID;"

	/* When the bytes were blanked; size and digest stay. */
	"ALTER TABLE content ADD COLUMN redacted INTEGER;"
	"ALTER TABLE message ADD COLUMN redacted INTEGER;"

	/* One-time tokens by the digest of what was sent; what programs remember. */
	"CREATE TABLE token (digest TEXT NOT NULL PRIMARY KEY, statement INTEGER REFERENCES statement, purpose TEXT NOT NULL, holder TEXT,"
	" created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER) STRICT, WITHOUT ROWID;"
	"CREATE TABLE secret (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL, created INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE mark (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;";

static const char step_3[] =
	/* A text that was made to be read by us: not what people are given. */
	"ALTER TABLE result ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;";

static const char step_4[] =
	/* A mail that is held in the MTA's own quarantine: under which queue IDs, and since when it need not be looked for there any more. */
	"CREATE TABLE quarantine (message INTEGER NOT NULL REFERENCES message, queue_id TEXT NOT NULL, time INTEGER NOT NULL, ended INTEGER,"
	" PRIMARY KEY (message, queue_id)) STRICT, WITHOUT ROWID;";

static const char step_5[] =
	/* Statements between us and one peer (glance.c): few of all that is on record, most of which is correspondence. */
	"CREATE INDEX statement_by_peer ON statement (peer, direction) WHERE kind = 'statement' AND peer IS NOT NULL;";

static const char *const steps[] = { step_1, step_2, step_3, step_4, step_5 };

guint schema_version(void)
{
	return G_N_ELEMENTS(steps);
}

const char *const *schema_steps(void)
{
	return steps;
}

static gboolean set_data_error(const struct connection *connection, const char *why, GError **error)
{
	g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_DATA, "cannot open the record '%s': %s", connection->path, why);
	return FALSE;
}

static gboolean check_version(const struct connection *connection, gint64 version, guint newest, gboolean may_migrate, GError **error)
{
	if (version > (gint64)newest) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_SCHEMA, "cannot open the record '%s': its schema %" G_GINT64_FORMAT
		            " was written by a newer version; this one knows up to %u", connection->path, version, newest);
		return FALSE;
	}
	if (version < 0)
		return set_data_error(connection, "its schema version is negative", error);
	if (version < (gint64)newest && !may_migrate) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_SCHEMA, "cannot open the record '%s': its schema %" G_GINT64_FORMAT
		            " is older than %u; it is migrated when the daemon opens it", connection->path, version, newest);
		return FALSE;
	}
	return TRUE;
}

struct marks { gint64 application, version, tables; };

/* Of one moment: another process may be making the tables. */
static gboolean read_marks(struct connection *connection, struct marks *ret_marks, GError **error)
{
	if (!connection_execute(connection, "BEGIN", error))
		return FALSE;
	const gboolean read = connection_query_int(connection, "PRAGMA application_id", &ret_marks->application, error) &&
		connection_query_int(connection, "PRAGMA user_version", &ret_marks->version, error) &&
		connection_query_int(connection, "SELECT count(*) FROM sqlite_schema", &ret_marks->tables, error);
	if (!read) {
		if (connection_in_transaction(connection))
			connection_execute(connection, "ROLLBACK", NULL);
		return FALSE;
	}
	return connection_execute(connection, "COMMIT", error);
}

gboolean schema_check(struct connection *connection, enum store_mode mode, GError **error)
{
	struct marks marks = { 0 };
	if (!read_marks(connection, &marks, error))
		return FALSE;
	if (marks.application == 0 && marks.version == 0 && marks.tables == 0)
		return mode == STORE_CREATE || set_data_error(connection, "it is empty", error);
	if (marks.application != SCHEMA_APPLICATION_ID)
		return set_data_error(connection, "it is a database of some other program", error);
	return check_version(connection, marks.version, schema_version(), mode != STORE_READ, error);
}

static gboolean apply(struct connection *connection, const char *const *list, guint n_steps, GError **error)
{
	gint64 version = 0;
	/* asked again under the lock: another process may have migrated meanwhile */
	if (!connection_query_int(connection, "PRAGMA user_version", &version, error) ||
	    !check_version(connection, version, n_steps, TRUE, error))
		return FALSE;
	for (guint i = (guint)version; i < n_steps; i++)
		if (!connection_execute(connection, list[i], error))
			return FALSE;
	g_autofree char *stamp = g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %u;", SCHEMA_APPLICATION_ID, n_steps);
	return connection_execute(connection, stamp, error);
}

gboolean schema_migrate_by(struct connection *connection, const char *const *list, guint n_steps, GError **error)
{
	gint64 version = 0;
	if (!connection_query_int(connection, "PRAGMA user_version", &version, error))
		return FALSE;
	if (version == (gint64)n_steps)
		return TRUE;
	if (!connection_execute(connection, "BEGIN IMMEDIATE", error))
		return FALSE;
	if (apply(connection, list, n_steps, error) && connection_execute(connection, "COMMIT", error))
		return TRUE;
	if (connection_in_transaction(connection))
		connection_execute(connection, "ROLLBACK", NULL);
	g_prefix_error(error, "cannot migrate the record: ");
	return FALSE;
}

gboolean schema_migrate(struct connection *connection, GError **error)
{
	return schema_migrate_by(connection, steps, G_N_ELEMENTS(steps), error);
}
