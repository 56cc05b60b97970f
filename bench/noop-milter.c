/* SPDX-License-Identifier: BSD-2-Clause
 *
 * noop-milter.c - what a milter costs that does nothing: the measure that liaison-milter is held against
 *
 *	noop-milter accept SOCKET    lets every message go at DATA
 *	noop-milter take SOCKET      takes the whole message and lets it go at its end
 *	noop-milter edit SOCKET TO…  takes it, adds these recipients and one header field: what the MTA's own work for that costs
 *
 * It asks for as little as liaison-milter does: no replies to headers and body, no connect or HELO steps.
 */
#include <libmilter/mfapi.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int taking;
static char **recipients;      /* to be added; NULL: nothing is edited */

static sfsistat on_negotiate(SMFICTX *ctx, unsigned long actions, unsigned long steps, unsigned long f2, unsigned long f3,
                             unsigned long *ret_actions, unsigned long *ret_steps, unsigned long *ret_f2, unsigned long *ret_f3)
{
	(void)ctx;
	(void)actions;
	(void)f2;
	(void)f3;
	*ret_actions = recipients ? SMFIF_ADDHDRS | SMFIF_ADDRCPT : 0;
	*ret_steps = steps & (SMFIP_NOCONNECT | SMFIP_NOHELO | SMFIP_NOUNKNOWN | SMFIP_NR_MAIL | SMFIP_NR_RCPT |
	                      SMFIP_NR_HDR | SMFIP_NR_EOH | SMFIP_NR_BODY);
	*ret_f2 = 0;
	*ret_f3 = 0;
	return SMFIS_CONTINUE;
}

static sfsistat on_address(SMFICTX *ctx, char **argv)
{
	(void)ctx;
	(void)argv;
	return SMFIS_NOREPLY;
}

static sfsistat on_data(SMFICTX *ctx)
{
	(void)ctx;
	return taking ? SMFIS_CONTINUE : SMFIS_ACCEPT;
}

static sfsistat on_header(SMFICTX *ctx, char *name, char *value)
{
	(void)ctx;
	(void)name;
	(void)value;
	return SMFIS_NOREPLY;
}

static sfsistat on_end_of_headers(SMFICTX *ctx)
{
	(void)ctx;
	return SMFIS_NOREPLY;
}

static sfsistat on_body(SMFICTX *ctx, unsigned char *bytes, size_t length)
{
	(void)ctx;
	(void)bytes;
	(void)length;
	return SMFIS_NOREPLY;
}

static sfsistat on_end(SMFICTX *ctx)
{
	static char name[] = "Liaison-Statement", value[] = "id=1; state=pending; reason=unknown-body";
	char **recipient;

	for (recipient = recipients; recipient && *recipient; recipient++)
		if (smfi_addrcpt(ctx, *recipient) == MI_FAILURE)
			return SMFIS_TEMPFAIL;
	if (recipients && smfi_addheader(ctx, name, value) == MI_FAILURE)
		return SMFIS_TEMPFAIL;
	return SMFIS_CONTINUE;
}

int main(int argc, char **argv)
{
	static char name[] = "noop";
	struct smfiDesc filter = {
		.xxfi_name = name, .xxfi_version = SMFI_VERSION, .xxfi_flags = SMFIF_ADDHDRS | SMFIF_ADDRCPT, .xxfi_envfrom = on_address, .xxfi_envrcpt = on_address,
		.xxfi_header = on_header, .xxfi_eoh = on_end_of_headers, .xxfi_body = on_body, .xxfi_eom = on_end,
		.xxfi_data = on_data, .xxfi_negotiate = on_negotiate,
	};

	if (argc > 3 && !strcmp(argv[1], "edit"))
		recipients = argv + 3;
	if (!recipients && (argc != 3 || (strcmp(argv[1], "accept") && strcmp(argv[1], "take")))) {
		fprintf(stderr, "usage: noop-milter accept|take SOCKET, or edit SOCKET TO...\n");
		return 64;
	}
	taking = strcmp(argv[1], "accept") != 0;
	umask(0);
	if (smfi_setconn(argv[2]) == MI_FAILURE || smfi_register(filter) == MI_FAILURE) {
		fprintf(stderr, "noop-milter: libmilter refuses %s\n", argv[2]);
		return 70;
	}
	return smfi_main() == MI_SUCCESS ? 0 : 70;
}
