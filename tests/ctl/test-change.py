#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The commands that change the record, by hand: post, kill, amend, note, taken, link, assign, attach, add, redact, jobs; and numbers."""
import os
import sqlite3
import sys
sys.dont_write_bytecode = True
from ctl_test import configuration, data, done, equal, fails, harmless, has, narrow, ok, run, temporary

directory = temporary()
config = configuration(directory, 'mode = "act";\n')
run('import', data('action.eml'), data('info.eml'), data('letter.eml'), data('hostile.eml'), config=config)
records = {x['message_id'].split('@')[0]: x['id'] for x in run('export', config=config).json}
action, info, hostile, thanks = (str(records[x]) for x in ('ls-101.sg15', 's2-2400001', 'hostile', 'thanks'))
database = directory + '/record.db'


def ctl(*words, **more):
    return run(*words, config=config, **more)


def show(number):
    return ctl('show', '--json', number).json


def says(result, line, what):
    return ok(result.code == 0 and result.out == line + '\n' and not result.err, what, result.code, result.out, result.err)


def last(number):
    return show(number)['events'][-1]


def jobs(*words):
    return [(j['kind'], j['statement'], j['key']) for j in ctl('jobs', '--json', *words).json]


# ---- numbers
ok(int(action) < 10 and int(thanks) > 1000000000, 'correspondence is numbered apart', records)

# ---- post, kill, resurrect
says(ctl('post', action, '--by', 'Carol'), action + ': posted', 'post')
equal(show(action)['state'], 'posted', 'it is posted')
equal((last(action)['event'], last(action)['by']), ('posted', 'Carol'), 'by whom')
equal(jobs(), [('distribute', int(action), None), ('publish', int(action), None)], 'distribution and publication are ordered')
fails(ctl('post', action), 64, 'is posted and cannot be posted', 'post again')
fails(ctl('post', thanks), 64, 'kind=statement', 'post correspondence')
fails(ctl('post', '4711'), 66, '4711', 'post what is not there')
fails(ctl('post', 'x'), 64, "'x'", 'post x')
fails(ctl('post', action, '--by='), 64, '--by is empty', 'by nobody')
fails(ctl('kill', info), 64, '--reason', 'kill without a reason')
fails(ctl('kill', info, '--reason= '), 64, 'empty', 'kill with an empty reason')
fails(ctl('kill', info, b'--reason=\xff'), 64, 'UTF-8', 'kill with a reason that is no text')
says(ctl('kill', info, '--reason', 'withdrawn'), info + ': dead', 'kill')
equal((show(info)['state'], last(info)['event'], last(info)['text']), ('dead', 'killed', 'withdrawn'), 'it is dead')
fails(ctl('kill', info, '--reason', 'again'), 64, 'is dead', 'kill again')
says(ctl('resurrect', info), info + ': pending', 'resurrect')
equal((show(info)['state'], last(info)['event']), ('pending', 'resurrected'), 'it is pending')

# ---- forward, approve: their words; what they lead to is the worker's
fails(ctl('forward', info, 'nobody'), 64, 'is no mail address', 'forward to what is no address')
fails(ctl('forward', 'x', 'a@ietf.example'), 64, "'x'", 'forward x')
fails(ctl('forward', '4711', 'a@ietf.example'), 66, '4711', 'forward what is not there')
ok(ctl('forward', info, 'a@ietf.example').code == 0 and [j for j in jobs() if j[:2] == ('distribute', int(info))], 'forward orders its distribution', jobs())
fails(ctl('approve', info), 64, 'needs --by WHO', 'approve by nobody')
fails(ctl('approve', info, '--by', 'stranger@ietf.example'), 64, 'is not among those who may approve', 'approve by a stranger')
fails(ctl('approve', '4711', '--by', 'stranger@ietf.example'), 66, '4711', 'approve what is not there')

# ---- amend
says(ctl('amend', info, 'title=A  new title', 'purpose=action', 'deadline=2031-03-01', 'to=CCAMP WG', 'to=MPLS WG', 'Send-Reply-To=',
         'to_contacts=Ada <ada@ietf.example>'), info + ': amended', 'amend')
amended = show(info)
equal([amended[x] for x in ('title', 'purpose', 'deadline', 'to', 'from_liaison_contact', 'to_contacts')],
      ['A new title', 'action', '2031-03-01', ['CCAMP WG', 'MPLS WG'], None, ['Ada <ada@ietf.example>']], 'each field is what was said')
