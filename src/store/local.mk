# src/store: the record; the only room that knows SQLite
noinst_LIBRARIES += src/store/libstore.a
src_store_libstore_a_SOURCES = \
	src/store/again.c \
	src/store/backup.c \
	src/store/change.c \
	src/store/change_fields.c \
	src/store/change_files.c \
	src/store/change_reread.c \
	src/store/change_state.c \
	src/store/changing.h \
	src/store/check.c \
	src/store/checkpoint.c \
	src/store/connection.c \
	src/store/connection.h \
	src/store/content.c \
	src/store/delivery.c \
	src/store/evidence_rows.c \
	src/store/glance.c \
	src/store/internal.h \
	src/store/job_queue.c \
	src/store/jobs.c \
	src/store/jobs.h \
	src/store/list.c \
	src/store/load.c \
	src/store/numbers.c \
	src/store/numbers.h \
	src/store/put.c \
	src/store/put.h \
	src/store/quarantine.c \
	src/store/query.c \
	src/store/schema.c \
	src/store/schema.h \
	src/store/statement_rows.c \
	src/store/stats.c \
	src/store/store.c \
	src/store/tokens.c \
	src/store/wait.c \
	src/store/writer.c
src_store_libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
