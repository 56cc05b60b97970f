# tests/worker
check_PROGRAMS += tests/worker/test-run tests/worker/test-life
TESTS += tests/worker/test-run tests/worker/test-life tests/worker/worker.py tests/worker/kill.py
dist_check_SCRIPTS += tests/worker/worker.py tests/worker/kill.py
EXTRA_DIST += tests/worker/worker_test.py
tests_worker_test_life_LDADD = $(WORKER_LIBS)
tests_worker_test_run_LDADD = $(WORKER_LIBS)
