# tests/worker
check_PROGRAMS += tests/worker/test-manual tests/worker/test-run tests/worker/test-life
TESTS += tests/worker/test-manual tests/worker/test-run tests/worker/test-life tests/worker/worker.py tests/worker/queue.py tests/worker/kill.py tests/worker/submit.py
dist_check_SCRIPTS += tests/worker/worker.py tests/worker/queue.py tests/worker/kill.py tests/worker/submit.py
EXTRA_DIST += tests/worker/worker_test.py
tests_worker_test_manual_SOURCES = tests/worker/test-manual.c src/worker/kinds.c
tests_worker_test_manual_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_worker_test_manual_LDADD = $(WORKER_LIBS)
tests_worker_test_life_SOURCES = tests/worker/test-life.c $(store_sample)
tests_worker_test_life_LDADD = $(WORKER_LIBS)
tests_worker_test_run_SOURCES = tests/worker/test-run.c $(store_sample)
tests_worker_test_run_LDADD = $(WORKER_LIBS)
