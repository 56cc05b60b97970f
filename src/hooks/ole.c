/* SPDX-License-Identifier: BSD-2-Clause
 *
 * ole.c - the directory of an OLE storage, and the first bytes of a stream at its root
 *
 * Sectors are chained through a table, as in a FAT file system: every step is checked against the file's end, and no chain is followed for longer
 * than the file has sectors. Entries of the directory form trees by their numbers, which may run in circles: each is visited once.
 */
#include <config.h>
#include <string.h>
#include "ole.h"

#define HEADER 512u
#define ENTRY 128u
#define ENTRIES_MAX 4096u
#define NONE G_MAXUINT32
#define RECORDS_MAX 4096u

struct storage {
	const guint8 *bytes;
	gsize length;
	gsize sector, mini;             /* their sizes */
	guint32 sectors;                /* that the file has room for */
	guint32 cutoff;                 /* streams below it stand in the small one */
	GByteArray *directory, *small, *small_table;
};

static guint32 get16(const guint8 *p)
{
	return (guint32)p[0] | (guint32)p[1] << 8;
}

static guint32 get32(const guint8 *p)
{
	return get16(p) | get16(p + 2) << 16;
}

static const guint8 *sector_at(const struct storage *storage, guint32 number)
{
	return number < storage->sectors ? storage->bytes + ((gsize)number + 1) * storage->sector : NULL;
}

/* Which sector holds that piece of the table: the first 109 stand in the header, the others in a chain of their own. */
static guint32 table_sector(const struct storage *storage, guint32 piece)
{
	const guint32 in_header = 109, each = (guint32)(storage->sector / 4) - 1;
	guint32 number = get32(storage->bytes + 0x44);

	if (piece < in_header)
		return get32(storage->bytes + 0x4c + 4 * (gsize)piece);
	piece -= in_header;
	for (guint32 steps = piece / each; steps > 0; steps--) {
		const guint8 *sector = sector_at(storage, number);

		if (!sector)
			return NONE;
		number = get32(sector + 4 * (gsize)each);
	}
	return sector_at(storage, number) ? get32(sector_at(storage, number) + 4 * (gsize)(piece % each)) : NONE;
}

static guint32 next_sector(const struct storage *storage, guint32 number)
{
	guint32 each = (guint32)(storage->sector / 4);
	const guint8 *table = sector_at(storage, table_sector(storage, number / each));

	return table ? get32(table + 4 * (gsize)(number % each)) : NONE;
}

/* A chain's bytes, the first most of them. */
static GByteArray *read_chain(const struct storage *storage, guint32 number, gsize most)
{
	GByteArray *content = g_byte_array_new();

	for (guint32 steps = 0; steps < storage->sectors && content->len < most; steps++) {
		const guint8 *sector = sector_at(storage, number);

		if (!sector)
			break;
		g_byte_array_append(content, sector, (guint)MIN(storage->sector, most - content->len));
		number = next_sector(storage, number);
	}
	return content;
}

/* Likewise of a stream that stands in the small one. */
static GByteArray *read_small(const struct storage *storage, guint32 number, gsize most)
{
	GByteArray *content = g_byte_array_new();

	for (guint32 steps = 0; steps < storage->small_table->len / 4 && content->len < most; steps++) {
		gsize from = (gsize)number * storage->mini;

		if (number >= storage->small_table->len / 4 || from + storage->mini > storage->small->len)
			break;
		g_byte_array_append(content, storage->small->data + from, (guint)MIN(storage->mini, most - content->len));
		number = get32(storage->small_table->data + 4 * (gsize)number);
	}
	return content;
}

static void storage_clear(struct storage *storage)
{
	g_clear_pointer(&storage->directory, g_byte_array_unref);
	g_clear_pointer(&storage->small, g_byte_array_unref);
	g_clear_pointer(&storage->small_table, g_byte_array_unref);
}

static const guint8 *entry_at(const struct storage *storage, guint32 number)
{
	return number < storage->directory->len / ENTRY ? storage->directory->data + (gsize)number * ENTRY : NULL;
}

