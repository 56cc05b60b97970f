# src/hooks: our own hooks; programs that run confined, so libarchive, libmagic and libxml2 never see a stranger's file elsewhere
pkglibexec_PROGRAMS += libexec/liaison-letter libexec/liaison-sniff libexec/liaison-unpack
libexec_liaison_letter_SOURCES = \
	src/hooks/docbook.c \
	src/hooks/docx.c \
	src/hooks/letter.c \
	src/hooks/letter.h \
	src/hooks/markup.c \
	src/hooks/markup.h \
	src/hooks/odt.c \
	src/hooks/ole.c \
	src/hooks/ole.h \
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
libexec_liaison_sniff_SOURCES = src/hooks/sniff.c src/hooks/ole.c src/hooks/ole.h src/hooks/pack.c src/hooks/pack.h
libexec_liaison_sniff_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(MAGIC_CFLAGS)
libexec_liaison_sniff_CFLAGS = $(hook_cflags)
libexec_liaison_sniff_LDFLAGS = $(hook_ldflags)
libexec_liaison_sniff_LDADD = $(ARCHIVE_LIBS) $(MAGIC_LIBS) $(hook_libs)
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
hook_names = doc-to-html html-to-pdf message-to-members office-to-pdf office-to-text pdf-to-text tnef-to-members
hook_scripts = $(hook_names:%=libexec/%)
pkglibexec_SCRIPTS += $(hook_scripts)
CLEANFILES += $(hook_scripts)
EXTRA_DIST += $(hook_names:%=contrib/hooks/%)
$(hook_scripts): libexec/stamp-hooks
libexec/stamp-hooks: $(hook_names:%=contrib/hooks/%)
	$(AM_V_GEN)$(MKDIR_P) libexec && for name in $(hook_names); do \
		cp -f "$(srcdir)/contrib/hooks/$$name" "libexec/$$name" && chmod 755 "libexec/$$name" || exit 1; done && touch $@
CLEANFILES += libexec/stamp-hooks
