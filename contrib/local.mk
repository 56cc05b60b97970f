# contrib: what stands beside the programs
dist_noinst_SCRIPTS += contrib/quickstart contrib/runtests
EXTRA_DIST += \
	.ci/run \
	contrib/functions.sh \
	contrib/quickstart.py \
	contrib/samples/incoming-action.eml \
	contrib/samples/incoming-unauthenticated.eml \
	contrib/samples/outgoing-approved.eml \
	contrib/samples/outgoing-unapproved.eml \
	contrib/samples/unrelated.eml \
	contrib/web/public-record.png

# what the README and the manuals tell an operator to copy
dist_doc_DATA += README
webdocdir = $(docdir)/web
dist_webdoc_DATA = contrib/web/apache.conf contrib/web/nginx.conf
sampledocdir = $(docdir)/samples
dist_sampledoc_DATA = contrib/samples/liaison-milter.conf

# for notify.submit, beside the programs, in the build tree as in an installation
pkglibexec_SCRIPTS += libexec/smtp-submit
EXTRA_DIST += contrib/smtp-submit
CLEANFILES += libexec/smtp-submit
libexec/smtp-submit: contrib/smtp-submit
	$(AM_V_GEN)$(MKDIR_P) libexec && cp -f '$(srcdir)/contrib/smtp-submit' $@.tmp && chmod 755 $@.tmp && mv -f $@.tmp $@

# for runtests: one test, one program a line
list-tests:
	@for t in $(TESTS); do echo "$$t"; done
list-programs:
	@for p in $(sbin_PROGRAMS) $(bin_PROGRAMS) $(noinst_PROGRAMS) $(libexec_PROGRAMS) $(pkglibexec_PROGRAMS) $(check_PROGRAMS); do echo "$$p"; done
.PHONY: list-tests list-programs
