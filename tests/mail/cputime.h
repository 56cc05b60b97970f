/* SPDX-License-Identifier: BSD-2-Clause
 *
 * cputime.h - seconds of processor time that this thread has used: what a test may promise on a machine that others use too
 */
#pragma once
#include <time.h>

static inline double cputime(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The sanitizers slow everything down; there the promise is only that it ends. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SECONDS_PER_MESSAGE 20.0
#define SANITIZED 1
#else
#define SECONDS_PER_MESSAGE 2.0
#define SANITIZED 0
#endif
