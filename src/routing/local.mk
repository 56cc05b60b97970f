# src/routing: rules and deciding; pure
noinst_LIBRARIES += src/routing/librouting.a
src_routing_librouting_a_SOURCES = \
	src/routing/pattern.c \
	src/routing/rule.c
