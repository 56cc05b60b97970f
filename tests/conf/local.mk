# tests/conf
CONF_TESTS = tests/conf/test-faults tests/conf/test-layouts tests/conf/test-settings
check_PROGRAMS += $(CONF_TESTS)
TESTS += $(CONF_TESTS) tests/conf/manual.sh tests/conf/units.sh
dist_check_SCRIPTS += tests/conf/manual.sh tests/conf/units.sh
tests_conf_test_faults_LDADD = $(CONF_LIBS)
tests_conf_test_layouts_LDADD = $(CONF_LIBS)
tests_conf_test_settings_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src/conf
tests_conf_test_settings_LDADD = $(CONF_LIBS)
