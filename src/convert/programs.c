/* SPDX-License-Identifier: BSD-2-Clause
 *
 * programs.c - where the programs are that come with us
 */
#include <config.h>
#include <liaison/convert.h>
#include <liaison/places.h>

static gpointer find(gpointer unused G_GNUC_UNUSED)
{
	static const char *const places[] = { "libexec", "../libexec", "../../libexec", "../libexec/liaison-milter", NULL };

	return places_find(places, "liaison-confine", PKGLIBEXECDIR);
}

const char *convert_programs(void)
{
	static GOnce once = G_ONCE_INIT;

	return g_once(&once, find, NULL);
}
