/* SPDX-License-Identifier: BSD-2-Clause
 *
 * elements.c - what the groups of a list in the file become
 */
#include <config.h>
#include "elements.h"

gpointer elements_append_body(struct settings *settings, const char *name)
{
	struct body *body = body_new(name);

	g_ptr_array_add(settings->organization->bodies, body);
	return body;
}

gpointer elements_append_peer(struct settings *settings, const char *name)
{
	struct peer *peer = peer_new(name);

	g_ptr_array_add(settings->organization->peers, peer);
	return peer;
}

gpointer elements_append_hook(struct settings *settings, const char *name)
{
	struct hook *hook = hook_new(name);

	g_ptr_array_add(settings->hooks, hook);
	return hook;
}

gpointer elements_append_rule(struct settings *settings, const char *name)
{
	struct rule *rule = rule_new(name);

	g_ptr_array_add(settings->rules, rule);
	return rule;
}
