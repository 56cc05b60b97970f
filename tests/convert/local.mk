# tests/convert
check_PROGRAMS += tests/convert/test-convert tests/convert/test-frame tests/convert/documents
dist_check_SCRIPTS += tests/convert/unprivileged.sh tests/convert/hostile.py tests/convert/documents.py
TESTS += tests/convert/test-convert tests/convert/test-frame tests/convert/unprivileged.sh tests/convert/hostile.py
tests_convert_test_convert_LDADD = $(CONVERT_LIBS)
tests_convert_test_frame_LDADD = $(CONVERT_LIBS)

# every document of a folder: for hostile.py, for documents.py, and by hand
tests_convert_documents_LDADD = $(CONVERT_LIBS)
# takes long, and LibreOffice
check-documents: tests/convert/documents src/worker/liaison-worker liaisonctl $(pkglibexec_PROGRAMS) $(hook_scripts)
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' python3 '$(srcdir)/tests/convert/documents.py'
.PHONY: check-documents
