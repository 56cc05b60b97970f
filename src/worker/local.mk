# src/worker: the job loop, one file a kind of job. Everything but main() and the table of kinds is a library, for the tests.
noinst_LIBRARIES += src/worker/libworker.a
src_worker_libworker_a_SOURCES = \
	src/worker/calendar.c \
	src/worker/calendar.h \
	src/worker/convert.c \
	src/worker/digest.c \
	src/worker/distribute.c \
	src/worker/hands.c \
	src/worker/hands.h \
	src/worker/held.c \
	src/worker/held.h \
	src/worker/kinds.h \
	src/worker/late-copy.c \
	src/worker/loop.c \
	src/worker/loop.h \
	src/worker/mail.c \
	src/worker/mail-text.c \
	src/worker/mail-text.h \
	src/worker/pass-on.c \
	src/worker/pass-on.h \
	src/worker/progress.c \
	src/worker/progress.h \
	src/worker/publish.c \
	src/worker/queue.c \
	src/worker/queue-late.c \
	src/worker/reload.c \
	src/worker/reload.h \
	src/worker/release.c \
	src/worker/remind.c \
	src/worker/remind-text.c \
	src/worker/remind-text.h \
	src/worker/run.c \
	src/worker/run.h \
	src/worker/settle.c \
	src/worker/start.c \
	src/worker/start.h \
	src/worker/taken.c \
	src/worker/worker.h
WORKER_LIBS = src/worker/libworker.a $(INTAKE_LIBS)

sbin_PROGRAMS += src/worker/liaison-worker
src_worker_liaison_worker_SOURCES = src/worker/main.c src/worker/kinds.c
src_worker_liaison_worker_LDADD = $(WORKER_LIBS)

sbin_PROGRAMS += src/worker/liaison-queue
src_worker_liaison_queue_SOURCES = src/worker/queue-main.c
src_worker_liaison_queue_LDADD = $(WORKER_LIBS)
