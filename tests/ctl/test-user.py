#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Started as root, liaisonctl becomes milter.user before it opens the record."""
import os
import pwd
import sys
sys.dont_write_bytecode = True
from ctl_test import configuration, data, done, equal, fails, ok, run, skip_all, temporary

if os.geteuid() != 0:
    skip_all('only root can become somebody')
try:
    nobody = pwd.getpwnam('nobody')
except KeyError:
    skip_all('there is no user "nobody"')

directory = temporary()
config = configuration(directory, 'milter: { user = "nobody"; };\n')
os.chmod(config, 0o644)
with open(data('action.eml'), 'rb') as f:
    mail = f.read()
with open(directory + '/mail.eml', 'wb') as f:
    f.write(mail)
os.chown(directory, nobody.pw_uid, nobody.pw_gid)

r = run('import', directory + '/mail.eml', config=config)
ok(r.code == 0, 'import', r.err)
for name in os.listdir(directory):
    if name.startswith('record.db'):
        equal(os.stat(os.path.join(directory, name)).st_uid, nobody.pw_uid, 'the record is not root\'s')
ok(run('show', '1', config=config).code == 0, 'show')
equal(run('show', '1', '--json', config=config).json['events'][0]['by'],
      os.environ.get('SUDO_USER') or pwd.getpwuid(os.getuid()).pw_name, 'the history names who it was before')
ok(run('backup', directory + '/copy.db', config=config).code == 0, 'backup')
equal(os.stat(directory + '/copy.db').st_uid, nobody.pw_uid, 'the backup is not root\'s')
closed = temporary()
fails(run('backup', closed + '/copy.db', config=config), 77, 'ermission', 'backup where that user may not write')

os.chmod(directory + '/mail.eml', 0o600)
os.chown(directory + '/mail.eml', 0, 0)
fails(run('import', directory + '/mail.eml', config=config), 77, 'not everything was imported', 'import of what that user may not read')
equal(run('inspect', directory + '/mail.eml', config=config).code, 0, 'inspect reads its file before')

other = configuration(temporary(), 'milter: { user = "nobody-of-that-name"; };\n')
fails(run('list', config=other), 78, 'nobody-of-that-name', 'there is no such user')
equal(run('inspect', data('action.eml'), config=other).code, 0, 'inspect does not need the user')
done()
