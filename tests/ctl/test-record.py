#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The commands that keep and read the record: import, list, show, raw, export, stats, check, backup."""
import mailbox
import os
import re
import shutil
import sqlite3
import sys
sys.dont_write_bytecode = True
from ctl_test import KEYS, configuration, data, done, equal, fails, harmless, has, narrow, ok, run, temporary

NAMES = ('action.eml', 'hostile.eml', 'info.eml', 'letter.eml', 'vacation.eml')


def summary(n, recorded, known, skipped, failed):
    return '%d message%s: %d recorded, %d known already, %d not statements (skipped), %d failed\n' % (
        n, '' if n == 1 else 's', recorded, known, skipped, failed)


def content(name):
    with open(data(name), 'rb') as f:
        return f.read()


directory = temporary()
config = configuration(directory)

# ---- import: files, twice
r = run('import', *[data(n) for n in NAMES], config=config)
ok(r.code == 0 and not r.err, 'import of files', r.code, r.err)
equal(r.out, summary(5, 4, 0, 1, 0), 'four are recorded, the automatic one is skipped')
r = run('import', *[data(n) for n in NAMES], config=config)
ok(r.code == 0, 'import again', r.err)
equal(r.out, summary(5, 0, 4, 1, 0), 'changes nothing')
records = run('export', config=config).json
equal(len(records), 4, 'four records')
equal([len(x['events']) for x in records], [1] * 4, 'and the second import is no event')

# ---- what import makes of them
by_id = {x['message_id']: x for x in records}
action = by_id['ls-101.sg15@itu.example']
equal(action['received'], '2024-03-05T09:11:12Z', 'received when the topmost Received field says')
equal(by_id['s2-2400001@3gpp.example']['received'], '2024-01-08T07:00:00Z', 'or at its Date')
future = temporary()
with open(future + '/future.eml', 'wb') as f:
    f.write(content('info.eml').replace(b'8 Jan 2024', b'8 Jan 2154').replace(b's2-2400001', b'future'))
with open(future + '/before.eml', 'wb') as f:
    f.write(b'Received: by mx.example; Mon, 8 Jan 1970 07:00:00 +0000\n' + content('info.eml').replace(b's2-2400001', b'before'))
future_config = configuration(future)
run('import', future + '/future.eml', future + '/before.eml', config=future_config)
times = {x['message_id'].split('@')[0]: x['received'][:4] for x in run('export', config=future_config).json}
ok(times.get('future', '2154') < '2154' and times.get('before') == '2024', 'a time that cannot be is not taken', times)
whole = run('show', '--json', str(action['id']), config=config).json
equal(whole['envelope'], {'from': None, 'rcpt': [], 'queue_id': None}, 'no envelope is made up from header fields')
ok(not [line for line in whole['decided'] if 'recipient' in line and 'ccamp' in line], 'nobody is added', whole['decided'])
ok(whole['events'][0]['event'] == 'submitted' and whole['events'][0]['by'], 'the history says who', whole['events'])

# ---- import: mbox, Maildir, folder
other = temporary()
other_config = configuration(other)
box = mailbox.mbox(other + '/old.mbox')
for name in NAMES:
    box.add(content(name))
box.add(b'Subject: quoted\nFrom: a@itu.example\nMessage-ID: <quoted@itu.example>\n\nFrom here on it is text.\n')
box.close()
r = run('import', other + '/old.mbox', config=other_config)
ok(r.code == 0, 'import of an mbox', r.err)
equal(r.out, summary(6, 5, 0, 1, 0), 'all of it')
shutil.copy(other + '/old.mbox', other + '/mbox-by-content')
maildir = other + '/folder/Maildir'
os.makedirs(other + '/folder/sub')
for sub in ('cur', 'new', 'tmp'):
    os.makedirs(maildir + '/' + sub)
