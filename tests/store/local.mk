# tests/store: the record. Some tests look at the database itself; they include the room's private headers.
store_tests = \
	tests/store/test-change \
	tests/store/test-check \
	tests/store/test-jobs \
	tests/store/test-kill \
	tests/store/test-open \
	tests/store/test-record \
	tests/store/test-threads \
	tests/store/test-trouble \
	tests/store/test-twice
check_PROGRAMS += $(store_tests) tests/store/speed
TESTS += $(store_tests)

store_sample = tests/store/sample.c tests/store/sample.h
store_private = $(AM_CPPFLAGS) -I$(top_srcdir)/src/store $(SQLITE_CFLAGS)
tests_store_test_change_SOURCES = tests/store/test-change.c $(store_sample)
tests_store_test_change_LDADD = $(STORE_LIBS)
tests_store_test_check_SOURCES = tests/store/test-check.c $(store_sample)
tests_store_test_check_CPPFLAGS = $(store_private)
tests_store_test_check_LDADD = $(STORE_LIBS)
tests_store_test_jobs_SOURCES = tests/store/test-jobs.c $(store_sample)
tests_store_test_jobs_LDADD = $(STORE_LIBS)
tests_store_test_kill_SOURCES = tests/store/test-kill.c $(store_sample)
tests_store_test_kill_LDADD = $(STORE_LIBS)
EXTRA_DIST += tests/data/store/first-schema.sql
tests_store_test_open_SOURCES = tests/store/test-open.c $(store_sample)
tests_store_test_open_CPPFLAGS = $(store_private)
tests_store_test_open_LDADD = $(STORE_LIBS)
tests_store_test_record_SOURCES = tests/store/test-record.c $(store_sample)
tests_store_test_record_LDADD = $(STORE_LIBS)
tests_store_test_threads_SOURCES = tests/store/test-threads.c $(store_sample)
tests_store_test_threads_CPPFLAGS = $(store_private)
tests_store_test_threads_LDADD = $(STORE_LIBS)
tests_store_test_trouble_SOURCES = tests/store/test-trouble.c tests/store/faulty-vfs.c tests/store/faulty-vfs.h $(store_sample)
tests_store_test_trouble_CPPFLAGS = $(store_private)
tests_store_test_trouble_LDADD = $(STORE_LIBS)
tests_store_test_twice_SOURCES = tests/store/test-twice.c $(store_sample)
tests_store_test_twice_LDADD = $(STORE_LIBS)
tests_store_speed_SOURCES = tests/store/speed.c $(store_sample)
tests_store_speed_CPPFLAGS = $(store_private)
tests_store_speed_LDADD = $(STORE_LIBS)
