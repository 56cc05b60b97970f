/* SPDX-License-Identifier: BSD-2-Clause
 *
 * fuzz-ole.c - any bytes as an OLE storage, and through the quick look that tells zip files and OLE storages apart
 */
#include <stddef.h>
#include <stdint.h>
#include <liaison/convert.h>
#include "../../src/hooks/ole.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *type = ole_type(data, size);

	/* what is damaged may have a type and no lock, or a lock and no type; nothing but an OLE storage has either */
	if ((type || ole_is_locked(data, size)) && (size < 8 || data[0] != 0xd0))
		__builtin_trap();
	convert_sniff(data, size);
	return 0;
}