equal(amended['our_bodies'], ['CCAMP WG', 'MPLS WG'], 'and our bodies follow')
before = amended['peer'], amended['from']
says(ctl('amend', info, 'from=Nobody we know'), info + ': amended', 'amend from')
equal((before[0] is not None, show(info)['peer'], show(info)['our_bodies']), (True, None, ['CCAMP WG', 'MPLS WG']), 'a sender whom nobody knows is of no peer')
says(ctl('amend', info, 'to=MPLS WG'), info + ': amended', 'amend to')
equal((show(info)['peer'], show(info)['our_bodies']), (None, ['MPLS WG']), 'who is addressed is nothing about the sender')
says(ctl('amend', info, *('from=' + f for f in before[1]), 'to=CCAMP WG', 'to=MPLS WG'), info + ': amended', 'amend from back')
equal(show(info)['peer'], before[0], 'its peer is known again')
texts = [e['text'] for e in amended['events'] if e['event'] == 'modified']
ok("deadline: unknown -> '2031-03-01'" in texts and "to: 'SA2' -> " not in texts, 'before and after', texts)
ok('no-purpose' not in amended['doubts'] and 'no-deadline' not in amended['doubts'], 'doubts are settled', amended['doubts'])
says(ctl('amend', info, 'purpose=action'), info + ': nothing changed', 'amend to what it is')
for words, code, said in (
        (('purpose=urgent',), 65, 'purpose'), (('deadline=soon',), 65, 'deadline'), (('to_contacts=nobody',), 65, 'to_contacts'),
        (('title=a', 'title=b'), 65, 'title'), (('colour=red',), 64, 'colour'), (('purpose',), 64, 'FIELD=VALUE'), ((), 64, 'FIELD=VALUE'),
        (('to=', 'to=CCAMP WG'), 64, 'unknown'), ((b'title=\xff',), 64, 'UTF-8'), (('title=x', 'deadline=2031-02-30'), 65, 'deadline')):
    fails(ctl('amend', info, *words), code, said, 'amend %r' % (words,))
equal(show(info)['title'], 'A new title', 'nothing of a change that fails')
says(ctl('amend', info, '--text', '-', stdin='Zwei Zeilen\nText\n'.encode()), info + ': amended', 'amend --text')
equal(show(info)['body'], 'Zwei Zeilen\nText\n', 'the text')
fails(ctl('amend', info, '--text', '-', stdin=b'\xff\xfe'), 65, 'UTF-8', 'amend --text that is none')
says(ctl('amend', thanks, 'kind=statement', 'direction=incoming'), thanks + ': amended', 'correspondence becomes a statement')
says(ctl('post', thanks), thanks + ': posted', 'and can be posted, under its number')

# ---- note, taken, link, assign
says(ctl('note', action, 'Asked Bob.'), action + ': noted', 'note')
equal((last(action)['event'], last(action)['text']), ('comment', 'Asked Bob.'), 'the note')
says(ctl('note', '--private', action, 'Bob is ill.'), action + ': noted', 'note --private')
equal(last(action)['event'], 'private_comment', 'the private note')
fails(ctl('note', action, ''), 64, 'empty', 'an empty note')
fails(ctl('note', action), 64, 'TEXT', 'no note')
says(ctl('link', info, action), info + ': linked', 'link')
has(ctl('show', info).out, 'In reply to       ' + action, 'the one shows it')
has(ctl('show', action).out, 'Answered by       ' + info, 'and the other')
fails(ctl('link', info, info), 64, 'itself', 'link to itself')
fails(ctl('link', info, action, '--kind=sequel'), 64, 'sequel', 'link of no kind')
fails(ctl('link', info, '4711'), 66, '4711', 'link to nothing')
says(ctl('assign', action, 'carol@ietf.example'), action + ': assigned to carol@ietf.example', 'assign')
has(ctl('show', action).out, 'Assignee          carol@ietf.example', 'show says who')


def listed(*words):
    return [str(x['id']) for x in ctl('list', '--json', *words).json]


