#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Words on the command line: help, what is unknown, what is wrong; the exit statuses of the configuration."""
import os
import sys
sys.dont_write_bytecode = True
from ctl_test import configuration, data, equal, done, fails, has, narrow, ok, run, temporary

COMMANDS = 'inspect list show raw import export check backup stats help'.split()

directory = temporary()
config = configuration(directory)

r = run('--help')
equal(r.code, 0, '--help works')
for name in COMMANDS:
    has(r.out, '  %s ' % name, '--help names ' + name)
narrow(r.out, 80, '--help')
equal(run('-h').out, r.out, '-h is the same')
equal(run('help').out, r.out, 'help is the same')
for name in COMMANDS:
    r = run('help', name)
    ok(r.code == 0 and r.out.startswith('Usage: liaisonctl [-c FILE] %s' % name), 'help %s' % name, r.out, r.err)
    narrow(r.out, 80, 'help ' + name)
    equal(run(name, '--help').out, r.out, '%s --help is the same' % name)
r = run('--version')
ok(r.code == 0 and r.out.startswith('liaisonctl (liaison-milter) '), '--version', r.out, r.err)

fails(run(), 64, 'which command?', 'no command')
for wrong, meant in (('insepct', 'inspect'), ('lst', 'list'), ('sho', 'show'), ('improt', 'import'), ('backpu', 'backup'), ('STATS', 'stats'), ('lits', 'list'),
                     ('chekc', 'check'), ('exprot', 'export'), ('insp', 'inspect')):
    fails(run(wrong), 64, "unknown command '%s'; did you mean '%s'?" % (wrong, meant), wrong)
fails(run('help', 'shwo'), 64, "did you mean 'show'?", 'help shwo')
for later in ('frobnicate', 'x', ''):
    fails(run(later), 64, "unknown command '%s'; see 'liaisonctl --help'" % later, 'what does not exist: "%s"' % later)
fails(run('\x1b[2J'), 64, 'unknown command', 'an escape sequence as a command')
ok('\x1b' not in run('\x1b[2J').err, 'and it is escaped')

fails(run('--frob'), 64, '--frob', 'unknown global option')
fails(run('-c'), 64, '-c', '-c without a file')
fails(run('list', '--frob', config=config), 64, 'list:', 'unknown option of a command')
fails(run('show', config=config), 64, 'show needs ID', 'show without a number')
fails(run('show', '1', '2', config=config), 64, "takes ID only, but got '2'", 'show with two')
fails(run('show', 'one', config=config), 64, "'one' is not the number", 'show one')
fails(run('raw', '-1', config=config), 64, 'raw', 'raw -1')
fails(run('raw', '99999999999999999999', config=config), 64, 'is not the number', 'raw of more than a number can be')
fails(run('list', 'x', config=config), 64, "list takes no argument, but got 'x'", 'list x')
fails(run('inspect', config=config), 64, 'inspect needs MESSAGE', 'inspect without a file')
fails(run('inspect', '--explain', 'colour', data('action.eml'), config=config), 64, "no field 'colour', but kind, direction, title", 'no such field')
fails(run('import', config=config), 64, 'import needs PATH', 'import without a path')
fails(run('backup', config=config), 64, 'backup needs FILE', 'backup without a file')
fails(run('export', '--format=xml', config=config), 64, "no format 'xml', only json", 'export as what is not there')
fails(run('stats', '--format=xml', config=config), 64, 'plain, json or prometheus', 'stats as what is not there')
for option, right in (('state', 'pending, approved, posted or dead'), ('direction', 'incoming or outgoing'), ('kind', 'statement, correspondence'),
                      ('purpose', 'info, action, response or comment'), ('limit', 'a number from 1')):
    fails(run('list', '--%s=nonsense' % option, config=config), 64, right, 'list --%s=nonsense' % option)
fails(run('list', '--limit=0', config=config), 64, 'a number from 1', 'list --limit=0')
fails(run('list', '--kind=notice', '--all', config=config), 64, 'exclude each other', 'list --kind and --all')
fails(run('list', b'--text=\xff'.decode('utf-8', 'surrogateescape'), config=config), 64, 'not UTF-8', 'list --text that is not UTF-8')
ok(not os.path.exists(os.path.join(directory, 'record.db')), 'wrong words make no record')

fails(run('list', config=directory + '/none.conf'), 78, "the configuration '", 'no such configuration')
broken = temporary()
path = configuration(broken, 'frobnicate = 1;\nstore2: { };\n')
r = run('list', config=path)
fails(r, 78, 'has 2 faults', 'a configuration with two faults')
has(r.err, path + ':', 'each fault with the file and the line')
has(r.err, 'frobnicate', 'and with the setting')
equal(run('--config=' + config, 'inspect', data('action.eml')).code, 0, '--config=FILE')
equal(run('-c' + config, 'inspect', data('action.eml')).code, 0, '-cFILE')

for command in (('list',), ('show', '1'), ('raw', '1'), ('export',), ('check',), ('stats',), ('backup', directory + '/copy')):
    r = run(*command, config=config)
    ok(r.code == 66 and not r.raw, '%s where there is no record: 66' % command[0], r.code, r.out, r.err)
ok(os.listdir(directory) == ['liaison.conf'], 'and none is made by reading', os.listdir(directory))
done()
