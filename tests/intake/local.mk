# tests/intake
check_PROGRAMS += tests/intake/test-intake
TESTS += tests/intake/test-intake
tests_intake_test_intake_LDADD = $(INTAKE_LIBS)
