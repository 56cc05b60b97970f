# include: one header a module
noinst_HEADERS += \
	include/liaison/address.h \
	include/liaison/clock.h \
	include/liaison/compose.h \
	include/liaison/convert.h \
	include/liaison/daemon.h \
	include/liaison/date.h \
	include/liaison/doubt.h \
	include/liaison/envelope.h \
	include/liaison/error.h \
	include/liaison/evidence.h \
	include/liaison/field.h \
	include/liaison/intake.h \
	include/liaison/json.h \
	include/liaison/layout.h \
	include/liaison/lifecycle.h \
	include/liaison/limits.h \
	include/liaison/log.h \
	include/liaison/mail.h \
	include/liaison/message.h \
	include/liaison/network.h \
	include/liaison/notify.h \
	include/liaison/organization.h \
	include/liaison/places.h \
	include/liaison/plan.h \
	include/liaison/program.h \
	include/liaison/reading.h \
	include/liaison/route.h \
	include/liaison/rules.h \
	include/liaison/settings.h \
	include/liaison/spool.h \
	include/liaison/statement.h \
	include/liaison/store.h \
	include/liaison/submit.h \
	include/liaison/text.h
