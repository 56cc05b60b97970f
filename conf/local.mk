# conf

# For the service manager: unit, directories, user. The snippet for Postfix's queue directory goes with the documentation, since
# a machine without Postfix has no such group.
UNITS = conf/liaison-milter.service conf/liaison-worker.service conf/liaison-queue.service
EXTRA_DIST += $(UNITS:%=%.in)
CLEANFILES += $(UNITS)
if SYSTEMD
systemdsystemunit_DATA = $(UNITS)
endif
write_unit = $(AM_V_GEN)$(MKDIR_P) conf && $(SED) -e 's,@sbindir\@,$(sbindir),g' -e 's,@sysconfdir\@,$(sysconfdir),g' \
	'$(srcdir)/$@.in' >$@.tmp && mv $@.tmp $@
conf/liaison-milter.service: conf/liaison-milter.service.in Makefile
	$(write_unit)
conf/liaison-worker.service: conf/liaison-worker.service.in Makefile
	$(write_unit)
conf/liaison-queue.service: conf/liaison-queue.service.in Makefile
	$(write_unit)

sysusersdir = $(prefix)/lib/sysusers.d
dist_sysusers_DATA = conf/sysusers.d/liaison-milter.conf
dist_tmpfiles_DATA = conf/tmpfiles.d/liaison-milter.conf
dist_doc_DATA = conf/tmpfiles.d/liaison-milter-postfix.conf conf/liaison-worker-postfix.conf
# Installed under another name, so that an operator's own file is never written over.
sampledir = $(sysconfdir)/liaison-milter
nodist_sample_DATA = conf/liaison-milter.conf.sample
EXTRA_DIST += conf/liaison-milter.conf
CLEANFILES += conf/liaison-milter.conf.sample
conf/liaison-milter.conf.sample: $(srcdir)/conf/liaison-milter.conf
	$(AM_V_GEN)$(MKDIR_P) conf && cp $(srcdir)/conf/liaison-milter.conf $@.tmp && mv -f $@.tmp $@

# How organisations write their statements, liaison-layouts(5). The copies in the build tree are for the programs that run there.
LAYOUTS = \
	conf/layouts/3gpp.conf \
	conf/layouts/bbf.conf \
	conf/layouts/datatracker.conf \
	conf/layouts/etsi.conf \
	conf/layouts/general.conf \
	conf/layouts/gsma.conf \
	conf/layouts/ieee802.conf \
	conf/layouts/ietf.conf \
	conf/layouts/itu-d.conf \
	conf/layouts/itu-r.conf \
	conf/layouts/itu-t.conf \
	conf/layouts/jtc1.conf \
	conf/layouts/mef.conf \
	conf/layouts/oif.conf \
	conf/layouts/onem2m.conf \
	conf/layouts/w3c.conf
layoutsdir = $(pkgdatadir)/layouts
dist_layouts_DATA = $(LAYOUTS)
noinst_DATA = share/layouts/stamp
CLEANFILES += share/layouts/*.conf share/layouts/stamp
share/layouts/stamp: $(LAYOUTS)
	$(AM_V_GEN)rm -rf share/layouts && $(MKDIR_P) share/layouts && \
		for file in $(LAYOUTS); do cp "$(srcdir)/$$file" share/layouts/ || exit 1; done && touch $@
