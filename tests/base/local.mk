# tests/base
check_PROGRAMS += tests/base/test-text tests/base/test-spool tests/base/test-log
TESTS += tests/base/test-text tests/base/test-spool tests/base/test-log
tests_base_test_text_LDADD = $(BASE_LIBS)
tests_base_test_spool_LDADD = $(BASE_LIBS)
tests_base_test_log_LDADD = $(BASE_LIBS)
check_PROGRAMS += tests/base/test-program
TESTS += tests/base/test-program
tests_base_test_program_LDADD = $(BASE_LIBS)
