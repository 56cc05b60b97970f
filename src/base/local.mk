# src/base: errors, log, clock, text; GLib only
noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/clock.c \
	src/base/daemon.c \
	src/base/places.c \
	src/base/program.c \
	src/base/error.c \
	src/base/log.c \
	src/base/notify.c \
	src/base/spool.c \
	src/base/text.c
