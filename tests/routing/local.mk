# tests/routing
ROUTING_TESTS = tests/routing/test-rule tests/routing/test-incoming tests/routing/test-outgoing tests/routing/test-route-rules
check_PROGRAMS += $(ROUTING_TESTS)
TESTS += $(ROUTING_TESTS)
ROUTING_FIXTURE = tests/routing/fixture.c tests/routing/fixture.h tests/routing/case.c tests/routing/case.h
tests_routing_test_rule_SOURCES = tests/routing/test-rule.c $(ROUTING_FIXTURE)
tests_routing_test_rule_LDADD = $(ROUTING_LIBS)
tests_routing_test_incoming_SOURCES = tests/routing/test-incoming.c $(ROUTING_FIXTURE)
tests_routing_test_incoming_LDADD = $(ROUTING_LIBS)
tests_routing_test_outgoing_SOURCES = tests/routing/test-outgoing.c $(ROUTING_FIXTURE)
tests_routing_test_outgoing_LDADD = $(ROUTING_LIBS)
tests_routing_test_route_rules_SOURCES = tests/routing/test-route-rules.c $(ROUTING_FIXTURE)
tests_routing_test_route_rules_LDADD = $(ROUTING_LIBS)