shutil.copy(data('action.eml'), maildir + '/cur/1700000000.M1P1.host:2,S')
shutil.copy(data('info.eml'), maildir + '/new/1700000001.M1P1.host')
shutil.copy(data('note.txt'), maildir + '/tmp/1700000002.M1P1.host')
shutil.copy(data('letter.eml'), other + '/folder/sub/Letter.EML')
shutil.copy(data('note.txt'), other + '/folder/README')
os.symlink(other + '/folder', other + '/folder/loop')
shutil.copy(data('note.txt'), other + '/folder/.hidden.eml')
r = run('import', maildir, config=other_config)
equal(r.out, summary(2, 0, 2, 0, 0), 'a Maildir: cur and new, known from the mbox')
r = run('import', maildir + '/new', config=other_config)
equal(r.out, summary(1, 0, 1, 0, 0), 'its new alone')
r = run('import', other + '/folder', config=other_config)
ok(r.code == 0, 'import of a folder', r.err)
equal(r.out, summary(3, 0, 3, 0, 0), 'the Maildir in it and the .eml below it')
has(r.err, '2 other files passed over', 'the link and the README are passed over')
equal(run('import', other + '/mbox-by-content', config=other_config).out, summary(6, 0, 5, 1, 0), 'an mbox is known by its first line')
empty = temporary()
equal(run('import', empty, config=other_config).out, summary(0, 0, 0, 0, 0), 'an empty folder')

# ---- import: what fails does not stop the rest
shutil.copy(data('note.txt'), other + '/folder/sub/note.eml')
r = run('import', other + '/none', data('note.txt'), other + '/folder', config=configuration(temporary()))
equal(r.out, summary(6, 3, 0, 0, 3), 'three fail, three are recorded')
fails(r, 66, 'not everything was imported', 'the first failure decides')
has(r.err, "'%s' is not a mail" % data('note.txt'), 'each is named')
fails(run('import', data('note.txt'), config=config), 65, 'not everything', 'a note')
with open(empty + '/large.eml', 'wb') as f:
    f.write(b'Subject: x\n\n' + b'x' * 65536)
fails(run('import', empty + '/large.eml', config=configuration(temporary(), 'limits: { message_size = "64K"; };\n')), 65, 'not everything', 'too large')
blocked = temporary()
with open(blocked + '/liaison.conf', 'w', encoding='utf-8') as f:
    with open(data('liaison.conf.in'), encoding='utf-8') as g:
        f.write(g.read().replace('@DIR@/record.db', '/proc/none/record.db'))
r = run('import', data('action.eml'), config=blocked + '/liaison.conf')
ok(r.code in (66, 75, 77) and r.err, 'a record that cannot be made', r.code, r.err)

# ---- list
r = run('list', config=config)
ok(r.code == 0, 'list', r.err)
narrow(r.out, 80, 'list')
harmless(r.raw, 'list')
for part in ('RECEIVED', '2024-03-05', '↓', 'ITU-T SG15 → ', 'action by 2024-05-17', 'LS on optical timing parameters', 'pending'):
    has(r.out, part, 'list shows "%s"' % part)
ok('Thank you' not in r.out, 'list shows statements only', r.out)
has(run('list', '--all', config=config).out, 'Thank you', '--all shows the rest')
wide = run('list', config=config, env={'COLUMNS': '160'}).out
equal(len(wide.splitlines()), 4, 'a row a line where there is room')
narrow(wide, 160, 'list in 160 columns')
narrow(run('list', '--all', config=config, env={'COLUMNS': '60'}).out, 60, 'list in 60 columns')


def listed(*words):
    found = run('list', '--json', *words, config=config).json
    return [x['message_id'].split('@')[0] for x in found]


