# bench: what it costs. The no-op milter also serves the end to end tests.
check_PROGRAMS += bench/load bench/noop-milter
bench_load_SOURCES = bench/load.c
bench_noop_milter_SOURCES = bench/noop-milter.c
bench_noop_milter_CPPFLAGS = $(AM_CPPFLAGS) $(MILTER_CFLAGS)
bench_noop_milter_LDADD = $(MILTER_LIBS)
dist_noinst_SCRIPTS += bench/bench.py bench/python-milter.py

# make bench BENCHFLAGS="--rounds 9"
bench: $(sbin_PROGRAMS) $(bin_PROGRAMS) bench/load bench/noop-milter
	$(AM_TESTS_ENVIRONMENT) /usr/bin/python3 $(srcdir)/bench/bench.py --folder '$(abs_builddir)' $(BENCHFLAGS)
.PHONY: bench
