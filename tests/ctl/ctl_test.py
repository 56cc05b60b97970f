# SPDX-License-Identifier: BSD-2-Clause
"""What the tests of liaisonctl share: TAP, a temporary configuration, and running the program that was built."""
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.environ.get('top_srcdir', os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
BUILD = os.environ.get('top_builddir', os.path.join(TOP, 'build'))
PROGRAM = os.path.join(BUILD, 'liaisonctl')
DATA = os.path.join(TOP, 'tests', 'data', 'ctl')
KEYS = ('kind direction title from from_contacts from_liaison_contact to to_contacts to_liaison_contact cc purpose deadline is_reply '
        'refers_to identifiers attachments id state received message_id received_from doubts also').split()

_count = 0
_failed = 0


def ok(good, what, *why):
    """One test point. why is shown if it failed."""
    global _count, _failed
    _count += 1
    print('%s %d - %s' % ('ok' if good else 'not ok', _count, what))
    if not good:
        _failed += 1
        for part in why:
            for line in str(part).splitlines() or ['']:
                print('# ' + line)
    sys.stdout.flush()
    return good


def equal(got, want, what):
    return ok(got == want, what, 'got:  %r' % (got,), 'want: %r' % (want,))


def has(text, part, what):
    return ok(part in text, what, 'not found: %r in' % (part,), text)


def done():
    print('1..%d' % _count)
    sys.exit(1 if _failed else 0)


def skip_all(why):
    print('1..0 # SKIP ' + why)
    sys.exit(0)


def data(name):
    return os.path.join(DATA, name)


def temporary():
    path = tempfile.mkdtemp(prefix='liaisonctl-test-')
    atexit.register(shutil.rmtree, path, True)
    return path


def configuration(directory, extra=''):
    """A configuration whose record lies in directory; returns its path."""
    with open(data('liaison.conf.in'), encoding='utf-8') as f:
        text = f.read()
    path = os.path.join(directory, 'liaison.conf')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text.replace('@DIR@', directory) + extra)
    return path


class Result:
    def __init__(self, code, out, err):
        self.code, self.raw, self.err = code, out, err.decode('utf-8', 'replace')

    @property
    def out(self):
        return self.raw.decode('utf-8')          # what is printed is UTF-8, always: anything else is a failure here

    @property
    def json(self):
        return json.loads(self.out)


def run(*words, config=None, stdin=b'', env=None, timeout=60):
    """liaisonctl with these words."""
    environment = dict(os.environ, LC_ALL='C')
    environment.pop('COLUMNS', None)
    environment.update(env or {})
    command = [PROGRAM] + (['-c', config] if config else []) + list(words)
    p = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, timeout=timeout, check=False)
    return Result(p.returncode, p.stdout, p.stderr)


def fails(result, code, said, what):
    """The exit status is code, and the last line on the standard error says said."""
    last = (result.err.strip().splitlines() or [''])[-1]
    return ok(result.code == code and said in last, '%s: %d' % (what, code), 'exit status %d' % result.code, result.err, 'wanted: ' + said)


def columns(line):
    import unicodedata
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)


def narrow(text, width, what):
    # a line that is one path is as long as the path that was configured
    wide = [line for line in text.splitlines() if columns(line) > width and not (line.strip().startswith('/') and ' ' not in line.strip())]
    return ok(text and not wide, '%s: lines of at most %d columns' % (what, width), *wide)


def harmless(raw, what):
    """No character that acts on a terminal."""
    text = raw.decode('utf-8')
    bad = sorted({c for c in text if (ord(c) < 0x20 and c != '\n') or 0x7f <= ord(c) <= 0x9f or c in '\u2028\u2029\u202e\u202a\u2066\ufeff'})
    return ok(not bad, what + ': nothing in it acts on a terminal', repr(bad))
