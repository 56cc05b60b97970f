# tests/model: the values
MODEL_TESTS = \
	tests/model/test-network
check_PROGRAMS += $(MODEL_TESTS)
TESTS += $(MODEL_TESTS)

tests_model_test_network_SOURCES = tests/model/test-network.c
tests_model_test_network_LDADD = $(MODEL_LIBS)
