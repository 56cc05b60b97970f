/* SPDX-License-Identifier: BSD-2-Clause
 *
 * mta.h - what an MTA lets a filter do at the end of a message, as a table
 *
 * The daemon puts libmilter behind it (session.c), a test puts a recorder there. Each function answers TRUE when the request was handed
 * over; that is no promise that the MTA obeys it: Postfix and Sendmail swallow errors, so everything is validated before it is sent.
 * Strings are not kept.
 */
#pragma once
#include <glib.h>

struct mta {
	gboolean (*add_recipient)(void *context, char *address);
	gboolean (*delete_recipient)(void *context, char *argument);
	gboolean (*add_header)(void *context, char *name, char *value);
	gboolean (*change_header)(void *context, char *name, int occurrence, char *value);   /* value NULL: delete it */
	gboolean (*quarantine)(void *context, char *reason);                                 /* FALSE also where it was not offered */
	gboolean (*progress)(void *context);                                                 /* the MTA begins to wait anew; NULL: none */
};
