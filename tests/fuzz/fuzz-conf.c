/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-conf.c - any bytes as a configuration: faults with a text, or settings that stand, never both an error and settings
 */
#include <config.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <liaison/settings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	g_autoptr(settings_t) settings = NULL;
	g_autofree char *path = NULL;
	gboolean error = FALSE;
	int fd;

	/* No file of the machine is to be read, whatever the bytes say. */
	if (size > 65536 || memmem(data, size, "@include", strlen("@include")))
		return 0;
	fd = memfd_create("conf", MFD_CLOEXEC);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		g_error("cannot write a file in memory");
	path = g_strdup_printf("/proc/self/fd/%d", fd);
	settings = settings_load(path, faults);
	close(fd);
	for (guint i = 0; i < faults->len; i++) {
		const struct fault *fault = g_ptr_array_index(faults, i);
		g_autofree char *text = fault_format(fault);

		g_assert(g_utf8_validate(text, -1, NULL));
		error |= !fault->warning;
	}
	g_assert(error == (settings == NULL));
	return 0;
}
