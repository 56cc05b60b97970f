# tests/fuzz: each parser of strangers' bytes has a target
#
# A target is tests/fuzz/fuzz-X.c with LLVMFuzzerTestOneInput(), its seeds are tests/data/fuzz/X/*. Add four lines below
# and its seeds to dist_noinst_DATA; seeds.sh finds it by its source file, "make fuzz" by FUZZ_TARGETS.
#
#	FUZZ_TARGETS += tests/fuzz/fuzz-X
#	tests_fuzz_fuzz_X_SOURCES = tests/fuzz/fuzz-X.c $(FUZZ_DRIVER)
#	tests_fuzz_fuzz_X_LDFLAGS = $(FUZZ_LINK)
#	tests_fuzz_fuzz_X_LDADD = $(MODEL_LIBS)
#
# The _LDFLAGS line stands outside of any conditional: set in one branch only, it would silence AM_LDFLAGS in the other.
FUZZ_TARGETS =
FUZZ_LINK = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
if FUZZERS
FUZZ_DRIVER =
else
FUZZ_DRIVER = tests/fuzz/driver.c
endif
EXTRA_DIST += tests/fuzz/driver.c

FUZZ_TARGETS += tests/fuzz/fuzz-address
tests_fuzz_fuzz_address_SOURCES = tests/fuzz/fuzz-address.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_address_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_address_LDADD = $(MODEL_LIBS)
dist_noinst_DATA += \
	tests/fuzz/address.dict \
	tests/data/fuzz/address/broken \
	tests/data/fuzz/address/envelope \
	tests/data/fuzz/address/group \
	tests/data/fuzz/address/header \
	tests/data/fuzz/address/letter \
	tests/data/fuzz/address/unicode \
	tests/data/fuzz/address/words

FUZZ_TARGETS += tests/fuzz/fuzz-date
tests_fuzz_fuzz_date_SOURCES = tests/fuzz/fuzz-date.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_date_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_date_LDADD = $(MODEL_LIBS)
dist_noinst_DATA += \
	tests/fuzz/date.dict \
	tests/data/fuzz/date/ambiguous \
	tests/data/fuzz/date/iso \
	tests/data/fuzz/date/numbers \
	tests/data/fuzz/date/range \
	tests/data/fuzz/date/unicode \
	tests/data/fuzz/date/vague \
	tests/data/fuzz/date/words

FUZZ_TARGETS += tests/fuzz/fuzz-conf
tests_fuzz_fuzz_conf_SOURCES = tests/fuzz/fuzz-conf.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_conf_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_conf_LDADD = $(CONF_LIBS)
dist_noinst_DATA += \
	tests/data/fuzz/conf/faults \
	tests/data/fuzz/conf/nested \
	tests/data/fuzz/conf/quote \
	tests/data/fuzz/conf/rules \
	tests/data/fuzz/conf/sample

FUZZ_TARGETS += tests/fuzz/fuzz-layouts
tests_fuzz_fuzz_layouts_SOURCES = tests/fuzz/fuzz-layouts.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_layouts_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_layouts_LDADD = $(CONF_LIBS)
dist_noinst_DATA += \
	tests/fuzz/layouts.dict \
	tests/data/fuzz/layouts/faults \
	tests/data/fuzz/layouts/letter \
	tests/data/fuzz/layouts/plain \
	tests/data/fuzz/layouts/sheet

FUZZ_TARGETS += tests/fuzz/fuzz-pattern
tests_fuzz_fuzz_pattern_SOURCES = tests/fuzz/fuzz-pattern.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_pattern_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_pattern_LDADD = $(ROUTING_LIBS)
dist_noinst_DATA += \
	tests/data/fuzz/pattern/broken \
	tests/data/fuzz/pattern/classes \
	tests/data/fuzz/pattern/glob \
	tests/data/fuzz/pattern/slow

FUZZ_TARGETS += tests/fuzz/fuzz-mail
tests_fuzz_fuzz_mail_SOURCES = tests/fuzz/fuzz-mail.c tests/mail/describe.c tests/mail/describe.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_mail_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_mail_LDADD = $(MAIL_LIBS)
EXTRA_DIST += tests/fuzz/mail.dict tests/data/fuzz/mail

FUZZ_TARGETS += tests/fuzz/fuzz-html
tests_fuzz_fuzz_html_SOURCES = tests/fuzz/fuzz-html.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_html_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_html_LDADD = $(READING_LIBS)
dist_noinst_DATA += \
	tests/fuzz/html.dict \
	tests/data/fuzz/html/forward \
	tests/data/fuzz/html/quote \
	tests/data/fuzz/html/table

FUZZ_TARGETS += tests/fuzz/fuzz-labels
tests_fuzz_fuzz_labels_SOURCES = tests/fuzz/fuzz-labels.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_labels_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_labels_LDADD = $(READING_LIBS)
dist_noinst_DATA += \
	tests/fuzz/labels.dict \
	tests/data/fuzz/labels/bare \
	tests/data/fuzz/labels/block \
	tests/data/fuzz/labels/columns \
	tests/data/fuzz/labels/quoted

