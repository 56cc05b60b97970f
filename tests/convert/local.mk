# tests/convert
check_PROGRAMS += tests/convert/test-convert tests/convert/test-frame
dist_check_SCRIPTS += tests/convert/unprivileged.sh
TESTS += tests/convert/test-convert tests/convert/test-frame tests/convert/unprivileged.sh
tests_convert_test_convert_LDADD = $(CONVERT_LIBS)
tests_convert_test_frame_LDADD = $(CONVERT_LIBS)