static gboolean storage_open(struct storage *storage, const guint8 *bytes, gsize length)
{
	static const guint8 magic[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
	const gsize small_max = 1024 * 1024;
	guint32 shift, mini;
	const guint8 *root;

	*storage = (struct storage){ .bytes = bytes, .length = length };
	if (length < HEADER || memcmp(bytes, magic, sizeof magic) != 0)
		return FALSE;
	shift = get16(bytes + 0x1e);
	mini = get16(bytes + 0x20);
	if ((shift != 9 && shift != 12) || mini != 6)
		return FALSE;
	storage->sector = (gsize)1 << shift;
	storage->mini = (gsize)1 << mini;
	storage->sectors = length > storage->sector ? (guint32)MIN((length - storage->sector) / storage->sector, G_MAXINT32) : 0;
	storage->cutoff = get32(bytes + 0x38);
	storage->directory = read_chain(storage, get32(bytes + 0x30), (gsize)ENTRIES_MAX * ENTRY);
	root = entry_at(storage, 0);
	storage->small = root ? read_chain(storage, get32(root + 0x74), small_max) : g_byte_array_new();
	storage->small_table = read_chain(storage, get32(bytes + 0x3c), small_max / storage->mini * 4);
	return TRUE;
}

/* Names are UTF-16, and those looked for are ASCII. */
static gboolean is_called(const guint8 *entry, const char *name)
{
	gsize length = strlen(name);

	if (get16(entry + 0x40) != 2 * (length + 1))
		return FALSE;
	for (gsize i = 0; i < length; i++)
		if (get16(entry + 2 * i) != (guint8)name[i])
			return FALSE;
	return TRUE;
}

/* A child of the root, not of what is embedded below it. */
static const guint8 *find(const struct storage *storage, const char *name)
{
	guint32 count = storage->directory->len / ENTRY, used = 0;
	const guint8 *root = entry_at(storage, 0), *found = NULL;
	g_autofree guint32 *waiting = g_new(guint32, count * 2 + 1);
	g_autofree guint8 *seen = g_new0(guint8, count + 1);

	if (root)
		waiting[used++] = get32(root + 0x4c);
	while (used && !found) {
		guint32 number = waiting[--used];
		const guint8 *entry = entry_at(storage, number);

		if (!entry || seen[number])
			continue;
		seen[number] = 1;
		if (is_called(entry, name))
			found = entry;
		waiting[used++] = get32(entry + 0x44);
		waiting[used++] = get32(entry + 0x48);
	}
	return found;
}

static GByteArray *read_stream(const struct storage *storage, const guint8 *entry, gsize most)
{
	guint32 first = get32(entry + 0x74), size = get32(entry + 0x78);

	most = MIN(most, size);
	return size < storage->cutoff ? read_small(storage, first, most) : read_chain(storage, first, most);
}

const char *ole_type(const guint8 *bytes, gsize length)
{
	static const struct { const char *stream, *type; } table[] = {
		{ "WordDocument", "application/msword" }, { "Workbook", "application/vnd.ms-excel" }, { "Book", "application/vnd.ms-excel" },
		{ "PowerPoint Document", "application/vnd.ms-powerpoint" }, { "EncryptedPackage", "application/encrypted" },
		{ "VisioDocument", "application/vnd.visio" }, { "__properties_version1.0", "application/vnd.ms-outlook" },
	};
	struct storage storage;
	const char *type = NULL;

	if (storage_open(&storage, bytes, length))
		for (guint i = 0; !type && i < G_N_ELEMENTS(table); i++)
			if (find(&storage, table[i].stream))
				type = table[i].type;
	storage_clear(&storage);
	return type;
}

/* ---- passwords ---- */

static gboolean is_locked_word(const GByteArray *fib)
{
	const guint32 encrypted = 0x0100;

	return fib->len >= 12 && (get16(fib->data + 10) & encrypted) != 0;
}

/* The record stands among the first ones, behind that of the beginning. */
static gboolean is_locked_excel(const GByteArray *book)
{
	const guint32 file_pass = 0x2f, end = 0x0a;
	gsize at = 0;

	for (guint i = 0; i < RECORDS_MAX && at + 4 <= book->len; i++) {
		guint32 kind = get16(book->data + at);

		if (kind == file_pass)
			return TRUE;
		if (kind == end)
			break;
		at += 4 + get16(book->data + at + 2);
	}
	return FALSE;
}

static gboolean is_locked_powerpoint(const GByteArray *user)
{
	const guint32 encrypted = 0xf3d1c4df;

	return user->len >= 16 && get32(user->data + 12) == encrypted;
}

gboolean ole_is_locked(const guint8 *bytes, gsize length)
{
	static const struct { const char *stream; gboolean (*is_locked)(const GByteArray *); } table[] = {
		{ "WordDocument", is_locked_word }, { "Workbook", is_locked_excel }, { "Book", is_locked_excel }, { "Current User", is_locked_powerpoint },
	};
	struct storage storage;
	gboolean locked = FALSE;

	if (storage_open(&storage, bytes, length)) {
		locked = find(&storage, "EncryptedPackage") || find(&storage, "EncryptedSummary");
		for (guint i = 0; !locked && i < G_N_ELEMENTS(table); i++) {
			const guint8 *entry = find(&storage, table[i].stream);
			g_autoptr(GByteArray) content = entry ? read_stream(&storage, entry, 65536) : NULL;

			locked = content && table[i].is_locked(content);
		}
	}
	storage_clear(&storage);
	return locked;
}
