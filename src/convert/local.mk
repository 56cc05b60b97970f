# src/convert: hooks and their sandbox; the only room that starts programs on attachments
noinst_LIBRARIES += src/convert/libconvert.a
src_convert_libconvert_a_SOURCES = \
	src/convert/convert.c \
	src/convert/defaults.c \
	src/convert/frame.c \
	src/convert/frame.h \
	src/convert/hook.c \
	src/convert/identify.c \
	src/convert/programs.c \
	src/convert/promises.c \
	src/convert/sandbox.c \
	src/convert/sandbox.h \
	src/convert/sniff.c \
	src/convert/sniff.h
src_convert_libconvert_a_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBEXECDIR=\"$(pkglibexecdir)\"

pkglibexec_PROGRAMS += libexec/liaison-confine
libexec_liaison_confine_SOURCES = src/convert/confine.c
libexec_liaison_confine_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS)
# no sanitizer here: its memory map does not fit under the limits that are set
libexec_liaison_confine_CFLAGS = -std=gnu11 $(WARN_CFLAGS) $(HARDEN_CFLAGS)
libexec_liaison_confine_LDFLAGS = $(HARDEN_LDFLAGS)
libexec_liaison_confine_LDADD = $(SECCOMP_LIBS)

pkglibexec_PROGRAMS += libexec/liaison-probe
libexec_liaison_probe_SOURCES = src/convert/probe.c
libexec_liaison_probe_CFLAGS = -std=gnu11 $(WARN_CFLAGS) $(HARDEN_CFLAGS)
libexec_liaison_probe_LDFLAGS = $(HARDEN_LDFLAGS)
