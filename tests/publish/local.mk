# tests/publish
check_PROGRAMS += tests/publish/test-json tests/publish/test-pages tests/publish/test-search-files tests/publish/test-broken
TESTS += tests/publish/test-json tests/publish/test-pages tests/publish/test-search-files tests/publish/test-broken
tests_publish_test_json_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
tests_publish_test_json_LDADD = src/publish/libpublish.a $(JSON_LIBS) $(ROUTING_LIBS)
publish_record = tests/publish/record.c tests/publish/record.h $(store_sample)
publish_fixture = tests/publish/fixture.c tests/publish/fixture.h $(publish_record)
tests_publish_test_pages_SOURCES = tests/publish/test-pages.c $(publish_fixture)
tests_publish_test_pages_LDADD = $(PUBLISH_LIBS)
tests_publish_test_search_files_SOURCES = tests/publish/test-search-files.c $(publish_fixture)
tests_publish_test_search_files_LDADD = $(PUBLISH_LIBS)
tests_publish_test_broken_SOURCES = tests/publish/test-broken.c $(publish_fixture)
tests_publish_test_broken_LDADD = $(PUBLISH_LIBS)
check_PROGRAMS += tests/publish/fill
tests_publish_fill_SOURCES = tests/publish/fill.c $(publish_record)
tests_publish_fill_LDADD = $(PUBLISH_LIBS)
PUBLISH_TESTS = tests/publish/pages.py tests/publish/browser.py
dist_check_SCRIPTS += $(PUBLISH_TESTS)
TESTS += $(PUBLISH_TESTS)
EXTRA_DIST += tests/publish/driver.py tests/publish/served.py

# 20,000 statements: how long all takes, and one more; where chromium is, how long a search does
bench-publish: tests/publish/fill
	$(AM_TESTS_ENVIRONMENT) /usr/bin/python3 $(srcdir)/tests/publish/bench.py $(BENCHFLAGS)
.PHONY: bench-publish
EXTRA_DIST += tests/publish/bench.py
