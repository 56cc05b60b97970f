# tests/milter: the daemon with its surroundings told by the test (fake-milter), and what is pure in it by itself
check_PROGRAMS += tests/milter/fake-milter tests/milter/test-edit tests/milter/test-report
TESTS += tests/milter/test-edit tests/milter/test-report tests/milter/sessions.py tests/milter/daemon.py \
	tests/milter/miltertest.py tests/milter/corpus.py tests/milter/manual.sh
dist_check_SCRIPTS += tests/milter/sessions.py tests/milter/daemon.py tests/milter/miltertest.py tests/milter/corpus.py tests/milter/manual.sh
EXTRA_DIST += tests/milter/mta.py tests/milter/tsan.supp \
	tests/milter/lua/common.lua tests/milter/lua/unrelated.lua tests/milter/lua/recorded.lua tests/milter/lua/candidate.lua tests/milter/lua/null-sender.lua

FAKE_ROOM_LIBS = src/milter/libmilter-room.a $(MILTER_LIBS) $(MODEL_LIBS)
tests_milter_fake_milter_CPPFLAGS = $(AM_CPPFLAGS) $(MILTER_CFLAGS)
tests_milter_fake_milter_SOURCES = tests/milter/fake-rooms.c src/conf/faults.c src/milter/main.c src/milter/signals.c
tests_milter_fake_milter_LDADD = $(FAKE_ROOM_LIBS)
tests_milter_test_edit_LDADD = $(FAKE_ROOM_LIBS)
tests_milter_test_report_SOURCES = tests/milter/test-report.c tests/milter/fake-rooms.c src/conf/faults.c
tests_milter_test_report_LDADD = $(FAKE_ROOM_LIBS)
