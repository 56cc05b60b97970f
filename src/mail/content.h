/* SPDX-License-Identifier: BSD-2-Clause
 *
 * content.h - what the Content-* fields of a part say, as plain values
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>
#include "block.h"
#include "gmime-auto.h"

enum disposition { DISPOSITION_NONE, DISPOSITION_INLINE, DISPOSITION_ATTACHMENT };

struct content {
	char *type;              /* "text/plain", lower-case, valid ASCII */
	char *charset, *boundary, *filename, *content_id;      /* or NULL */
	enum disposition disposition;
	GMimeContentEncoding encoding;
	gboolean flowed, delete_space;                         /* RFC 3676 */
	gboolean broken;         /* the Content-Type is none */
	gboolean repeated;       /* there is another Content-Type, and another program may believe that one */
	gboolean unknown_encoding;
};

/* default_type: what a part without a Content-Type is here. */
void content_read(struct content *content, const struct block *block, const char *default_type);
void content_clear(struct content *content);

gboolean content_is(const struct content *content, const char *prefix);   /* content_is(c, "multipart/") */
/* A message inside: its parts are its own. */
gboolean content_is_message(const struct content *content);
/* What a part is for the reader of the mail; related: it stands inside a multipart/related, behind its first part. */
enum part_kind content_kind(const struct content *content, gboolean related);
