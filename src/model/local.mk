# src/model: the values; pure, GLib only
noinst_LIBRARIES += src/model/libmodel.a
src_model_libmodel_a_SOURCES = \
	src/model/address-name.c \
	src/model/address-parts.c \
	src/model/address-scan.c \
	src/model/address-scan.h \
	src/model/address-valid.c \
	src/model/address-words.c \
	src/model/address.c \
	src/model/body-name.c \
	src/model/body-name.h \
	src/model/date.c \
	src/model/date-marks.c \
	src/model/date-marks.h \
	src/model/date-parse.c \
	src/model/date-words.c \
	src/model/date-words.h \
	src/model/doubt.c \
	src/model/envelope.c \
	src/model/evidence.c \
	src/model/field.c \
	src/model/lifecycle.c \
	src/model/mark.c \
	src/model/message.c \
	src/model/names.h \
	src/model/network.c \
	src/model/organization-group.c \
	src/model/organization-index.c \
	src/model/organization-index.h \
	src/model/organization-match.c \
	src/model/organization.c \
	src/model/plan-parse.c \
	src/model/plan.c \
	src/model/statement-set.c \
	src/model/statement.c
