/* SPDX-License-Identifier: BSD-2-Clause
 *
 * settings.c - the configuration as an object: its life, and loading it
 *
 * The steps of loading are files of their own: source.c reads, reader.c walks along the table (table.c), values.c and checks.c
 * take single values, whole.c looks at all of it.
 */
#include <config.h>
#include <liaison/layout.h>
#include <liaison/network.h>
#include <liaison/settings.h>
#include "faults.h"
#include "layouts.h"
#include "reader.h"

/* The struct of the header comes first; nobody outside sees the count. */
struct settings_counted { struct settings settings; gint count; };

static void rule_destroy(gpointer rule)
{
	rule_free(rule);
}

static void hook_destroy(gpointer hook)
{
	hook_free(hook);
}

static void network_destroy(gpointer network)
{
	network_free(network);
}

static struct settings *settings_new(const char *path)
{
	struct settings_counted *counted = g_new0(struct settings_counted, 1);
	struct settings *settings = &counted->settings;

	counted->count = 1;
	settings->path = g_strdup(path);
	settings->organization = organization_new();
	settings->rules = g_ptr_array_new_with_free_func(rule_destroy);
	settings->hooks = g_ptr_array_new_with_free_func(hook_destroy);
	settings->outgoing.submission_clients = g_ptr_array_new_with_free_func(network_destroy);
	settings->notify.remind_days = g_array_new(FALSE, FALSE, sizeof(guint));
	settings->publish.sign = g_ptr_array_new_with_free_func(g_free);
	settings->notify.submit = g_ptr_array_new_with_free_func(g_free);
	settings->outgoing.show = g_ptr_array_new_with_free_func(g_free);
	settings->outgoing.release = g_ptr_array_new_with_free_func(g_free);
	settings->outgoing.remove = g_ptr_array_new_with_free_func(g_free);
	settings->layouts = layouts_new();
	value_set_defaults(&table_of_settings, settings, NULL, NULL);
	return settings;
}

struct settings *settings_ref(struct settings *settings)
{
	g_atomic_int_inc(&((struct settings_counted *)settings)->count);
	return settings;
}

void settings_unref(struct settings *settings)
{
	if (!settings || !g_atomic_int_dec_and_test(&((struct settings_counted *)settings)->count))
		return;
	organization_free(settings->organization);
	g_ptr_array_unref(settings->rules);
	g_ptr_array_unref(settings->hooks);
	g_ptr_array_unref(settings->outgoing.submission_clients);
	g_ptr_array_unref(settings->outgoing.show);
	g_ptr_array_unref(settings->outgoing.release);
	g_ptr_array_unref(settings->outgoing.remove);
	g_free(settings->outgoing.released);
	g_free(settings->outgoing.removed);
	layouts_free(settings->layouts);
	g_free(settings->layouts_path);
	g_free(settings->foreign);
	g_free(settings->milter.socket);
	g_free(settings->milter.socket_owner);
	g_free(settings->milter.socket_group);
	g_free(settings->milter.socket_mode);
	g_free(settings->milter.user);
	g_free(settings->milter.pid_file);
	g_free(settings->milter.syslog_facility);
	g_free(settings->milter.temp_directory);
	g_free(settings->store.path);
	g_free(settings->worker.pid_file);
	g_free(settings->publish.directory);
	g_free(settings->publish.base_url);
	g_free(settings->publish.contacts);
	g_free(settings->notify.from);
	g_free(settings->notify.timezone);
	g_array_unref(settings->notify.remind_days);
	g_ptr_array_unref(settings->publish.sign);
	g_ptr_array_unref(settings->notify.submit);
	g_free(settings->path);
	g_free((struct settings_counted *)settings);
}

static gboolean has_error(const GPtrArray *faults, guint from)
{
	for (guint i = from; i < faults->len; i++)
		if (!((const struct fault *)g_ptr_array_index(faults, i))->warning)
			return TRUE;
	return FALSE;
}

struct settings *settings_load(const char *path, GPtrArray *faults)
{
	guint from = faults->len;
	struct settings *settings;
	struct reader reader = { .faults = faults, .table = &table_of_settings };

	reader.source = source_read(path, faults);
	if (!reader.source)
		return NULL;
	settings = reader.settings = reader.root = settings_new(path);
	settings->foreign = g_steal_pointer(&reader.source->foreign);
	reader.lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	reader_walk(&reader);
	layouts_load(&reader);
	/* A file that was not read to its end would be blamed for what stands behind that. */
	if (g_hash_table_size(reader.lines) > 0 || !has_error(faults, from))
		whole_check(&reader);
	faults_sort(faults, from);
	g_hash_table_unref(reader.lines);
	source_free(reader.source);
	if (settings->hooks->len == 0)
		convert_default_hooks(settings->hooks);
	if (has_error(faults, from))
		g_clear_pointer(&settings, settings_unref);
	else
		organization_finish(settings->organization);
	return settings;
}

struct route_policy settings_policy(const struct settings *settings)
{
	return (struct route_policy){
		.organization = settings->organization,
		.rules = settings->rules,
		.approval = settings->outgoing.approval,
		.auto_post = settings->publish.auto_post,
		.observe = settings->observe,
		.base_url = settings->publish.base_url,
		.acknowledge = settings->notify.acknowledge,
		.acknowledge_unknown = settings->notify.acknowledge_unknown,
		.confirm = settings->notify.confirm,
		.tell_body = settings->outgoing.tell_body,
	};
}
