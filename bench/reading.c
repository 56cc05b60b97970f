/* SPDX-License-Identifier: BSD-2-Clause
 *
 * reading.c - how fast a statement is read: from memory to settled fields, on one core, in processor time
 *
 *   reading CONFIGURATION MESSAGE [COUNT]
 *
 * Prints statements a second and microseconds of each step. Under valgrind --tool=callgrind a COUNT of some dozens gives instructions
 * that are the same on every machine: make bench-instructions.
 */
#include <config.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <liaison/mail.h>
#include <liaison/reading.h>
#include <liaison/settings.h>

static double processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(settings_t) settings = NULL;
	g_autofree char *text = NULL;
	gsize size;
	guint count = argc > 3 ? (guint)atoi(argv[3]) : 2000;
	double parsing = 0, reading = 0;

	if (argc < 3 || !g_file_get_contents(argv[2], &text, &size, NULL) || !(settings = settings_load(argv[1], faults))) {
		fprintf(stderr, "usage: reading CONFIGURATION MESSAGE [COUNT]\n");
		return 64;
	}
	mail_init();
	for (guint i = 0; i < count; i++) {
		g_autoptr(GBytes) raw = g_bytes_new_static(text, size);
		struct reading_context context = { .organization = settings->organization, .limits = &settings->limits,
		                                   .submission_clients = settings->outgoing.submission_clients,
		                                   .layouts = settings->layouts };
		double began = processor_time(), parsed;
		g_autoptr(message_t) message = mail_parse(raw, &settings->limits);
		g_autoptr(GPtrArray) statements = NULL;

		parsed = processor_time();
		statements = reading_understand(&context, NULL, message);
		parsing += parsed - began;
		reading += processor_time() - parsed;
		if (statements->len == 0 || ((const struct statement *)g_ptr_array_index(statements, 0))->kind != KIND_STATEMENT) {
			fprintf(stderr, "%s is not read as a statement\n", argv[2]);
			return 65;
		}
	}
	printf("%u times %zu bytes: %.0f statements a second (%.0f us parsing, %.0f us reading)\n", count, size, (double)count / (parsing + reading),
	       parsing / count * 1e6, reading / count * 1e6);
	return 0;
}