FUZZ_TARGETS += tests/fuzz/fuzz-reading
tests_fuzz_fuzz_reading_SOURCES = tests/fuzz/fuzz-reading.c tests/reading/organization.c tests/reading/organization.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_reading_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_reading_LDADD = src/reading/libreading.a $(XML_LIBS) $(MAIL_LIBS)
dist_noinst_DATA += \
	tests/fuzz/reading.dict \
	tests/data/fuzz/reading/3gpp-people-below-to \
	tests/data/fuzz/reading/answer-quotes-a-statement \
	tests/data/fuzz/reading/forward-gmail-style \
	tests/data/fuzz/reading/letter-as-text-file \
	tests/data/fuzz/reading/nested \
	tests/data/fuzz/reading/notice-reminder \
	tests/data/fuzz/reading/onem2m-starred-labels

FUZZ_TARGETS += tests/fuzz/fuzz-hook
tests_fuzz_fuzz_hook_SOURCES = tests/fuzz/fuzz-hook.c tests/reading/organization.c tests/reading/organization.h $(FUZZ_DRIVER)
tests_fuzz_fuzz_hook_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_hook_LDADD = $(INTAKE_LIBS)
dist_noinst_DATA += \
	tests/fuzz/hook.dict \
	tests/data/fuzz/hook/empty \
	tests/data/fuzz/hook/frame \
	tests/data/fuzz/hook/html \
	tests/data/fuzz/hook/members \
	tests/data/fuzz/hook/text

FUZZ_TARGETS += tests/fuzz/fuzz-review
tests_fuzz_fuzz_review_SOURCES = tests/fuzz/fuzz-review.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_review_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_review_LDADD = $(ROUTING_LIBS)
dist_noinst_DATA += \
	tests/data/fuzz/review/approve \
	tests/data/fuzz/review/bytes \
	tests/data/fuzz/review/cut-line \
	tests/data/fuzz/review/kill \
	tests/data/fuzz/review/many

# Links libxml2 as the hook does, and not as reading does.
FUZZ_TARGETS += tests/fuzz/fuzz-office
tests_fuzz_fuzz_office_SOURCES = tests/fuzz/fuzz-office.c tests/fuzz/markup-check.h $(FUZZ_DRIVER) src/hooks/docbook.c src/hooks/docx.c \
	src/hooks/markup.c src/hooks/odt.c src/hooks/xml-walk.c
tests_fuzz_fuzz_office_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
tests_fuzz_fuzz_office_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_office_LDADD = $(XML_LIBS) $(GLIB_LIBS)
dist_noinst_DATA += \
	tests/fuzz/office.dict \
	tests/data/fuzz/office/docbook \
	tests/data/fuzz/office/docx \
	tests/data/fuzz/office/entity \
	tests/data/fuzz/office/odt

FUZZ_TARGETS += tests/fuzz/fuzz-ole
tests_fuzz_fuzz_ole_SOURCES = tests/fuzz/fuzz-ole.c $(FUZZ_DRIVER) src/hooks/ole.c
tests_fuzz_fuzz_ole_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_ole_LDADD = $(CONVERT_LIBS)
dist_noinst_DATA += \
	tests/data/fuzz/ole/embedded \
	tests/data/fuzz/ole/excel \
	tests/data/fuzz/ole/excel-locked \
	tests/data/fuzz/ole/package \
	tests/data/fuzz/ole/slides \
	tests/data/fuzz/ole/slides-locked \
	tests/data/fuzz/ole/slides-summary \
	tests/data/fuzz/ole/word-small \
	tests/data/fuzz/ole/zip

FUZZ_TARGETS += tests/fuzz/fuzz-rtf
tests_fuzz_fuzz_rtf_SOURCES = tests/fuzz/fuzz-rtf.c tests/fuzz/markup-check.h $(FUZZ_DRIVER) src/hooks/markup.c src/hooks/rtf-charset.c src/hooks/rtf-story.c \
	src/hooks/rtf-text.c src/hooks/rtf-words.c src/hooks/rtf.c
tests_fuzz_fuzz_rtf_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_rtf_LDADD = $(GLIB_LIBS)
dist_noinst_DATA += \
	tests/fuzz/rtf.dict \
	tests/data/fuzz/rtf/box \
	tests/data/fuzz/rtf/charsets \
	tests/data/fuzz/rtf/damaged \
	tests/data/fuzz/rtf/nested \
	tests/data/fuzz/rtf/table \
	tests/data/fuzz/rtf/unicode

check_PROGRAMS += $(FUZZ_TARGETS)
dist_check_SCRIPTS += tests/fuzz/seeds.sh
TESTS += tests/fuzz/seeds.sh

# Fuzzes each target in turn, or those of FUZZ="tests/fuzz/fuzz-X …"; what is found new stays in fuzz-corpus/.
FUZZ_SECONDS = 60
FUZZ = $(FUZZ_TARGETS)
.PHONY: fuzz
if FUZZERS
fuzz: $(FUZZ)
	@for target in $(FUZZ); do \
		name=$${target##*/fuzz-}; seeds='$(srcdir)/tests/data/fuzz'/$$name; \
		mkdir -p fuzz-corpus/$$name || exit 1; test -d "$$seeds" || seeds=; \
		dict='$(srcdir)/tests/fuzz'/$$name.dict; test -f "$$dict" && dict=-dict=$$dict || dict=; \
		echo "== $$target, $(FUZZ_SECONDS) s"; \
		./$$target $$dict -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
			-artifact_prefix=fuzz-corpus/$$name- fuzz-corpus/$$name $$seeds || exit 1; \
	done
else
fuzz:
	@echo 'make fuzz: configure with CC=clang --enable-fuzzers --enable-sanitizers first' >&2; exit 1
endif
