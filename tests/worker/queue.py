#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# queue.py - liaison-queue: which of its processes does what, what a command is given, and what its answers come to
import os, pwd, signal, sqlite3, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from worker_test import *

QUEUE = os.path.join(BUILD, 'src/worker/liaison-queue')
LONG, OTHER = '4jYjmL4QfWz1kQpD', '4jYjmL4VCKz1kQpR'
# says who runs it with what, and whether the message "was there"
SCRIPT = '''printf '%%s' "$(id -u)" > "$0.uid"
for word; do printf '<%%s>' "$word"; done >> "$0.words"; echo >> "$0.words"
%s
'''
FOUND = 'echo "$2: released from hold" >&2'


class Queue(Place):
    """A Place with one approved record whose mail lies in quarantine under queue_ids."""

    def __init__(self, script=FOUND, queue_ids=(LONG,), release='"%s", "-H", "%%i", "hold"', more=''):
        super().__init__()
        self.script = self.hook('release', SCRIPT % script)
        self.then = self.hook('then', 'printf "%s" "$1" >> "$0.ran"\n')
        self.show = self.hook('show', 'printf "From: a@example.org\\nLiaison-Statement: id=%s\\n" "$(cat "${0%/*}/number")"\n')
        self.configure('outgoing: { hold = "quarantine"; show = [ "' + self.show + '", "%%i" ]; release = [ %s, ";", "%s", "%%i" ]; remove = [ "%s", "-d", "%%i" ]; removed = "%%i: released"; };\n%s'
                       % (release % self.script, self.then, self.script, more), worker='lease = "30s"; pause = "1s"; tries = 5;')
        if 'user' in more:
            os.chown(self.folder, pwd.getpwnam('nobody').pw_uid, -1)
        self.put(mail(1, []))
        self.number = self.rows('SELECT id FROM statement')[0][0]
        with open(self.folder + '/number', 'w') as f:
            f.write(str(self.number))
        self.change("UPDATE statement SET state = 'approved', kind = 'statement', direction = 'outgoing', received = received - 600000000")
        self.change("UPDATE delivery SET plan = 'hold, record: waits' || char(10), verdict = 'hold'")
        for place, queue_id in enumerate(queue_ids):
            self.change('INSERT INTO quarantine (message, queue_id, time) SELECT message, ?, ? FROM statement', queue_id, 100 - place)
        self.order('queue-release')

    def __exit__(self, *unused):
        for process in self.processes:          # a signal to end is handed on to its other process; a kill would leave that one behind
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                pass
        super().__exit__(*unused)

    def change(self, sql, *arguments):
        with sqlite3.connect(self.record, timeout=20) as store:
            store.execute(sql, arguments)

    def order(self, kind, argument=None):
        self.change("INSERT INTO job (kind, statement, argument, state, created, due, tries, claim) VALUES (?, ?, ?, 'waiting', 1, 1, 0, 0)", kind, self.number, argument)

    def work(self):
        done = subprocess.run([QUEUE, '-c', self.file, '--once'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
                              env={**SANITIZERS, **os.environ})
        self.said = done.stdout.decode('utf-8', 'replace')
        return done.returncode

    def serve(self):
        return self.start(program=QUEUE)

    def state(self):
        return self.rows('SELECT state FROM statement')[0][0]

    def wrote(self, name):
        try:
            with open(self.folder + '/' + name) as f:
                return f.read()
        except FileNotFoundError:
            return ''


def what_is_approved_is_released_and_posted():
    with Queue() as place:
        assert place.work() == 0, place.said
        assert place.state() == 'posted', (place.jobs('queue-release'), place.said)
        assert place.wrote('release.words') == '<-H><%s><hold>\n' % LONG
        assert place.wrote('then.ran') == LONG
        assert place.rows('SELECT count(*) FROM quarantine WHERE ended IS NULL') == [(0,)]
        assert any('released from the quarantine of the MTA, queue ID ' + LONG in text for (text,) in place.rows("SELECT text FROM event WHERE kind = 'private_comment'"))
        place.order('queue-release')
        assert place.work() == 0 and place.wrote('release.words').count('\n') == 1, 'it is not released twice'


def the_record_is_read_without_rights():
    if os.geteuid():
        raise Skip('not root')
    user = pwd.getpwnam('nobody')
    with Queue(more='milter: { user = "nobody"; };') as place:
        process = place.serve()
        assert place.wait(lambda: place.state() == 'posted'), place.log()
        assert place.wrote('release.uid') == '0', 'the command has rights'
        child = child_of(process)
        owners = {pid: os.stat('/proc/%d' % pid).st_uid for pid in (process.pid, child)}
        assert owners == {process.pid: 0, child: user.pw_uid}, owners
        files = [os.readlink('/proc/%d/fd/%s' % (process.pid, fd)) for fd in os.listdir('/proc/%d/fd' % process.pid)]
        assert not [f for f in files if 'record' in f], files
        process.terminate()
        assert process.wait(20) == 0, place.log()
        assert not lives(child)


def a_queue_id_is_never_more_than_one():
    for forged in ('ALL', 'ALL hold', '-d', LONG + ' ALL', LONG + ';id', '$(id)', '../' + LONG, LONG + '\n', 'x' * 60, ''):
        with Queue(queue_ids=(forged,)) as place:
            place.change("UPDATE job SET tries = 4")
            assert place.work() == 0, place.said
            assert place.state() == 'approved' and place.wrote('release.words') == '', (forged, place.wrote('release.words'))
            assert place.jobs('queue-release')[0][0] == 'failed', forged
    with Queue() as place:
        place.change('DELETE FROM job')
        place.order('queue-remove', 'ALL')
        place.change("UPDATE job SET tries = 4")
        place.work()
        assert place.wrote('release.words') == '' and place.jobs('queue-remove')[0][0] == 'failed'


def what_others_may_write_is_not_obeyed():
    if os.geteuid():
        raise Skip('not root')
    nobody = pwd.getpwnam('nobody').pw_uid
    for spoil in (lambda place: os.chown(place.file, nobody, -1), lambda place: os.chmod(place.file, 0o666), lambda place: os.chown(place.folder, nobody, -1)):
        with Queue() as place:
            spoil(place)
            assert place.work() == 78 and place.state() == 'approved' and place.wrote('release.words') == '', place.said
    with Queue() as place:
        place.change("UPDATE job SET due = 9000000000000000")
        place.serve()
        assert place.wait(lambda: 'does the jobs of' in place.log()), place.log()
        os.chmod(place.file, 0o666)
        place.change("UPDATE job SET due = 1")
        assert place.wait(lambda: 'others than root may write' in (place.jobs('queue-release')[0][2] or '')), place.log()
        assert place.wrote('release.words') == ''


def no_shell_sees_it():
    with Queue(release='"%s", "-H", "%%i", "$(touch x); *"') as place:
        assert place.work() == 0 and place.state() == 'posted', place.said
        assert place.wrote('release.words') == '<-H><%s><$(touch x); *>\n' % LONG


def what_was_not_there_is_not_taken_for_sent():
    for script in ('echo "Released from hold: 0 messages" >&2', 'echo "%s: released from hold"' % OTHER, ''):
        with Queue(script) as place:
            assert place.work() == 0, place.said
            state, tries, reason, output = place.jobs('queue-release')[0]
            assert (place.state(), state, tries) == ('approved', 'failed', 1) and 'liaisonctl resubmit %d' % place.number in reason, (script, reason)
            assert place.wrote('then.ran') == '', 'what comes after is not run'
            assert [row[0] for row in place.jobs('mail')] == ['waiting'], 'coordination is told'


def a_command_that_fails_is_tried_again():
    with Queue('test -e "$0.ok" || { echo "cannot open the queue"; exit 75; }; ' + FOUND) as place:
        assert place.work() == 0, place.said
        state, tries, reason, output = place.jobs('queue-release')[0]
        assert (place.state(), state) == ('approved', 'waiting') and 'cannot open the queue' in reason, reason
        open(place.script + '.ok', 'w').close()
        place.change('UPDATE job SET due = 1')
        place.work()
        assert place.state() == 'posted', place.said
    with Queue(release='"%s.missing", "%%i"') as place:
        place.work()
        assert 'cannot start' in place.jobs('queue-release')[0][2], place.jobs('queue-release')


def of_two_copies_the_one_that_is_there_goes_out():
    with Queue('case "$1 $2" in "-H %s") %s;; "-d "*) ;; esac' % (OTHER, FOUND), queue_ids=(LONG, OTHER)) as place:
        assert place.work() == 0, place.said
        assert place.state() == 'posted', place.jobs('queue-release')
        assert place.wrote('release.words') == '<-H><%s><hold>\n<-H><%s><hold>\n<-d><%s>\n' % (LONG, OTHER, LONG)
        assert [row[0] for row in place.jobs('queue-remove')] == ['done']


def what_a_try_released_that_was_cut_off_is_not_sent_twice():
    with Queue('case "$1 $2" in "-H %s") %s;; "-d "*) %s;; esac' % (OTHER, FOUND, FOUND), queue_ids=(OTHER, LONG)) as place:
        place.change("INSERT INTO mark (name, value) VALUES (?, 'begun')", 'queue-release ' + LONG)
        assert place.work() == 0 and place.state() == 'posted', place.said
        assert place.wrote('release.words') == '<-H><%s><hold>\n<-d><%s>\n' % (LONG, OTHER), 'a copy that came since is removed'


def only_the_message_of_the_record_is_touched():
    """Whatever is shown that does not say so: nothing is done."""
    for shown, state in (('Liaison-Statement: id=%d', 'approved'), ('Liaison-Statement: id=%d0', 'approved'), ('Subject: Liaison-Statement: id=%d', 'approved'),
                         (' Liaison-Statement: id=%d', 'approved'), ('H?x?Liaison-Statement: id=%d', 'posted'), ('Liaison-Statement: id=%d; look=x', 'posted')):
        with Queue() as place:
            number = place.number + (1 if shown == 'Liaison-Statement: id=%d' else 0)
            place.hook('show', "echo '%s'\n" % (shown % number))
            assert place.work() == 0, place.said
            assert place.state() == state, (shown, place.jobs('queue-release'))
            assert (place.wrote('release.words') == '') == (state == 'approved'), shown
            assert state == 'posted' or 'not the message of record %d' % place.number in place.jobs('queue-release')[0][2], place.jobs('queue-release')
            place.hook('show', "echo 'Liaison-Statement: id=%d'\n" % (place.number + 1))
            before = place.wrote('release.words')
            place.order('queue-remove', LONG)
            place.work()
            assert place.jobs('queue-remove')[-1][0] == 'waiting' and place.wrote('release.words') == before, 'nor is it removed'
    for script, state in (('echo "cannot open the queue" >&2; exit 1', 'waiting'), ('echo "x: No such file or directory" >&2; exit 1', 'failed'),
                          ('head -c 400000 /dev/zero | tr "\\0" x; echo; echo "Liaison-Statement: id=%d"', 'waiting')):
        with Queue() as place:
            place.hook('show', (script % place.number if '%d' in script else script) + '\n')
            assert place.work() == 0, place.said
            assert (place.jobs('queue-release')[0][0], place.wrote('release.words')) == (state, ''), (script, place.jobs('queue-release'))
    with Queue() as place:
        os.unlink(place.show)
        place.work()
        assert (place.jobs('queue-release')[0][0], place.wrote('release.words')) == ('waiting', ''), 'nor without a command that shows it'


KILL = '"%s" -c "${0%%/*}/c.conf" kill "$(cat "${0%%/*}/number")" --reason "too late" > "$0.kill" 2>&1\n' % CTL


def comments(place):
    return [text for (text,) in place.rows("SELECT text FROM event WHERE kind = 'private_comment'")]


def says_that_it_went(place, released):
    assert place.state() == 'dead', (place.state(), place.wrote('release.kill'), place.wrote('submit.kill'))
    assert any(text.startswith(released) for text in comments(place)), comments(place)
    assert comments(place).count('went out all the same: it was killed in the instant of its release') == 1, comments(place)
    told = place.rows("SELECT argument FROM job WHERE kind = 'mail'")
    assert len(told) == 1 and 'went out though it was killed' in told[0][0], told
    assert place.rows('SELECT count(*) FROM ledger')[0][0] > 0, 'and who has it'


def what_is_killed_while_it_is_released_is_said_to_have_gone():
    with Queue('case "$1" in -H) %s%s;; esac' % (KILL, FOUND)) as place:
        place.change("UPDATE delivery SET recipients = 'a@norm.example'")
        assert place.work() == 0, place.said
        place.work()
        assert place.jobs('queue-release')[0][0] == 'done', place.jobs('queue-release')
        says_that_it_went(place, 'released from the quarantine of the MTA, queue ID ' + LONG)


def what_is_killed_while_it_is_sent_is_said_to_have_gone():
    with Queue(queue_ids=()) as place:
        submit = place.hook('submit', 'cat > /dev/null\n' + KILL)
        place.configure('notify: { submit = [ "%s" ]; remind_days = [ ]; overdue_weeks = 0; digest = "never"; };' % submit)
        place.change("UPDATE job SET kind = 'release'")
        place.change("UPDATE delivery SET recipients = 'a@norm.example'")
        # the notice that this makes is not sent as well
        assert subprocess.run([PROGRAM, '-c', place.file, '--once'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60).returncode == 0
        assert place.jobs('release')[0][0] == 'done', place.jobs('release')
        says_that_it_went(place, 'sent to a@norm.example')


def what_is_killed_after_a_try_that_was_cut_off_may_have_gone():
    for mark, told in (('begun', 1), ('failed', 0)):
        with Queue('exit 0') as place:
            place.change('DELETE FROM job')
            place.change("UPDATE statement SET state = 'dead'")
            place.change('INSERT INTO mark (name, value) VALUES (?, ?)', 'queue-release ' + LONG, mark)
            place.order('queue-remove', LONG)
            assert place.work() == 0, place.said
            assert place.jobs('queue-remove')[0][0] == 'done', place.jobs('queue-remove')
            assert len([text for text in comments(place) if text.startswith('may have gone out')]) == told, comments(place)
            assert len(place.jobs('mail')) == told


def what_is_not_approved_stays():
    for state in ('pending', 'dead', 'posted'):
        with Queue() as place:
            place.change('UPDATE statement SET state = ?', state)
            assert place.work() == 0, place.said
            assert place.state() == state and place.wrote('release.words') == '', state


def others_leave_its_jobs_alone():
    with Queue() as place:
        assert place.once() == 0 and place.jobs('queue-release')[0][:2] == ('waiting', 0), place.said
        place.order('mail', 'nonsense')
        place.work()
        assert place.jobs('mail')[0][0] == 'waiting', 'and it those of others'


def coordination_is_told_where_nothing_releases():
    with Queue() as place:
        place.order('queue-late')
        assert place.once() == 0, place.said
        assert place.jobs('queue-late')[0][0] == 'done'
        told, = place.rows("SELECT argument FROM job WHERE kind = 'mail'")
        assert 'does liaison-queue run' in told[0], told
    with Queue() as place:
        place.work()
        place.order('queue-late')
        place.once()
        assert place.jobs('mail') == [] and place.jobs('queue-late')[0][0] == 'done', place.jobs('mail')


def what_was_cut_off_holds_up_nothing_else():
    """liaison-queue was killed at work and never started again: its lease runs out, coordination is told, and the mail can be sent otherwise."""
    with Queue() as place:
        place.change("UPDATE delivery SET recipients = 'a@norm.example'")
        place.change("UPDATE job SET state = 'running', tries = 1, claim = 1, worker = 'gone', lease = 9000000000000000")
        place.order('queue-late')
        place.order('release')
        place.configure('notify: { submit = [ "%s" ]; remind_days = [ ]; overdue_weeks = 0; digest = "never"; };' % place.hook('submit', 'cat > /dev/null\n'))
        assert place.once() == 0 and place.state() == 'approved' and place.jobs('mail') == [], 'as long as it may be at work'
        place.change("UPDATE job SET lease = 1 WHERE state = 'running'")
        place.order('queue-late')
        assert place.once() == 0 and place.state() == 'posted', place.jobs('release')
        told, = place.rows("SELECT argument FROM job WHERE kind = 'mail'")
        assert 'what tried to was cut off' in told[0], told


def whom_a_late_envelope_names_is_said_to_have_been_missed():
    """It was posted, and came once more in an envelope that is held: coordination is told, once those who have it are left out."""
    for state, reached, told in (('posted', (), ['b@norm.example', 'c@norm.example']), ('posted', ('c@norm.example',), ['b@norm.example']),
                                 ('posted', ('b@norm.example', 'c@norm.example'), []), ('approved', (), [])):
        with Queue(queue_ids=()) as place:
            place.change('DELETE FROM job')
            place.change("UPDATE delivery SET recipients = 'a@norm.example'")
            place.change("INSERT INTO delivery (message, n, digest, received, sender, recipients, verdict, plan) SELECT message, 2, 'x', received, sender, "
                         "'<b@norm.example>' || char(10) || '<c@norm.example>', verdict, plan FROM delivery")
            place.change('UPDATE statement SET state = ?', state)
            for who in ('a@norm.example',) + reached:
                place.change("INSERT OR IGNORE INTO ledger (message, recipient, how, time) SELECT message, ?, 'job', 1 FROM statement", who)
            place.order('late-copy')
            assert place.once() == 0 and place.jobs('late-copy')[0][0] == 'done', place.jobs('late-copy')
            mails = [argument for (argument,) in place.rows("SELECT argument FROM job WHERE kind = 'mail'")]
            assert len(mails) == (1 if told else 0), (state, reached, mails)
            assert not told or 'liaisonctl forward %d %s\n' % (place.number, ' '.join(told)) in mails[0].replace('\\n', '\n') + '\n', mails


def in_the_background():
    with Queue() as place:
        parent, name = os.path.split(place.folder)
        relative = os.path.join(name, os.path.basename(place.file))          # which it has to find after a change to / as well
        done = subprocess.run([QUEUE, '-c', relative], cwd=parent, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        assert done.returncode == 0, done.stdout
        assert place.wait(lambda: place.state() == 'posted'), done.stdout
        mine = [int(pid) for pid in os.listdir('/proc') if pid.isdigit() and relative.encode() in command_of(pid)]
        assert len(mine) == 2, mine
        os.kill(min(mine), signal.SIGTERM)          # the one that keeps the rights was there first, and hands it on
        ended = place.wait(lambda: not any(map(lives, mine)), 30)
        for pid in filter(lives, mine):
            os.kill(pid, signal.SIGKILL)
        assert ended, mine


def child_of(process):
    with open('/proc/%d/task/%d/children' % (process.pid, process.pid)) as f:
        return int(f.read().split()[0])


def lives(pid):
    try:
        with open('/proc/%d/stat' % pid) as f:
            return f.read().rpartition(')')[2].split()[0] != 'Z'
    except OSError:
        return False


def command_of(pid):
    try:
        with open('/proc/%s/cmdline' % pid, 'rb') as f:
            return f.read()
    except OSError:
        return b''


def without_rights_it_ends():
    """The process that keeps them is killed; the other one notices without having to ask, says so, and ends."""
    with Queue() as place:
        place.change("UPDATE job SET due = 9000000000000000")
        process = place.serve()
        assert place.wait(lambda: 'does the jobs of' in place.log()), place.log()
        child = child_of(process)
        process.kill()
        process.wait()
        assert place.wait(lambda: not lives(child)), place.log()
        assert 'the process that keeps the rights is gone' in place.log() and 'stopped' in place.log(), place.log()
        assert place.jobs('queue-release')[0][:2] == ('waiting', 0)
        place.change("UPDATE job SET due = 1")
        place.work()
        assert place.state() == 'posted', place.said


run([what_is_approved_is_released_and_posted, the_record_is_read_without_rights, a_queue_id_is_never_more_than_one, what_others_may_write_is_not_obeyed, no_shell_sees_it,
     what_was_not_there_is_not_taken_for_sent, a_command_that_fails_is_tried_again, of_two_copies_the_one_that_is_there_goes_out, what_a_try_released_that_was_cut_off_is_not_sent_twice,
     only_the_message_of_the_record_is_touched, what_is_killed_while_it_is_released_is_said_to_have_gone, what_is_killed_while_it_is_sent_is_said_to_have_gone, what_is_killed_after_a_try_that_was_cut_off_may_have_gone, what_is_not_approved_stays,
     others_leave_its_jobs_alone, coordination_is_told_where_nothing_releases, what_was_cut_off_holds_up_nothing_else,
     whom_a_late_envelope_names_is_said_to_have_been_missed, in_the_background, without_rights_it_ends])
