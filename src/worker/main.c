/* SPDX-License-Identifier: BSD-2-Clause
 *
 * main.c - liaison-worker(8)
 */
#include <config.h>
#include "start.h"

int main(int argc, char **argv)
{
	return start_worker(&(struct start){ .program = "liaison-worker", .pid_file = TRUE }, argc, argv);
}
