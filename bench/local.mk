# bench: what it costs. Not built but for "make bench" and the end to end tests, which use the no-op milter.
check_PROGRAMS += bench/noop-milter
bench_noop_milter_SOURCES = bench/noop-milter.c
bench_noop_milter_CPPFLAGS = $(AM_CPPFLAGS) $(MILTER_CFLAGS)
bench_noop_milter_LDADD = $(MILTER_LIBS)
