# src/ctl: everything but main() is a library, so that tests can call it
noinst_LIBRARIES += src/ctl/libctl.a
src_ctl_libctl_a_SOURCES = \
	src/ctl/backup.c \
	src/ctl/check.c \
	src/ctl/commands.c \
	src/ctl/ctl.c \
	src/ctl/ctl.h \
	src/ctl/export.c \
	src/ctl/fields.c \
	src/ctl/fields.h \
	src/ctl/files.c \
	src/ctl/import.c \
	src/ctl/inspect.c \
	src/ctl/json-list.c \
	src/ctl/list.c \
	src/ctl/output.c \
	src/ctl/plan-text.c \
	src/ctl/plan-text.h \
	src/ctl/prometheus.c \
	src/ctl/prometheus.h \
	src/ctl/raw.c \
	src/ctl/received.c \
	src/ctl/received.h \
	src/ctl/show.c \
	src/ctl/stats.c \
	src/ctl/term.c \
	src/ctl/term.h \
	src/ctl/walk.c \
	src/ctl/walk.h
CTL_LIBS = src/ctl/libctl.a $(INTAKE_LIBS)
bin_PROGRAMS += liaisonctl
liaisonctl_SOURCES = src/ctl/main.c
liaisonctl_LDADD = $(CTL_LIBS)
