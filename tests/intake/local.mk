# tests/intake
INTAKE_PLACE = tests/intake/place.c tests/intake/place.h
check_PROGRAMS += tests/intake/test-intake tests/intake/test-review tests/intake/test-threads
TESTS += tests/intake/test-intake tests/intake/test-review tests/intake/test-threads
tests_intake_test_intake_SOURCES = tests/intake/test-intake.c $(INTAKE_PLACE)
tests_intake_test_intake_LDADD = $(INTAKE_LIBS)
tests_intake_test_review_SOURCES = tests/intake/test-review.c $(INTAKE_PLACE)
tests_intake_test_review_LDADD = $(INTAKE_LIBS)
tests_intake_test_threads_SOURCES = tests/intake/test-threads.c $(INTAKE_PLACE)
tests_intake_test_threads_LDADD = $(INTAKE_LIBS)
