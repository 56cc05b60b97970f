/* SPDX-License-Identifier: BSD-2-Clause
 *
 * driver.c - what stands in for libFuzzer where it is not: runs a fuzz target over the files named as arguments
 *
 * Each file is given whole, then cut short at up to 300 places, so that "make check" meets every seed also in halves.
 * The bytes lie in a block of exactly their length, for the address sanitizer to see a read beyond it.
 */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CUTS = 300, FILE_MAX = 16 * 1024 * 1024 };

static void run_prefix(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy) {
		fputs("out of memory\n", stderr);
		exit(1);
	}
	if (size)
		memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static int run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = file ? malloc(FILE_MAX) : NULL;

	if (!file || !data) {
		fprintf(stderr, "cannot read '%s': %s\n", path, strerror(errno));
		if (file)
			fclose(file);
		return 1;
	}
	size_t size = fread(data, 1, FILE_MAX, file);
	fclose(file);

	size_t step = size / CUTS + 1;
	for (size_t cut = 0; cut < size; cut += step)
		run_prefix(data, cut);
	run_prefix(data, size);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	int failed = argc < 2;

	if (argc < 2)
		fprintf(stderr, "usage: %s FILE...\n", argv[0]);
	for (int i = 1; i < argc; i++)
		failed |= run_file(argv[i]);
	return failed;
}
