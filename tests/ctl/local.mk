# tests/ctl
check_PROGRAMS += tests/ctl/test-term
TESTS += tests/ctl/test-term
tests_ctl_test_term_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
tests_ctl_test_term_LDADD = src/ctl/libctl.a $(BASE_LIBS)
