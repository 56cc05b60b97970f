# src/ctl: everything but main() is a library, so that tests can call it
noinst_LIBRARIES += src/ctl/libctl.a
src_ctl_libctl_a_SOURCES = \
	src/ctl/add.c \
	src/ctl/amend.c \
	src/ctl/approve.c \
	src/ctl/assign.c \
	src/ctl/attach.c \
	src/ctl/attach.h \
	src/ctl/backup.c \
	src/ctl/changing.c \
	src/ctl/changing.h \
	src/ctl/check.c \
	src/ctl/commands.c \
	src/ctl/ctl.c \
	src/ctl/ctl.h \
	src/ctl/export.c \
	src/ctl/fields.c \
	src/ctl/fields.h \
	src/ctl/files.c \
	src/ctl/forward.c \
	src/ctl/import.c \
	src/ctl/inspect.c \
	src/ctl/jobs.c \
	src/ctl/json-list.c \
	src/ctl/kill.c \
	src/ctl/link.c \
	src/ctl/lint.c \
	src/ctl/list.c \
	src/ctl/note.c \
	src/ctl/output.c \
	src/ctl/plan-text.c \
	src/ctl/plan-text.h \
	src/ctl/post.c \
	src/ctl/prometheus.c \
	src/ctl/prometheus.h \
	src/ctl/publish.c \
	src/ctl/raw.c \
	src/ctl/received.c \
	src/ctl/received.h \
	src/ctl/resubmit.c \
	src/ctl/redact.c \
	src/ctl/sandbox.c \
	src/ctl/rules.c \
	src/ctl/show.c \
	src/ctl/stats.c \
	src/ctl/taken.c \
	src/ctl/term.c \
	src/ctl/term.h \
	src/ctl/walk.c \
	src/ctl/walk.h
CTL_LIBS = src/ctl/libctl.a $(INTAKE_LIBS)
bin_PROGRAMS += liaisonctl
liaisonctl_SOURCES = src/ctl/main.c
liaisonctl_LDADD = $(CTL_LIBS)
