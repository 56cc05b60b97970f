# src/conf: the configuration; the only room that knows libconfig
noinst_LIBRARIES += src/conf/libconf.a
src_conf_libconf_a_CPPFLAGS = $(AM_CPPFLAGS) $(LIBCONFIG_CFLAGS) -DPKGDATADIR=\"$(pkgdatadir)\"
src_conf_libconf_a_SOURCES = \
	src/conf/checks.c src/conf/checks.h \
	src/conf/elements.c src/conf/elements.h \
	src/conf/faults.c src/conf/faults.h \
	src/conf/layout-table.c \
	src/conf/layouts.c src/conf/layouts.h \
	src/conf/lookup.c \
	src/conf/machine.c src/conf/machine.h \
	src/conf/reader.c src/conf/reader.h \
	src/conf/settings.c \
	src/conf/source.c src/conf/source.h \
	src/conf/table.c src/conf/table.h \
	src/conf/values.c \
	src/conf/whole-rules.c \
	src/conf/whole.c
