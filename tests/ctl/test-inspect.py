#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""liaisonctl inspect: what it prints, what it refuses, and that it leaves nothing behind."""
import glob
import json
import os
import sys
sys.dont_write_bytecode = True
from ctl_test import KEYS, TOP, configuration, data, done, equal, fails, harmless, has, narrow, ok, run, temporary

directory = temporary()
config = configuration(directory)
envelope = '--envelope=' + data('envelope')

# ---- JSON
r = run('inspect', '--json', envelope, data('action.eml'), config=config)
ok(r.code == 0, 'inspect --json', r.err)
for key in KEYS:
    ok(key in r.json, 'has the key ' + key)
for key, want in (('kind', 'statement'), ('direction', 'incoming'), ('title', 'LS on optical timing parameters'), ('purpose', 'action'),
                  ('deadline', '2024-05-17'), ('message_id', 'ls-101.sg15@itu.example'), ('id', None), ('state', None), ('also', []),
                  ('to_liaison_contact', 'statements@ietf.example'), ('is_reply', False), ('from', ['ITU-T SG15'])):
    equal(r.json.get(key), want, 'JSON: ' + key)
has(str(r.json['from_liaison_contact']), 'tsbsg15@itu.example', 'JSON: from_liaison_contact')
ok(any(e['field'] == 'deadline' and e['chosen'] and e['line'] for e in r.json['evidence']), 'JSON: evidence with its line', r.out)
ok(r.json['plan']['verdict'] == 'accept' and r.json['plan']['record'] is True, 'JSON: the plan', r.json['plan'])
for name in ('info.eml', 'letter.eml', 'vacation.eml', 'hostile.eml'):
    r = run('inspect', '--json', data(name), config=config)
    ok(r.code == 0 and not [k for k in KEYS if k not in r.json], 'every key for ' + name, r.err)
    harmless(r.raw, '--json ' + name)
equal(run('inspect', '--json', data('vacation.eml'), config=config).json['kind'], 'automatic', 'a vacation answer is automatic')
equal(run('inspect', '--json', data('letter.eml'), config=config).json['kind'], 'correspondence', 'a letter is correspondence')

# what others compare: every key that a statement of the corpus is described by, where it lies beside the source
corpus = os.environ.get('LIAISON_CORPUS') or os.path.join(TOP, '..', 'shared', 'corpus')
for path in sorted(glob.glob(os.path.join(glob.escape(corpus), 'statements', '*', 'expected.json'))):
    with open(path, encoding='utf-8') as f:
        unknown = [k for k in json.load(f) if k not in KEYS]
    if unknown:
        ok(False, 'the keys of ' + path, unknown)

# ---- for people
r = run('inspect', envelope, data('action.eml'), config=config)
ok(r.code == 0, 'inspect', r.err)
for part in ('WHAT IT STATES', 'LS on optical timing parameters', 'ITU-T SG15', '2024-05-17', 'For action', 'Send Reply To', "label 'Deadline'",
             'DOUBTS', 'WHAT WOULD BE DONE', 'Verdict', 'accept: recorded', 'stays', 'statements@ietf.example', 'Archived-At',
             'https://liaison.example/statement/N/', 'not stated'):
    has(r.out, part, 'shows "%s"' % part)
narrow(r.out, 80, 'inspect')
narrow(run('inspect', data('action.eml'), config=config, env={'COLUMNS': '60'}).out, 60, 'inspect with COLUMNS=60')
has(run('inspect', data('action.eml'), config=config).out, 'no envelope given', 'says that there is no envelope')
has(run('inspect', '--envelope', data('envelope-none-of-ours'), data('info.eml'), config=config).out, 'let go', 'an envelope that is none of ours')
for name in ('hostile.eml', 'action.eml'):
    for words in (('inspect',), ('inspect', '--explain', 'title'), ('inspect', envelope)):
        harmless(run(*words, data(name), config=config).raw, '%s %s' % (' '.join(words[:2]), name))
with open(data('action.eml'), 'rb') as f:
    equal(run('inspect', '-', config=config, stdin=f.read()).out, run('inspect', data('action.eml'), config=config).out, 'the standard input')
with open(data('action.eml'), 'rb') as f:
    crlf = f.read().replace(b'\n', b'\r\n')
equal(run('inspect', '-', config=config, stdin=crlf).out, run('inspect', data('action.eml'), config=config).out, 'CRLF or LF is the same')

# ---- why
for field in ('title', 'from_contacts', 'from-contact', 'Send Reply To', 'SEND-TO', 'deadline', 'is_reply'):
    r = run('inspect', '--explain', field, data('action.eml'), config=config)
    ok(r.code == 0 and r.out, '--explain "%s"' % field, r.err)
    narrow(r.out, 80, '--explain ' + field)
r = run('inspect', '--explain', 'deadline', data('action.eml'), config=config)
has(r.out, 'taken', '--explain says what was taken')
has(r.out, "label 'Deadline'", 'and where it stood')
ok('optical' not in r.out, 'and shows that field only', r.out)
has(run('inspect', '--explain', 'deadline', data('letter.eml'), config=config).out, 'Nothing in the mail speaks for this field', 'nothing spoke')
equal(run('inspect', '--json', '--explain', 'title', data('action.eml'), config=config).json['purpose'], 'action', '--json with --explain is all')

# ---- what it refuses
fails(run('inspect', directory + '/none.eml', config=config), 66, 'No such file', 'no such file')
fails(run('inspect', data('note.txt'), config=config), 65, 'is not a mail: it does not begin with a header field', 'a note')
fails(run('inspect', '-', config=config), 65, 'is not a mail: it is empty', 'nothing')
fails(run('inspect', '-', config=config, stdin=b'PK\x03\x04\x14\x00\x06\x00' + bytes(range(256))), 65, 'is not a mail', 'an archive')
fails(run('inspect', '/dev/null', config=config), 65, 'not a regular file', 'a device')
fails(run('inspect', directory, config=config), 65, 'is a directory', 'a directory')
fails(run('inspect', '--envelope', directory + '/none', data('info.eml'), config=config), 66, 'No such file', 'no such envelope')
fails(run('inspect', '--envelope', data('envelope-bad'), data('info.eml'), config=config), 65, 'envelope', 'an envelope that is none')
small = configuration(temporary(), 'limits: { message_size = "64K"; };\n')
fails(run('inspect', '-', config=small, stdin=b'Subject: x\n\n' + b'x' * 65536), 65, 'limits.message_size', 'larger than the limit')
if os.geteuid() != 0:
    path = directory + '/closed.eml'
    with open(path, 'w', encoding='utf-8') as f:
        f.write('Subject: x\n\n')
    os.chmod(path, 0)
    fails(run('inspect', path, config=config), 77, 'Permission denied', 'a file that is closed')
    os.unlink(path)
os.mkfifo(directory + '/fifo')
fails(run('inspect', directory + '/fifo', config=config, timeout=10), 65, 'not a regular file', 'a FIFO that nobody writes')
os.unlink(directory + '/fifo')
equal(os.listdir(directory), ['liaison.conf'], 'nothing is left behind, and no record was made')
done()
