# bench: what it costs. The no-op milter also serves the end to end tests.
check_PROGRAMS += bench/load bench/noop-milter bench/reading
bench_load_SOURCES = bench/load.c
bench_reading_SOURCES = bench/reading.c
bench_reading_LDADD = $(INTAKE_LIBS)
EXTRA_DIST += bench/statement-4k.eml
bench_noop_milter_SOURCES = bench/noop-milter.c
bench_noop_milter_CPPFLAGS = $(AM_CPPFLAGS) $(MILTER_CFLAGS)
bench_noop_milter_LDADD = $(MILTER_LIBS)
dist_noinst_SCRIPTS += bench/bench.py bench/python-milter.py bench/recipients.py bench/attached.py

# make bench BENCHFLAGS="--rounds 9"
bench: $(sbin_PROGRAMS) $(bin_PROGRAMS) bench/load bench/noop-milter
	$(AM_TESTS_ENVIRONMENT) /usr/bin/python3 $(srcdir)/bench/bench.py --folder '$(abs_builddir)' $(BENCHFLAGS)
.PHONY: bench

# Instructions of reading one statement of 4 KB: repeatable, so that a change shows whatever else the machine does.
bench-reading: bench/reading
	bench/reading $(top_srcdir)/contrib/samples/liaison-milter.conf $(top_srcdir)/bench/statement-4k.eml
	valgrind --tool=callgrind --callgrind-out-file=/dev/null bench/reading $(top_srcdir)/contrib/samples/liaison-milter.conf \
		$(top_srcdir)/bench/statement-4k.eml 50 2>&1 | grep -E 'refs:|second'
.PHONY: bench-reading

# What an attached letter costs while the MTA waits.
bench-attached: liaisonctl $(pkglibexec_PROGRAMS)
	$(AM_TESTS_ENVIRONMENT) /usr/bin/python3 $(srcdir)/bench/attached.py
.PHONY: bench-attached
