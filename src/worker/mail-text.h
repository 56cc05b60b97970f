/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mail-text.h - what stands in a notice; pure
 */
#pragma once
#include <liaison/notice.h>
#include <liaison/settings.h>
#include <liaison/store.h>

struct mail_text {
	const struct settings *settings;
	const struct notice *notice;
	const struct record *record;
	const char *url;             /* the record's address, or NULL */
	const char *reply_to;        /* the review address with a token, or NULL: no answer is taken */
	gint64 expires;              /* usec: until when */
};

/* Owned by the caller. The subjects are those by which our own reading knows a notice (src/reading/classify.c). */
char *mail_text_subject(const struct notice *notice, const struct record *record);
char *mail_text(const struct mail_text *text);