equal(listed('--open', '--sort=deadline'), [action, info], 'list --open --sort=deadline')
equal(listed('--open', '--sort=deadline', '--oldest-first'), [action, info], 'the nearest is always first')
equal(listed('--overdue'), [action], 'list --overdue')
equal(listed('--assignee=carol@ietf.example'), [action], 'list --assignee')
ok(action not in listed('--assignee='), 'list --assignee: nobody', listed('--assignee='))
equal(sorted(listed('--from=sg15')), sorted([action, hostile]), 'list --from')
equal(sorted(listed('--to', 'mpls')), [info], 'list --to')
has(ctl('show', action).out, 'OVERDUE', 'show says that it is overdue')
fails(ctl('list', '--sort=colour'), 64, 'colour', 'list --sort')
fails(ctl('list', b'--from=\xff'), 64, 'UTF-8', 'list --from')
says(ctl('taken', action, '--note', 'Answered.', '--url', 'https://example.org/1', '--record', info), action + ': action taken', 'taken')
equal(listed('--open'), [info], 'it is no longer open')
has(ctl('show', action).out, 'Action            taken 20', 'show says so')
has(ctl('list').out, 'action, taken', 'list as well')
has(last(action)['text'], 'action taken by record %s, https://example.org/1: Answered.' % info, 'and the history')
fails(ctl('taken', action, '--record', action), 64, 'itself', 'taken by itself')
fails(ctl('taken', action, '--record=4711'), 66, '4711', 'taken by nothing')
says(ctl('assign', action), action + ': assigned to nobody', 'assign to nobody')
says(ctl('assign', action), action + ': nothing changed', 'twice')

# ---- attach, add
with open(directory + '/Minutes\x1b[1m.PDF', 'wb') as f:
    f.write(b'%PDF-1.4 minutes')
says(ctl('attach', info, directory + '/Minutes\x1b[1m.PDF'), info + ': attached', 'attach')
has(ctl('show', info).out, 'application/pdf', 'show lists it')
harmless(ctl('show', info).raw, 'show of a hostile name')
ok(('convert', int(info), None) in jobs(), 'its conversion is ordered', jobs())
fails(ctl('attach', info, directory + '/none'), 66, 'none', 'attach what is not there')
fails(ctl('attach', info, directory), 65, 'directory', 'attach a folder')
fails(ctl('attach', info, database, '--type=pdf'), 64, 'media type', 'attach with no type')
says(ctl('attach', info, '-', '--name=in.txt', stdin=b'text'), info + ': attached', 'attach the standard input')
with open(directory + '/text', 'w', encoding='utf-8') as f:
    f.write('What the portal said.\n')
r = ctl('add', 'direction=incoming', 'title=By the portal: grüße', 'from=ITU-T SG15', 'to=CCAMP WG', 'purpose=action', 'deadline=2031-01-01',
        '--received=2024-05-01', '--text', directory + '/text', '--attach', directory + '/Minutes\x1b[1m.PDF', '--attach', database, '--by=Dave')
ok(r.code == 0 and r.out.endswith(': added\n'), 'add', r.code, r.out, r.err)
added = r.out.split(':')[0]
record = show(added)
equal([record[x] for x in ('title', 'from', 'to', 'purpose', 'deadline', 'state', 'received', 'peer', 'our_bodies', 'kind')],
      ['By the portal: grüße', ['ITU-T SG15'], ['CCAMP WG'], 'action', '2031-01-01', 'pending', '2024-05-01T00:00:00Z', 'ITU-T', ['CCAMP WG'], 'statement'],
      'what was added')
equal((len(record['files']), record['events'][0]['text'], record['events'][0]['by']), (2, 'added by hand', 'Dave'), 'its files and history')
equal(record['body'], 'What the portal said.\n', 'its text')
has(ctl('raw', added).raw.decode('latin-1'), 'What the portal said.', 'there is a mail of it')
ok(('convert', int(added), 'convert:' + added) in jobs(), 'the conversion is ordered', jobs())
for words, code, said in ((('title=x',), 64, 'direction'), (('direction=incoming',), 64, 'title'), ((), 64, 'FIELD=VALUE'),
                          (('title=x', 'direction=incoming', '--received=yesterday'), 64, 'received'),
                          (('title=x', 'direction=incoming', '--number=0'), 64, 'number'),
                          (('title=x', 'direction=incoming', '--attach=/none'), 66, '/none')):
    fails(ctl('add', *words), code, said, 'add %r' % (words,))
says(ctl('add', 'title=x', 'direction=outgoing', '--number=1500'), '1500: added', 'add with a number')
fails(ctl('add', 'title=y', 'direction=outgoing', '--number=1500'), 64, '1500', 'a number that is taken')
says(ctl('post', '1500'), '1500: posted', 'one of ours that went without us')
says(ctl('add', 'title=z', 'direction=outgoing'), '1501: added', 'numbers go on behind it')

