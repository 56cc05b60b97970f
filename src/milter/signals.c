/* SPDX-License-Identifier: BSD-2-Clause
 *
 * signals.c - SIGHUP reloads, SIGTERM and SIGINT end
 *
 * libmilter takes SIGHUP, SIGTERM and SIGINT for itself: smfi_main() starts a thread that sits in sigwait() for the three, and each of
 * them, SIGHUP too, ends the filter. No handler of ours would ever run, and a sigwait() thread of our own shares the signals
 * with libmilter's by chance: the second SIGHUP of two that come close together goes to the other one.
 *
 * So the sigwait() that libmilter calls is the one below: a function of that name in the executable comes before the C library's when the dynamic
 * linker looks names up (symbol interposition), and before the archive's when libmilter is linked statically. It waits for the same set in the same way, keeps
 * SIGHUP to itself, and hands SIGTERM on when the messages at their end have been dealt with. Nobody else in this program calls sigwait().
 *
 * An MTA's administrators expect SIGHUP; log rotation sends it as well. tests/milter shows that thousands of them during traffic do no harm.
 */
#include "config.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include "signals.h"

static void (*on_hup)(void);
static void (*on_stop)(void);

void signals_handle(void (*hup)(void), void (*stop)(void))
{
	on_hup = hup;
	on_stop = stop;
}

int sigwait(const sigset_t *restrict set, int *restrict ret_signal)
{
	for (;;) {
		int number = sigwaitinfo(set, NULL);
		if (number < 0 && errno == EINTR)
			continue;
		if (number < 0)
			return errno;
		if (number == SIGHUP && on_hup != NULL) {
			on_hup();
			continue;
		}
		if (on_stop != NULL)
			on_stop();
		/* SIGINT would make libmilter cut connections at the next command; from a terminal it means the same as SIGTERM. */
		*ret_signal = SIGTERM;
		return 0;
	}
}
