# src/reading: from a message to what it states; the only room that knows libxml2
noinst_LIBRARIES += src/reading/libreading.a
src_reading_libreading_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
src_reading_libreading_a_SOURCES = \
	src/reading/authentication.c \
	src/reading/authentication.h \
	src/reading/bodies-text.c \
	src/reading/bodies.c \
	src/reading/bodies.h \
	src/reading/classify.c \
	src/reading/contacts.c \
	src/reading/deadline.c \
	src/reading/deadline.h \
	src/reading/direction.c \
	src/reading/forward.c \
	src/reading/forward.h \
	src/reading/heading.c \
	src/reading/heading.h \
	src/reading/html.c \
	src/reading/html.h \
	src/reading/label-line.c \
	src/reading/label-read.h \
	src/reading/label-table.c \
	src/reading/label-table.h \
	src/reading/label-value.c \
	src/reading/labels.c \
	src/reading/labels.h \
	src/reading/layout.c \
	src/reading/layout-index.h \
	src/reading/letter.c \
	src/reading/letter.h \
	src/reading/letterhead.c \
	src/reading/line.c \
	src/reading/line.h \
	src/reading/numbers.c \
	src/reading/pattern.h \
	src/reading/party-name.c \
	src/reading/party-name.h \
	src/reading/people.c \
	src/reading/people.h \
	src/reading/prose.c \
	src/reading/prose.h \
	src/reading/purpose.c \
	src/reading/purpose.h \
	src/reading/reading.c \
	src/reading/recognise.c \
	src/reading/references.c \
	src/reading/references.h \
	src/reading/settle.c \
	src/reading/signature.c \
	src/reading/signature.h \
	src/reading/speaker.c \
	src/reading/title.c \
	src/reading/title.h \
	src/reading/what.c \
	src/reading/who.c \
	src/reading/work.c \
	src/reading/work.h
