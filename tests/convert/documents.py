#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# documents.py - "make check-documents": hundreds of office files of all kinds through the hooks that come with us, and a thousand conversions by
# one worker. Takes about ten minutes.
#
# Every file ends converted or with a named reason; of those that LibreOffice opens by itself 95 % are converted; nothing is left behind;
# the worker's memory does not grow. The figures are printed.
import glob, os, re, shutil, subprocess, sys, tempfile, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'worker'))
from worker_test import *

CORPUS = os.path.join(os.environ.get('LIAISON_CORPUS', os.path.join(TOP, '..', 'shared', 'corpus')), 'documents')
DOCUMENTS = os.path.join(BUILD, 'tests', 'convert', 'documents')


def left_behind():
    with open('/proc/self/mountinfo') as f:
        mounts = sum('newroot' in line or 'oldroot' in line for line in f)
    processes = subprocess.run(['ps', '-eo', 'args'], capture_output=True, text=True).stdout
    return len([line for line in processes.splitlines() if re.search('soffice.bin|liaison-confine|bwrap', line)]), mounts, set(glob.glob('/tmp/lu*')) | set(glob.glob('/tmp/liaison-hook*'))


def alone(path, folder):
    """Does LibreOffice convert it with nobody around it?"""
    before = set(os.listdir(folder))
    try:
        subprocess.run(['soffice', '--headless', '--norestore', '-env:UserInstallation=file://%s/profile' % folder, '--convert-to', 'pdf', '--outdir', folder, path],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=150)
    except subprocess.TimeoutExpired:
        return False
    return any(name.endswith('.pdf') for name in set(os.listdir(folder)) - before)


def start_up(folder):
    """Seconds that an almost empty text takes: what every document pays."""
    path = folder + '/empty.odt'
    with open(path, 'wb') as f:
        f.write(docx(['x']))
    began = time.monotonic()
    for _ in range(3):
        subprocess.run([DOCUMENTS, '-j', '1', path], stdout=subprocess.DEVNULL, check=True)
    return (time.monotonic() - began) / 3


def documents():
    before, folder = left_behind(), tempfile.mkdtemp()
    try:
        said = subprocess.run([DOCUMENTS, CORPUS], capture_output=True, text=True, timeout=3600).stdout.splitlines()
        rows, total = [line.split('\t') for line in said[:-1]], said[-1]
        files = sum(len(names) - sum(name in ('SOURCE', 'README') for name in names) for _, _, names in os.walk(CORPUS))
        assert len(rows) == files, (len(rows), files)
        nameless = [row for row in rows if row[2] != 'converted' and not re.search('password|LibreOffice made no PDF|no end within|more output|killed by', row[2])]
        assert not nameless, nameless
        failed = [row[0] for row in rows if row[2] != 'converted']
        could = [path for path in failed if alone(path, folder)]
        converted = len(rows) - len(failed)
        share = 100 * converted / (converted + len(could))
        for row in rows:
            if row[2] != 'converted':
                print('# %s: %s%s' % (os.path.basename(row[0]), row[2][-110:], ' (LibreOffice alone converts it)' if row[0] in could else ''))
        print('# ' + total.replace('\t', ': '))
        print('# of those that LibreOffice opens by itself: %.1f %%' % share)
        once = start_up(folder)
        mean = sum(int(row[1]) for row in rows) / len(rows) / 1000
        print('# an almost empty letter takes %.2f s alone; documents here took %.2f s each, two at once' % (once, mean))
        assert share >= 95
        time.sleep(1)
        after = left_behind()
        assert after[0] <= before[0] and after[1] <= before[1] and after[2] <= before[2], (before, after)
    finally:
        shutil.rmtree(folder, True)


def resident(pid):
    with open('/proc/%d/status' % pid) as f:
        return int(re.search(r'VmRSS:\s+(\d+)', f.read()).group(1))


def memory_is_flat():
    script = '{ printf "%%PDF-1.4\\n"; cat "$1"; } > "$2/a.pdf"\n'
    with Place(hooks=[('pdf', 'x', script, 'application/pdf', '')]) as place:
        place.put(*[mail(n, [('a.x', 'application/octet-stream', (b'%06d' % n) * 20000)]) for n in range(1000)])
        process = place.start()
        assert place.wait(lambda: place.states().count('done') >= 200, 300)
        early = resident(process.pid)
        began = time.monotonic()
        assert place.wait(lambda: place.states().count('done') == 1000, 900), place.states().count('done')
        late = resident(process.pid)
        print('# %d kB after 200 conversions, %d kB after 1000; %.0f a minute' % (early, late, 800 / (time.monotonic() - began) * 60))
        assert late < early * 1.2 + 4096
        process.terminate()
        assert process.wait(20) == 0


why = no_sandbox() or (None if shutil.which('soffice') else 'no LibreOffice') or (None if os.path.isdir(CORPUS) else 'no corpus')
if why:
    print('1..0 # SKIP ' + ' '.join(why.split())[:300])
    sys.exit(0)
run([documents, memory_is_flat])