first = sorted((x for x in records if x['kind'] == 'statement'), key=lambda x: x['received'])
equal(listed('--oldest-first'), [x['message_id'].split('@')[0] for x in first], 'list --oldest-first')
equal(listed(), list(reversed(listed('--oldest-first'))), 'list: newest first')
equal(listed('--purpose=action'), ['ls-101.sg15'], 'list --purpose')
equal(listed('--kind=correspondence'), ['thanks'], 'list --kind')
equal(listed('--text=header compression'), ['s2-2400001'], 'list --text')
equal(listed('--text=nowhere to be found'), [], 'list --text that is nowhere')
equal(listed('--state=dead'), [], 'list --state')
equal(len(listed('--state=pending')), 3, 'list --state=pending')
equal(len(listed('--direction=incoming')), 3, 'list --direction')
equal(listed('--direction=outgoing'), [], 'list --direction=outgoing')
equal(len(listed('--limit=2')), 2, 'list --limit')
equal(len(listed('--all')), 4, 'list --all')
equal(run('list', '--state=dead', config=config).raw, b'', 'nothing listed is nothing printed')

# ---- show, raw
number = str(action['id'])
r = run('show', number, config=config)
ok(r.code == 0, 'show', r.err)
narrow(r.out, 80, 'show')
for part in ('Statement', number + ' (pending), received 2024-03-05T09:11:12Z', 'LS on optical timing parameters', 'For action', '2024-05-17',
             'tsbsg15@itu.example', 'ls-101.sg15@itu.example', 'submitted', 'Question 13 has drafted'):
    has(r.out, part, 'show shows "%s"' % part)
ok(len(r.out.splitlines()) <= 50, 'show is one screen', len(r.out.splitlines()))
has(run('show', '--evidence', number, config=config).out, "label 'Deadline'", 'show --evidence')
has(run('show', '--full', number, config=config).out, 'Grüßen', 'show --full')
for words in (('show',), ('show', '--full', '--evidence'), ('show', '--json')):
    harmless(run(*words, str(by_id['hostile@itu.example']['id']), config=config).raw, ' '.join(words) + ' of a hostile mail')
for name in NAMES[:4]:
    record = [x for x in records if x['message_id'] in content(name).decode('utf-8', 'replace')][0]
    equal(run('raw', str(record['id']), config=config).raw, content(name), 'raw is %s, byte for byte' % name)
for command in ('show', 'raw'):
    fails(run(command, '4711', config=config), 66, '4711', command + ' of what is not there')
fails(run('show', '0', config=config), 66, '0', 'show 0')

# ---- export
for record in records:
    ok(not [k for k in KEYS if k not in record], 'export: every key of ' + str(record['message_id']), record.keys())
equal([x['id'] for x in records], sorted(x['id'] for x in records), 'export: oldest first')
equal(run('export', '--format=json', config=config).out, run('export', config=config).out, 'export --format=json is the same')
equal(run('export', '--posted', config=config).json, [], 'export --posted: nothing is')
harmless(run('export', config=config).raw, 'export')
posted = temporary()
posted_config = configuration(posted)
with open(posted_config, encoding='utf-8') as f:
    always = f.read().replace('publish: {', 'publish: { auto_post = "always";')
with open(posted_config, 'w', encoding='utf-8') as f:
    f.write(always)
run('import', data('action.eml'), data('letter.eml'), config=posted_config)
exported = run('export', '--posted', config=posted_config)
ok([x['state'] for x in exported.json] == ['posted'], 'export --posted: what is posted only', exported.out)

# ---- stats
r = run('stats', config=config)
narrow(r.out, 80, 'stats')
ok(re.search(r'^Records +4$', r.out, re.M), 'stats counts the records', r.out)
equal(run('stats', '--json', config=config).json['by_kind'], {'correspondence': 1, 'statement': 3, 'notice': 0, 'automatic': 0}, 'stats --json')
equal(run('stats', '--format=json', config=config).out, run('stats', '--json', config=config).out, 'stats --format=json is the same')
equal(run('stats', '--format=plain', config=config).out, r.out, 'stats --format=plain as well')
metrics, typed, problems = {}, {}, []
SAMPLE = re.compile(r'^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"\})? (-?[0-9]+)$')
text = run('stats', '--format=prometheus', config=config).out
for line in text.splitlines():
    words = line.split(' ', 3)
    if line.startswith('# HELP '):
        ok(words[2] not in typed and words[3], 'HELP of ' + words[2], line)
    elif line.startswith('# TYPE '):
        typed[words[2]] = words[3]
    else:
        sample = SAMPLE.match(line)
        if not sample or typed.get(sample.group(1)) != 'gauge' or (sample.group(1), sample.group(3)) in metrics:
            problems.append(line)
        else:
            metrics[(sample.group(1), sample.group(3))] = int(sample.group(4))
