/* SPDX-License-Identifier: BSD-2-Clause
 *
 * elements.c - what the groups of a list in the file become
 */
#include <config.h>
#include "elements.h"

gpointer elements_append_body(gpointer root, const char *name)
{
	struct settings *settings = root;
	struct body *body = body_new(name);

	g_ptr_array_add(settings->organization->bodies, body);
	return body;
}

gpointer elements_append_peer(gpointer root, const char *name)
{
	struct settings *settings = root;
	struct peer *peer = peer_new(name);

	g_ptr_array_add(settings->organization->peers, peer);
	return peer;
}

gpointer elements_append_role(gpointer root, const char *name)
{
	struct settings *settings = root;
	struct role *role = role_new(name);

	g_ptr_array_add(settings->organization->roles, role);
	return role;
}

gpointer elements_append_hook(gpointer root, const char *name)
{
	struct settings *settings = root;
	struct hook *hook = hook_new(name);

	g_ptr_array_add(settings->hooks, hook);
	return hook;
}

gpointer elements_append_rule(gpointer root, const char *name)
{
	struct settings *settings = root;
	struct rule *rule = rule_new(name);

	g_ptr_array_add(settings->rules, rule);
	return rule;
}
