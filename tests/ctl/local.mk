# tests/ctl
check_PROGRAMS += tests/ctl/test-term
TESTS += tests/ctl/test-term
tests_ctl_test_term_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_ctl_test_term_LDADD = src/ctl/libctl.a $(BASE_LIBS)

CTL_TESTS = \
	tests/ctl/corpus-mime.py \
	tests/ctl/score.sh \
	tests/ctl/test-change.py \
	tests/ctl/test-inspect.py \
	tests/ctl/test-manual.py \
	tests/ctl/test-record.py \
	tests/ctl/test-sandbox.py \
	tests/ctl/test-terminal.py \
	tests/ctl/test-usage.py \
	tests/ctl/test-user.py
dist_check_SCRIPTS += $(CTL_TESTS)
TESTS += $(CTL_TESTS)
EXTRA_DIST += tests/ctl/ctl_test.py

dist_noinst_DATA += \
	tests/data/ctl/action.eml \
	tests/data/ctl/envelope \
	tests/data/ctl/envelope-bad \
	tests/data/ctl/envelope-none-of-ours \
	tests/data/ctl/hostile.eml \
	tests/data/ctl/info.eml \
	tests/data/ctl/letter.eml \
	tests/data/ctl/liaison.conf.in \
	tests/data/ctl/note.txt \
	tests/data/ctl/vacation.eml
