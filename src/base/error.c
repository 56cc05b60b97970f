/* SPDX-License-Identifier: BSD-2-Clause
 *
 * error.c - the error domain, and its translations into exit codes and SMTP replies
 */
#include <config.h>
#include <liaison/error.h>
#include <string.h>
#include <sysexits.h>

G_DEFINE_QUARK(liaison-error-quark, liaison_error)

int liaison_exit_code(const GError *error)
{
	if (!error)
		return EX_OK;
	if (error->domain != LIAISON_ERROR)
		return EX_SOFTWARE;
	switch ((enum liaison_error)error->code) {
	case LIAISON_ERROR_USAGE: return EX_USAGE;
	case LIAISON_ERROR_DATA:
	case LIAISON_ERROR_LIMIT: return EX_DATAERR;
	case LIAISON_ERROR_NOT_FOUND: return EX_NOINPUT;
	case LIAISON_ERROR_SANDBOX: return EX_UNAVAILABLE;
	case LIAISON_ERROR_TEMPORARY: return EX_TEMPFAIL;
	case LIAISON_ERROR_PERMISSION: return EX_NOPERM;
	case LIAISON_ERROR_CONFIG:
	case LIAISON_ERROR_SCHEMA: return EX_CONFIG;
	case LIAISON_ERROR_INTERNAL: break;
	}
	return EX_SOFTWARE;
}

void liaison_smtp_reply(const GError *error, const char **ret_code, const char **ret_enhanced, const char **ret_text)
{
	const char *code = "451", *enhanced = "4.3.0", *text = "The liaison record cannot take this message now; please try again later";

	if (g_error_matches(error, LIAISON_ERROR, LIAISON_ERROR_LIMIT)) {
		code = "552";
		enhanced = "5.3.4";
		text = "Message too big for the liaison record; please send a smaller one, with links to large documents";
	} else if (error && strstr(error->message, "full")) {
		enhanced = "4.3.1";
	}
	*ret_code = code;
	*ret_enhanced = enhanced;
	*ret_text = text;
}
