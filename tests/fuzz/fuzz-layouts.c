/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-layouts.c - any bytes as a layout: faults with a text, or a layout that a letter can be read by
 */
#include <config.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <liaison/reading.h>
#include <liaison/settings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *folder, *file;

static void remove_folder(void)
{
	unlink(file);
	rmdir(folder);
	g_free(file);
	g_free(folder);
}

static void write_file(const uint8_t *data, size_t size)
{
	int fd;

	if (!folder) {
		folder = g_dir_make_tmp("fuzz-layouts-XXXXXX", NULL);
		file = g_build_filename(folder, "norm.conf", NULL);
		atexit(remove_folder);
	}
	fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		g_error("cannot write a file");
	close(fd);
}

static void read_by(const struct layouts *layouts)
{
	static const struct limits limits = LIMITS_DEFAULT;
	struct organization *organization = organization_new();
	struct reading_context context = { .organization = organization, .limits = &limits, .layouts = layouts };
	g_autoptr(message_t) message = message_new();
	g_autoptr(GPtrArray) statements = NULL;
	struct part *part = part_new(PART_TEXT, "1", "text/plain");

	organization->name = g_strdup("IETF");
	organization_finish(organization);
	part->text = g_strdup("NB-12 sheet of the Norm Board\n\nTitle: Keys\nSource: Norm Board, Panel 3\nTo: QUIC WG\nPurpose: act\n\nDear all,\nplease reply to a@b.example by 03/04/2026.\n\nNorm Board\n");
	g_ptr_array_add(message->parts, part);
	statements = reading_understand(&context, NULL, message);
	g_assert(statements->len > 0);
	organization_free(organization);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func((GDestroyNotify)fault_free);
	struct layouts *layouts;

	/* No file of the machine is to be read, whatever the bytes say. */
	if (size > 65536 || memmem(data, size, "@include", strlen("@include")))
		return 0;
	write_file(data, size);
	layouts = settings_layouts(folder, faults);
	for (guint i = 0; i < faults->len; i++) {
		g_autofree char *text = fault_format(g_ptr_array_index(faults, i));

		g_assert(g_utf8_validate(text, -1, NULL));
	}
	g_assert(faults->len > 0 || layouts->list->len == 1);
	if (layouts->list->len)
		read_by(layouts);
	layouts_free(layouts);
	return 0;
}
