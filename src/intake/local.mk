# src/intake: the order of the steps, written once
noinst_LIBRARIES += src/intake/libintake.a
src_intake_libintake_a_SOURCES = \
	src/intake/actions.c \
	src/intake/again.c \
	src/intake/conversion.c \
	src/intake/decisions.c \
	src/intake/documents.c \
	src/intake/documents.h \
	src/intake/intake.c \
	src/intake/members.c \
	src/intake/members.h \
	src/intake/orders.c \
	src/intake/orders.h \
	src/intake/outbox.c \
	src/intake/publication.c \
	src/intake/review.c \
	src/intake/review.h \
	src/intake/thread.c \
	src/intake/thread.h \
	src/intake/understand.h
