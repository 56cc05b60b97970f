/* SPDX-License-Identifier: BSD-2-Clause
 *
 * publication.c - the public record as it is configured; for the worker and for liaisonctl
 */
#include <config.h>
#include <liaison/error.h>
#include <liaison/intake.h>

gboolean intake_publish(const struct settings *settings, struct store *store, gboolean full, struct publish_report *ret_report, GError **error)
{
	struct publish_options options = {
		.directory = settings->publish.directory, .base_url = settings->publish.base_url, .organization = settings->organization,
		.sign = settings->publish.sign,
	};

	if (!publish_contacts_parse(settings->publish.contacts, &options.contacts)) {
		g_set_error(error, LIAISON_ERROR, LIAISON_ERROR_CONFIG, "publish.contacts: there is no '%s'", settings->publish.contacts);
		return FALSE;
	}
	return publish_run(store, &options, full, ret_report, error);
}
