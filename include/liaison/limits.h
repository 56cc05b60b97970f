/* SPDX-License-Identifier: BSD-2-Clause
 *
 * limits.h - how much of a stranger's input is looked at. Passed in, never global.
 *
 * What lies beyond a limit is left unread and named by a doubt; only message_size and recipients refuse a message (of ours: a candidate
 * passes unread). An envelope of which a part is not known could be neither held nor redirected. Plain values, read by any thread.
 */
#pragma once
#include <glib.h>

struct limits {
	gsize message_size;     /* bytes of a whole message; larger ones of ours get 552 5.3.4 */
	gsize memory;           /* bytes of a message kept in memory before it goes to a temporary file */
	guint parts;            /* MIME parts looked at */
	guint depth;            /* nesting of multiparts and forwarded messages */
	gsize header_size;      /* bytes of one message header that are parsed */
	guint header_count;     /* header fields that are parsed */
	gsize text_size;        /* bytes of UTF-8 text taken from one part for reading */
	guint recipients;       /* envelope recipients of one message */
	guint addresses;        /* addresses taken from one field */
	guint hook_time_ms;     /* for all the documents attached to one mail that are read while the MTA waits; 0: none is */
	guint archive_depth;    /* archives inside of archives that are opened */
	guint evidence;         /* pieces of evidence kept for one statement */
};

#define LIMITS_DEFAULT { \
	.message_size = 50 * 1024 * 1024, .memory = 1024 * 1024, .parts = 1000, .depth = 50, \
	.header_size = 256 * 1024, .header_count = 2000, .text_size = 1024 * 1024, .recipients = 1000, \
	.addresses = 500, .evidence = 2000, .hook_time_ms = 20000, .archive_depth = 2 }
