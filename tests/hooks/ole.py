# SPDX-License-Identifier: BSD-2-Clause
"""OLE storages made here ([MS-CFB]): what older office files, and encrypted ones, are kept in.

By hand: ole.py FOLDER writes the seeds of fuzz-ole.
"""
import os, struct, sys

FREE, END, FAT = 0xffffffff, 0xfffffffe, 0xfffffffd
SECTOR, MINI, CUTOFF = 512, 64, 4096


def storage(streams, inner=()):
    """streams: (name, bytes) at the root; inner: likewise, in a storage called "ObjectPool" below it. Small streams go where small ones go."""
    sectors, fat, small, small_fat = [], [], b'', []

    def put(data):
        first, count = len(sectors), (len(data) + SECTOR - 1) // SECTOR
        for n in range(count):
            sectors.append(data[n * SECTOR:(n + 1) * SECTOR].ljust(SECTOR, b'\0'))
            fat.append(first + n + 1 if n + 1 < count else END)
        return first if count else END

    def put_small(data):
        nonlocal small
        first, count = len(small_fat), (len(data) + MINI - 1) // MINI
        small += data.ljust(count * MINI, b'\0')
        small_fat.extend(first + n + 1 if n + 1 < count else END for n in range(count))
        return first if count else END

    def entry(name, kind, right=FREE, child=FREE, first=END, size=0):
        words = name.encode('utf-16-le') + b'\0\0'
        return words.ljust(64, b'\0') + struct.pack('<HBBIII', len(words), kind, 1, FREE, right, child) + b'\0' * 36 + struct.pack('<IQ', first, size)

    # a tree may be a list: each entry is the right neighbour of the one before it
    rows, pool = [], len(streams) + 1
    for n, (name, data) in enumerate(streams):
        rows.append(entry(name, 2, n + 2 if n + 1 < len(streams) or inner else FREE, first=put(data) if len(data) >= CUTOFF else put_small(data), size=len(data)))
    if inner:
        rows.append(entry('ObjectPool', 1, child=pool + 1))
    for n, (name, data) in enumerate(inner):
        rows.append(entry(name, 2, pool + n + 2 if n + 1 < len(inner) else FREE, first=put(data) if len(data) >= CUTOFF else put_small(data), size=len(data)))
    at_small, at_table = put(small), put(struct.pack('<%dI' % len(small_fat), *small_fat).ljust((len(small_fat) * 4 + 511) // 512 * 512, b'\xff'))
    directory = put((entry('Root Entry', 5, child=1 if rows else FREE, first=at_small, size=len(small)) + b''.join(rows)).ljust(SECTOR, b'\0'))
    tables = (len(fat) + 1) // 127 + 1
    at = len(fat)
    fat += [FAT] * tables
    table = struct.pack('<%dI' % len(fat), *fat).ljust(tables * SECTOR, b'\xff')
    header = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 16 + struct.pack('<HHHHH', 0x3e, 3, 0xfffe, 9, 6) + b'\0' * 6
    header += struct.pack('<IIIIIIIIII', 0, tables, directory, 0, CUTOFF, at_table, (len(small_fat) * 4 + 511) // 512, END, 0, at)
    header += struct.pack('<108I', *([at + n if n < tables else FREE for n in range(1, 109)]))
    return header + b''.join(sectors) + table


def word(locked=False, size=CUTOFF):
    return struct.pack('<HHHHHH', 0xa5ec, 0xc1, 0, 0x409, 0, 0x0100 if locked else 0).ljust(size, b'\0')


def book(locked=False):
    record = lambda kind, data: struct.pack('<HH', kind, len(data)) + data
    return record(0x809, b'\0' * 16) + (record(0x2f, b'\1' * 54) if locked else b'') + record(0xe1, b'\0\0') + record(0x0a, b'')


def slides(locked=False):
    return struct.pack('<HHIII', 0, 0xff6, 0x14, 0x14, 0xf3d1c4df if locked else 0xe391c05f).ljust(80, b'\0')


CASES = [
    # name, bytes, type, does it need a password?
    ('word', storage([('1Table', b'x' * 5000), ('WordDocument', word())]), 'application/msword', False),
    ('word-locked', storage([('1Table', b'x' * 5000), ('WordDocument', word(True))]), 'application/msword', True),
    ('word-small', storage([('WordDocument', word(True, 100))]), 'application/msword', True),
    ('excel', storage([('Workbook', book())]), 'application/vnd.ms-excel', False),
    ('excel-locked', storage([('Workbook', book(True))]), 'application/vnd.ms-excel', True),
    ('excel-large', storage([('Workbook', book(True).ljust(90000, b'\0'))]), 'application/vnd.ms-excel', True),
    ('slides', storage([('PowerPoint Document', b'x' * 5000), ('Current User', slides())]), 'application/vnd.ms-powerpoint', False),
    ('slides-locked', storage([('PowerPoint Document', b'x' * 5000), ('Current User', slides(True))]), 'application/vnd.ms-powerpoint', True),
    ('slides-summary', storage([('PowerPoint Document', b'x' * 5000), ('EncryptedSummary', b'x')]), 'application/vnd.ms-powerpoint', True),
    ('package', storage([('EncryptionInfo', b'x' * 200), ('EncryptedPackage', b'x' * 5000)]), 'application/encrypted', True),
    # what is embedded counts neither for the type nor for the lock
    ('embedded', storage([('Workbook', book())], [('WordDocument', word(True)), ('EncryptedPackage', b'x')]), 'application/vnd.ms-excel', False),
]

if __name__ == '__main__':
    for name, data, _, _ in CASES:
        if len(data) < 10000:
            with open(os.path.join(sys.argv[1], name), 'wb') as f:
                f.write(data)