# ---- jobs
equal(ctl('jobs').out.count('convert'), len([j for j in jobs() if j[0] == 'convert']), 'jobs')
narrow(ctl('jobs').out, 80, 'jobs')
first = ctl('jobs', '--json').json[0]
has(ctl('jobs', 'show', str(first['id'])).out, first['kind'], 'jobs show')
equal(ctl('jobs', 'show', str(first['id']), '--json').json, first, 'jobs show --json')
connection = sqlite3.connect(database)
connection.execute("UPDATE job SET state = 'failed', ended = 1700000000000000, tries = 10, reason = 'it said no\n\x1b[1mand more', output = 'x\ny'"
                   ' WHERE id = ?', (first['id'],))
connection.commit()
harmless(ctl('jobs').raw, 'jobs with a hostile reason')
has(ctl('jobs').out, 'it said no', 'jobs says why')
has(ctl('jobs', 'show', str(first['id'])).out, 'Output      x\n            y', 'jobs show: what it said')
r = ctl('jobs', 'retry', str(first['id']))
equal((r.code, ctl('jobs', 'show', str(first['id']), '--json').json['state']), (0, 'waiting'), 'jobs retry')
connection.execute("UPDATE job SET state = 'done', ended = 1700000000000000 WHERE id = ?", (first['id'],))
connection.commit()
connection.close()
fails(ctl('jobs', 'retry', str(first['id'])), 64, 'done', 'jobs retry of what is done')
ok(first['id'] not in [j['id'] for j in ctl('jobs', '--json').json], 'what is done is not listed')
ok(first['id'] in [j['id'] for j in ctl('jobs', '--json', '--all').json], 'but with --all')
fails(ctl('jobs', 'show', '4711'), 66, '4711', 'jobs show of nothing')
fails(ctl('jobs', 'stop', '1'), 64, 'show ID', 'jobs stop')
fails(ctl('jobs', 'show'), 64, 'show ID', 'jobs show without a number')
equal(ctl('check').code, 0, 'the record is whole')

# ---- redact
fails(ctl('redact', hostile), 64, '--reason', 'redact without a reason')
says(ctl('redact', hostile, '--reason', 'private data'), hostile + ': redacted', 'redact')
record = show(hostile)
equal((record['title'], record['body'], record['attachments']), (None, None, []), 'title, text and files are blank')
has(ctl('list').out, '(redacted)', 'list says why')
has(ctl('show', hostile).out, ', redacted', 'show as well')
fails(ctl('raw', hostile), 66, 'redacted', 'the mail is gone')
fails(ctl('amend', hostile, 'title=x'), 64, 'redacted', 'and stays blank')
says(ctl('note', hostile, 'Told the sender.'), hostile + ': noted', 'its history goes on')
equal(ctl('check').code, 0, 'the record is whole after that')

# ---- import with numbers
other = temporary()
other_config = configuration(other)
fails(run('import', '--number=x', data('action.eml'), config=other_config), 64, '--number', 'import --number=x')
r = run('import', '--number=812', data('action.eml'), config=other_config)
equal((r.code, [x['id'] for x in run('export', config=other_config).json]), (0, [812]), 'import --number')
r = run('import', '--number=813', data('info.eml'), data('letter.eml'), config=other_config)
ok(r.code == 64 and 'one mail only' in r.err, 'import --number of two', r.code, r.err)
os.mkdir(other + '/old')
for number, name in ((640, 'letter.eml'), (2000, 'hostile.eml')):
    with open(data(name), 'rb') as f, open('%s/old/%d.eml' % (other, number), 'wb') as g:
        g.write(f.read())
r = run('import', '--numbers-by-name', other + '/old', config=other_config)
numbers = [x['id'] for x in run('export', config=other_config).json]
ok(640 in numbers and 2000 in numbers, 'import --numbers-by-name', numbers, r.err)
r = run('import', '--numbers-by-name', data('vacation.eml'), data('action.eml'), config=other_config)
has(r.err, 'does not begin with a number', 'a name without a number')
third = temporary()
third_config = configuration(third)
with open(third_config, encoding='utf-8') as f:
    text = f.read().replace('store: {', 'store: { first_number = 1700;')
with open(third_config, 'w', encoding='utf-8') as f:
    f.write(text)
run('import', data('action.eml'), config=third_config)
equal([x['id'] for x in run('export', config=third_config).json], [1700], 'store.first_number')
done()
