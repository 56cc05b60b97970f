# src/intake: the order of the steps, written once
noinst_LIBRARIES += src/intake/libintake.a
src_intake_libintake_a_SOURCES = \
	src/intake/actions.c \
	src/intake/documents.c \
	src/intake/documents.h \
	src/intake/intake.c
