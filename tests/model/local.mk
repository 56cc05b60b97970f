# tests/model: the values
MODEL_TESTS = \
	tests/model/test-address \
	tests/model/test-address-scan \
	tests/model/test-date \
	tests/model/test-network \
	tests/model/test-organization \
	tests/model/test-values
check_PROGRAMS += $(MODEL_TESTS)
TESTS += $(MODEL_TESTS)

tests_model_test_network_SOURCES = tests/model/test-network.c
tests_model_test_network_LDADD = $(MODEL_LIBS)
tests_model_test_organization_SOURCES = tests/model/test-organization.c
tests_model_test_organization_LDADD = $(MODEL_LIBS)
tests_model_test_date_SOURCES = tests/model/test-date.c
tests_model_test_date_LDADD = $(MODEL_LIBS)
tests_model_test_address_SOURCES = tests/model/test-address.c
tests_model_test_address_LDADD = $(MODEL_LIBS)
tests_model_test_address_scan_SOURCES = tests/model/test-address-scan.c
tests_model_test_address_scan_LDADD = $(MODEL_LIBS)
tests_model_test_values_LDADD = $(MODEL_LIBS)
