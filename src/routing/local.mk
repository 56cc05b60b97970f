# src/routing: rules and deciding; pure
noinst_LIBRARIES += src/routing/librouting.a
src_routing_librouting_a_SOURCES = \
	src/routing/approval.c \
	src/routing/decision.h \
	src/routing/headers.c \
	src/routing/lint.c \
	src/routing/notice.c \
	src/routing/notices.c \
	src/routing/pattern.c \
	src/routing/recipients.c src/routing/recipients.h \
	src/routing/remind.c \
	src/routing/review.c \
	src/routing/route.c \
	src/routing/route-incoming.c \
	src/routing/route-outgoing.c \
	src/routing/route-rules.c \
	src/routing/rule.c
