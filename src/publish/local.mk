# src/publish
noinst_LIBRARIES += src/publish/libpublish.a
src_publish_libpublish_a_SOURCES = \
	src/publish/json.c \
	src/publish/json-record.c
src_publish_libpublish_a_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
