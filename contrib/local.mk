# contrib: what stands beside the programs
dist_noinst_SCRIPTS += contrib/quickstart contrib/runtests
EXTRA_DIST += contrib/functions.sh .ci/run

# for runtests: one test a line
list-tests:
	@for t in $(TESTS); do echo "$$t"; done
.PHONY: list-tests
