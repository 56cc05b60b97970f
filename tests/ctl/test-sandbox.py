#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# sandbox --test: every promise is tried from inside, and the attempts succeed where there is no wall
import os, pwd, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ctl_test import *

PROBE = os.path.join(BUILD, 'libexec', 'liaison-probe')
where = temporary()
os.chmod(where, 0o755)
root = os.geteuid() == 0
conf = configuration(where, 'milter: { user = "nobody"; };\n' if root else '')
os.chmod(conf, 0o644)

fails(run('sandbox', config=conf), 64, 'needs --test', 'sandbox does nothing without being told what')
result = run('sandbox', '--test', config=conf)
if result.code == 69:
    ok(True, 'promises # SKIP ' + ' '.join(result.err.split()))
elif root and subprocess.run(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'test', '-x', PROBE]).returncode != 0:
    ok(True, 'promises # SKIP the programs cannot be reached by another user')
else:
    equal(result.code, 0, 'every promise holds')
    lines = result.out.splitlines()
    equal([line for line in lines if not line.startswith('held ')], [], 'each is said to hold')
    ok(len(lines) >= 12, 'there are as many as are promised', result.out)
    for name in 'network read write privileges environment processes memory disk flood time outlive links'.split():
        ok(any(line.startswith('held   %s: ' % name) for line in lines), name + ' was tried')

# an attempt that could not succeed anywhere would prove nothing
for name, words, said in (('network', [], 'opened a socket'), ('read', [], 'opened /etc/'), ('read', [conf], 'opened /etc'),
                          ('privileges', [], 'no system call filter|may gain|capabilities|became root'), ('memory', ['1048576'], 'got 1048576 bytes'),
                          ('environment', [], 'sees')):
    p = subprocess.run([PROBE, name, where] + words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20, env={'SECRET': 'x'})
    text = p.stdout.decode()
    ok(p.returncode == 1 and any(part in text for part in said.split('|')), 'outside, the attempt on %s succeeds' % name, text, p.returncode)
p = subprocess.run(['sh', '-c', 'exec "$@"', 'sh', PROBE, 'disk', where, '1000000', '1000000'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
ok(p.returncode == 1 and b'wrote' in p.stdout, 'outside, the attempt on disk succeeds', p.stdout)

if root and subprocess.run(['unshare', '-m', 'mount', '--bind', '/bin/false', '/bin/true']).returncode == 0:
    p = subprocess.run(['unshare', '-m', 'sh', '-c', 'mount --bind /bin/false /usr/bin/bwrap && exec "$@"', 'sh', PROGRAM, '-c', conf, 'sandbox', '--test'],
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    ok(p.returncode == 69 and b'install bubblewrap' in p.stdout, 'without bubblewrap: 69', p.stdout)
done()
