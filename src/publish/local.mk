# src/publish
noinst_LIBRARIES += src/publish/libpublish.a
src_publish_libpublish_a_SOURCES = \
	src/publish/assets.h \
	src/publish/atom.c \
	src/publish/calendar.c \
	src/publish/catalog.c \
	src/publish/changes.c \
	src/publish/data-csv.c \
	src/publish/data-json.c \
	src/publish/datatracker.c \
	src/publish/escape.c \
	src/publish/escape.h \
	src/publish/feed.h \
	src/publish/json.c \
	src/publish/json-record.c \
	src/publish/keys.h \
	src/publish/list.c \
	src/publish/list.h \
	src/publish/lists.c \
	src/publish/manifest.c \
	src/publish/manifest.h \
	src/publish/page.c \
	src/publish/page.h \
	src/publish/page-about.c \
	src/publish/page-bodies.c \
	src/publish/page-list.c \
	src/publish/page-statement.c \
	src/publish/piece.c \
	src/publish/place.c \
	src/publish/prose.c \
	src/publish/public.c \
	src/publish/public.h \
	src/publish/public-contact.c \
	src/publish/public-file.c \
	src/publish/publish.c \
	src/publish/run.h \
	src/publish/search-index.c \
	src/publish/state.c \
	src/publish/state.h \
	src/publish/statements.c \
	src/publish/summary.c \
	src/publish/summary.h \
	src/publish/tree.c \
	src/publish/tree.h \
	src/publish/tree-files.c \
	src/publish/tree-files.h \
	src/publish/yearly.c
nodist_src_publish_libpublish_a_SOURCES = src/publish/assets.c
src_publish_libpublish_a_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)

# The files that every page needs are part of the program, so that a tree can be built wherever it runs.
PUBLISH_ASSETS = src/publish/assets/style.css src/publish/assets/search.js src/publish/assets/icon.svg
EXTRA_DIST += $(PUBLISH_ASSETS)
CLEANFILES += src/publish/assets.c
src/publish/assets.c: $(PUBLISH_ASSETS) src/publish/local.mk
	$(AM_V_GEN)$(MKDIR_P) src/publish && { \
		echo '#include "$(abs_srcdir)/src/publish/assets.h"'; \
		for pair in style:style.css search:search.js icon:icon.svg; do \
			echo "const char asset_$${pair%%:*}[] ="; \
			$(SED) -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/?/\\?/g' -e 's/^/"/' -e 's/$$/\\n"/' "$(srcdir)/src/publish/assets/$${pair#*:}"; \
			echo ';'; \
		done; } >$@.tmp && mv $@.tmp $@
