#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""What differs before a terminal, and what becomes of the output: width, progress, escaping, closed pipes, full disks."""
import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
sys.dont_write_bytecode = True
from ctl_test import PROGRAM, configuration, data, done, equal, narrow, ok, run, temporary

directory = temporary()
config = configuration(directory)


def on_terminal(*words, width=100):
    """The program with standard output and error on a terminal of that width: exit status and what it wrote."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack('HHHH', 25, width, 0, 0))
    attributes = termios.tcgetattr(side)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(side, termios.TCSANOW, attributes)
    environment = {k: v for k, v in os.environ.items() if k != 'COLUMNS'}
    p = subprocess.Popen([PROGRAM, '-c', config] + list(words), stdin=subprocess.DEVNULL, stdout=side, stderr=side, env=environment)
    os.close(side)
    out = b''
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(main)
    return p.wait(), out


code, out = on_terminal('import', data('action.eml'), data('hostile.eml'))
equal(code, 0, 'import before a terminal')
ok(b'\r\x1b[K' in out, 'shows progress', out)
ok(out.endswith(b'\r\x1b[K2 messages: 2 recorded, 0 known already, 0 not statements (skipped), 0 failed\n'), 'and wipes it', out)
ok('\x1b' not in run('import', data('action.eml'), config=config).err, 'nothing of that elsewhere')
code, out = on_terminal('check')
ok(code == 0 and out.endswith(b'The record is whole.\n'), 'check before a terminal', out)
code, out = on_terminal('backup', directory + '/copy.db')
ok(code == 0 and not out.replace(b'\r\x1b[K', b'').strip(b'copying: 0123456789of pages'), 'backup before a terminal', out)

raw = run('raw', '2', config=config).raw
ok(b'\x1b' in raw, 'raw elsewhere is what came', raw)
code, out = on_terminal('raw', '2')
ok(code == 0 and b'\x1b' not in out and b'\x07' not in out and '\u009b'.encode() not in out and b'Subject: LS on ' in out, 'raw before a terminal is escaped', out)
for words in (('show', '2'), ('list',), ('inspect', data('hostile.eml')), ('show', '--json', '2')):
    code, out = on_terminal(*words, width=72)
    ok(code == 0 and b'\x1b' not in out, '%s before a terminal is escaped' % words[0], out)
    if '--json' not in words:
        narrow(out.decode(), 72, '%s on a terminal of 72' % words[0])

# a reader that has seen enough
p = subprocess.Popen([PROGRAM, '-c', config, 'export'], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
p.stdout.close()
said = p.stderr.read()
ok(p.wait() in (0, -signal.SIGPIPE) and not said, 'a closed pipe ends it without a word', p.returncode, said)
if os.path.exists('/dev/full'):
    for words in (('export',), ('help',), ('list',), ('stats',), ('inspect', data('info.eml')), ('raw', '1')):
        with open('/dev/full', 'wb') as full:
            p = subprocess.run([PROGRAM, '-c', config] + list(words), stdout=full, stderr=subprocess.PIPE, check=False)
        ok(p.returncode == 75 and b'No space left' in p.stderr, 'a full disk under the output of %s: 75' % words[0], p.returncode, p.stderr)
done()
