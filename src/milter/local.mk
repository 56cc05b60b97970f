# src/milter: the daemon beside the MTA. Everything but main() and the sigwait() that stands in for the C library's is a library, for the tests.
noinst_LIBRARIES += src/milter/libmilter-room.a
src_milter_libmilter_room_a_CPPFLAGS = $(AM_CPPFLAGS) $(MILTER_CFLAGS)
src_milter_libmilter_room_a_SOURCES = \
	src/milter/check.c src/milter/check.h \
	src/milter/edit.c src/milter/edit.h \
	src/milter/filter.c src/milter/filter.h \
	src/milter/handle.c src/milter/handle.h \
	src/milter/lock.h \
	src/milter/mta.h \
	src/milter/reload.c src/milter/reload.h \
	src/milter/reply.c src/milter/reply.h \
	src/milter/report.c src/milter/report.h \
	src/milter/session.c src/milter/session.h \
	src/milter/socket.c src/milter/socket.h \
	src/milter/status.c src/milter/status.h \
	src/milter/store-keeper.c src/milter/store-keeper.h \
	src/milter/transaction.c src/milter/transaction.h
MILTER_ROOM_LIBS = src/milter/libmilter-room.a $(MILTER_LIBS) $(INTAKE_LIBS)

sbin_PROGRAMS += src/milter/liaison-milter
src_milter_liaison_milter_CPPFLAGS = $(AM_CPPFLAGS) $(MILTER_CFLAGS)
src_milter_liaison_milter_SOURCES = src/milter/main.c src/milter/signals.c src/milter/signals.h
src_milter_liaison_milter_LDADD = $(MILTER_ROOM_LIBS)
