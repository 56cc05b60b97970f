#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Mail that tortures MIME readers, from the corpus that lies beside the source, if it does: each is inspected, or is no mail."""
import json
import os
import resource
import sys
sys.dont_write_bytecode = True
from ctl_test import KEYS, TOP, configuration, done, ok, run, skip_all, temporary

SECONDS = 2         # of the processor, so that other work on the machine does not count; what merely waits is ended after 30


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


corpus = os.environ.get('LIAISON_CORPUS') or os.path.join(TOP, '..', 'shared', 'corpus')
top = os.path.join(corpus, 'mime')
if not os.path.isdir(top):
    skip_all('no corpus at ' + corpus)
config = configuration(temporary())
files = sorted(os.path.join(where, name) for where, _, names in os.walk(top) for name in names
               if not name.endswith('.json') and name not in ('README', 'SOURCE', 'LICENSE', 'COPYING'))
failed, not_mail, slowest, slowest_name = [], 0, 0.0, ''
for path in files:
    began = used()
    try:
        r = run('inspect', '--json', path, config=config, timeout=30)
    except Exception as e:  # what it is does not matter: it is counted
        failed.append('%s: %s' % (path, e))
        continue
    took = used() - began
    if took > slowest:
        slowest, slowest_name = took, path
    if r.code == 65:
        not_mail += 1
    elif r.code != 0:
        failed.append('%s: exit status %d: %s' % (path, r.code, r.err.strip()[-400:]))
    else:
        try:
            value = json.loads(r.raw.decode('utf-8'))
            missing = [k for k in KEYS if k not in value]
            if missing:
                failed.append('%s: no %s' % (path, ', '.join(missing)))
        except ValueError as e:
            failed.append('%s: %s' % (path, e))
print('# %d files, %d of them no mail; the slowest took %.2f s: %s' % (len(files), not_mail, slowest, slowest_name))
ok(files and not failed, 'each is inspected, or is no mail', *failed)
ok(slowest <= SECONDS, 'none takes more than %g s' % SECONDS, slowest_name, slowest)
done()
