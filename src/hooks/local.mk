# src/hooks: our own hooks; programs that run confined, so libarchive and libxml2 never see a stranger's file elsewhere
pkglibexec_PROGRAMS += libexec/liaison-letter libexec/liaison-unpack
libexec_liaison_letter_SOURCES = \
	src/hooks/docbook.c \
	src/hooks/docx.c \
	src/hooks/letter.c \
	src/hooks/letter.h \
	src/hooks/markup.c \
	src/hooks/markup.h \
	src/hooks/odt.c \
	src/hooks/pack.c \
	src/hooks/pack.h \
	src/hooks/rtf-charset.c \
	src/hooks/rtf-charset.h \
	src/hooks/rtf-reader.h \
	src/hooks/rtf-story.c \
	src/hooks/rtf-story.h \
	src/hooks/rtf-text.c \
	src/hooks/rtf-words.c \
	src/hooks/rtf-words.h \
	src/hooks/rtf.c \
	src/hooks/xml-walk.c \
	src/hooks/xml-walk.h
libexec_liaison_letter_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(XML_CFLAGS)
libexec_liaison_letter_CFLAGS = $(hook_cflags)
libexec_liaison_letter_LDFLAGS = $(hook_ldflags)
libexec_liaison_letter_LDADD = $(ARCHIVE_LIBS) $(XML_LIBS) $(hook_libs)
libexec_liaison_unpack_SOURCES = src/hooks/unpack.c src/hooks/pack.c src/hooks/pack.h
libexec_liaison_unpack_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS)
libexec_liaison_unpack_CFLAGS = $(hook_cflags)
libexec_liaison_unpack_LDFLAGS = $(hook_ldflags)
libexec_liaison_unpack_LDADD = $(ARCHIVE_LIBS) $(hook_libs)

# Under a sanitizer a program needs more address space than a hook may have: hooks are built without, and tried with one apart.
hook_cflags = -std=gnu11 $(WARN_CFLAGS) $(HARDEN_CFLAGS) $(GLIB_CFLAGS)
hook_ldflags = $(HARDEN_LDFLAGS)
hook_libs = $(GLIB_LIBS)

# The scripts among them stand beside the programs, in the build tree as in an installation.
hook_scripts = libexec/doc-to-html libexec/pdf-to-text libexec/tnef-to-members
pkglibexec_SCRIPTS += $(hook_scripts)
CLEANFILES += $(hook_scripts)
EXTRA_DIST += contrib/hooks/doc-to-html contrib/hooks/pdf-to-text contrib/hooks/tnef-to-members
copy_script = $(AM_V_GEN)$(MKDIR_P) libexec && cp -f $(srcdir)/contrib/hooks/$(@F) $@ && chmod 755 $@
libexec/doc-to-html: contrib/hooks/doc-to-html
	$(copy_script)
libexec/pdf-to-text: contrib/hooks/pdf-to-text
	$(copy_script)
libexec/tnef-to-members: contrib/hooks/tnef-to-members
	$(copy_script)