ok(not problems and text.endswith('\n'), 'stats --format=prometheus is what Prometheus reads', *problems)
equal((metrics[('liaison_records', None)], metrics[('liaison_records_by_kind', 'statement')], metrics[('liaison_records_by_purpose', 'action')]),
      (4, 3, 1), 'with the figures')
ok(metrics[('liaison_database_bytes', None)] > 1000, 'and a size', text)

# ---- backup
copy = directory + '/copy.db'
r = run('backup', copy, config=config)
ok(r.code == 0 and not r.raw and not r.err, 'backup says nothing', r.code, r.out, r.err)
copied = temporary()
copied_config = configuration(copied)
shutil.move(copy, copied + '/record.db')
equal(os.listdir(directory).count('copy.db'), 0, 'one file')
equal(run('check', config=copied_config).code, 0, 'the copy is whole')
equal(run('export', config=copied_config).out, run('export', config=config).out, 'and holds the same')
equal(run('raw', number, config=copied_config).raw, content('action.eml'), 'byte for byte')
equal(run('import', data('action.eml'), config=copied_config).out, summary(1, 0, 1, 0, 0), 'and may be gone on with')
r = run('backup', directory + '/none/copy.db', config=config)
ok(r.code in (66, 75, 77) and 'none/copy.db' in r.err, 'backup where there is no folder', r.code, r.err)
ok(not os.path.exists(directory + '/none'), 'and nothing is made')

# ---- check
r = run('check', config=config)
ok(r.code == 0 and r.out == 'The record is whole.\n', 'check: whole', r.code, r.out, r.err)
equal(run('check', '--json', config=config).json, {'good': True, 'faults': []}, 'check --json')


def damaged(change, what):
    """A copy of the record, changed behind its back, does not pass."""
    place = temporary()
    place_config = configuration(place)
    run('backup', place + '/record.db', config=config)
    change(place + '/record.db')
    checked = run('check', config=place_config)
    fails(checked, 65, 'fault' if checked.raw else '', 'check: ' + what)
    as_json = run('check', '--json', config=place_config)
    if checked.raw:
        ok(as_json.code == 65 and as_json.json['good'] is False and as_json.json['faults'], 'check --json: ' + what, as_json.out)
    narrow(checked.err, 1000, 'what it says')


def other_letters(path):
    with open(path, 'rb') as f:
        whole_file = f.read()
    assert b'Question 13 has drafted' in whole_file
    with open(path, 'wb') as f:
        f.write(whole_file.replace(b'Question 13 has drafted', b'Question 31 has drafted'))


def garbage(path):
    with open(path, 'r+b') as f:
        f.seek(4096)
        f.write(b'\xa5' * 4096)


def no_database(path):
    with open(path, 'wb') as f:
        f.write(b'Subject: not a database\n\n' * 1000)


damaged(other_letters, 'other letters in a mail')
damaged(garbage, 'garbage in the database')
damaged(no_database, 'no database at all')

# ---- a record of a newer version
newer = temporary()
newer_config = configuration(newer)
run('backup', newer + '/record.db', config=config)
database = sqlite3.connect(newer + '/record.db')
database.execute('PRAGMA user_version = 100000')
database.commit()
database.close()
for command in (('list',), ('import', data('info.eml'))):
    r = run(*command, config=newer_config)
    ok(r.code == 78 and r.err, '%s on a record of a newer version: 78' % command[0], r.code, r.err)
done()
