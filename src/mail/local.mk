# src/mail: from bytes to a message; the only room that knows GMime
noinst_LIBRARIES += src/mail/libmail.a
src_mail_libmail_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMIME_CFLAGS)
src_mail_libmail_a_SOURCES = \
	src/mail/block.c \
	src/mail/block.h \
	src/mail/budget.h \
	src/mail/charset-names.c \
	src/mail/charset-names.h \
	src/mail/charset.c \
	src/mail/charset.h \
	src/mail/compose.c \
	src/mail/content.c \
	src/mail/content.h \
	src/mail/cursor.c \
	src/mail/cursor.h \
	src/mail/decode.c \
	src/mail/decode.h \
	src/mail/digest.c \
	src/mail/digest.h \
	src/mail/edit-header.c \
	src/mail/entry.c \
	src/mail/filename.c \
	src/mail/filename.h \
	src/mail/flowed.c \
	src/mail/flowed.h \
	src/mail/gmime-auto.h \
	src/mail/mail.c \
	src/mail/mbox.c \
	src/mail/part.c \
	src/mail/submit.c \
	src/mail/token.c \
	src/mail/value.c \
	src/mail/value.h \
	src/mail/walk.c \
	src/mail/walk.h
