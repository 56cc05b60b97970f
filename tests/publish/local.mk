# tests/publish
check_PROGRAMS += tests/publish/test-json
TESTS += tests/publish/test-json
tests_publish_test_json_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
tests_publish_test_json_LDADD = src/publish/libpublish.a $(JSON_LIBS) $(MODEL_LIBS)
