# tests/convert
check_PROGRAMS += tests/convert/test-convert tests/convert/test-frame
TESTS += tests/convert/test-convert tests/convert/test-frame
tests_convert_test_convert_LDADD = $(CONVERT_LIBS)
tests_convert_test_frame_LDADD = $(CONVERT_LIBS)
