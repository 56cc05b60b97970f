#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Statements through both ways, held and approved, and posted and distributed, while filter, worker and MTA are killed at random: in the end
every final recipient has each. Half of them with outgoing.hold = "discard", half with "quarantine", where liaison-queue is killed as well.

Exactly once is what the record promises; what SMTP itself cannot promise is the instant between the MTA's yes and our noting it
(RFC 5321 4.5.4.1): a mail that is handed over again then has the same Message-ID. How often that happened is said, and each time must be
a job that was begun more than once, a client that had to send more than once, or an MTA that was killed with the mail in its queue.
LIAISON_CHAOS says how many statements there are (default 60; 500 for a long run)."""
import collections
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mails
import mta
from approval import CC, OUR_RESULT, SETTINGS, Desk
from delivery import INES, OURS
from harness import need_programs, program, send
from tap import Tap, skip_all

COUNT = int(os.environ.get("LIAISON_CHAOS") or 60)
INCOMING = sorted(["ccamp-ads@ietf.example", "ccamp-chairs@ietf.example", "ccamp@ietf.example", "coordination@ietf.example", "itu-liaison@ietf.example", OURS])
OUTGOING = sorted([INES] + CC)


class Daemon:
    """A program of ours that is killed and started again, with all its processes or the first alone: the second one of liaison-queue has to notice."""

    def __init__(self, desk, name):
        self.desk, self.name, self.started = desk, name, []
        self.log = open(os.path.join(desk.folder, name + ".log"), "ab")

    def start(self):
        self.started.append(subprocess.Popen([program(self.name), "-f", "-c", self.desk.liaison.path], stdin=subprocess.DEVNULL, stdout=self.log,
                                             stderr=self.log, start_new_session=True, preexec_fn=mta.end_with_parent))

    def kill(self, alone=False):
        process = self.started[-1]
        if alone:
            process.kill()
        else:
            self.end(process)
        process.wait()

    @staticmethod
    def end(process):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def close(self):
        for process in self.started:
            self.end(process)
            process.wait()


class Chaos(threading.Thread):
    """Kills one of them every moment, until told to stop."""

    def __init__(self, desk, daemons):
        super().__init__(daemon=True)
        self.desk, self.daemons, self.over, self.kills, self.troubles = desk, daemons, threading.Event(), collections.Counter(), []

    def again(self, start):
        """Started until it stands; why it did not at first is kept for the reader."""
        for _ in range(5):
            try:
                return start()
            except Exception as error:
                self.troubles.append(str(error)[-500:])
                time.sleep(0.5)

    def run(self):
        while not self.over.wait(random.uniform(0.3, 1.2)):
            what = random.choice(["filter", "filter", "MTA"] + 3 * list(self.daemons))
            self.kills[what] += 1
            if what == "filter":
                self.desk.liaison.kill()
                time.sleep(random.uniform(0, 0.3))
                self.again(self.desk.liaison.start)
            elif what in self.daemons:
                self.daemons[what].kill(alone=random.random() < 0.5)
                time.sleep(random.uniform(0, 0.3))
                self.daemons[what].start()
            else:
                self.desk.server.stop()
                self.again(self.desk.server.start)


def deliver(desk, sender, recipients, data):
    """How many times it had to be sent."""
    attempts = 0
    while True:
        attempts += 1
        try:
            code, _ = send(desk.server.port, sender, recipients, data)
        except Exception:
            code = 400
        if code == 250:
            return attempts
        time.sleep(random.uniform(0.05, 0.2))


def decide(desk, verb, number, *arguments):
    while True:
        done = desk.liaison.ctl(verb, str(number), *arguments, check=False)
        if done.returncode != 75:
            return done
        time.sleep(0.1)


def wake(desk, leases=False):
    """Pauses between tries are over, and the leases of workers that were killed."""
    store = sqlite3.connect(desk.liaison.store, timeout=30)
    with store:
        store.execute("UPDATE job SET due = 0 WHERE state = 'waiting' AND tries > 0")
        if leases:
            store.execute("UPDATE job SET lease = 1 WHERE state = 'running'")
    store.close()


def begun(desk):
    """How often a job that hands mail over was begun, by Message-ID."""
    store = sqlite3.connect(desk.liaison.store, timeout=30)
    rows = store.execute("SELECT m.message_id, sum(j.tries) - count(*) FROM job j JOIN statement s ON s.id = j.statement JOIN message m ON m.id = s.message"
                         " WHERE j.kind IN ('release', 'distribute') GROUP BY 1").fetchall()
    store.close()
    return {"<%s>" % message_id: again for message_id, again in rows}


def copies_of(desk):
    """The MTA's queue IDs of each copy that somebody got of a mail, by Message-ID and recipient."""
    copies = collections.defaultdict(list)
    for delivery in desk.sink.deliveries:
        for message_id in delivery.fields("Message-ID")[:1]:
            queue_id = re.search(rb"\bid ([0-9A-Za-z]+)", b" ".join(delivery.fields("Received")[:1]))
            for recipient in delivery.recipients:
                copies[message_id.decode(), recipient.lower()].append(queue_id.group(1) if queue_id else None)
    return copies


def reason(queue_ids, again, attempts, mta_killed):
    """Why somebody has a mail more than once; None: nobody had a reason to hand it over so often."""
    handed_over, delivered = len(set(queue_ids)), len(queue_ids)
    if handed_over > 1 + again + attempts - 1 or (delivered > handed_over and not mta_killed):
        return None
    if delivered > handed_over:
        return "the MTA was killed while it delivered"
    return "a job was cut off between the MTA's yes and its end" if again else "a client was cut off, and sent again"


def judge(tap, desk, sent, attempts, mta_killed):
    copies = {key: ids for key, ids in copies_of(desk).items() if key[0] in sent}
    missing = [(m, r) for m, recipients in sent.items() for r in recipients if (m, r) not in copies]
    strange = [(m, r) for (m, r) in copies if r not in sent[m]]
    tap.equal(missing[:5], [], desk.named("every final recipient has each of %d statements" % len(sent)), len(missing))
    tap.equal(strange, [], desk.named("nobody else has any"))
    again = begun(desk)
    twice = {key: reason(ids, again.get(key[0], 0), attempts[key[0]], mta_killed) for key, ids in copies.items() if len(ids) > 1}
    tap.equal([(key, copies[key]) for key, why in twice.items() if not why][:5], [],
              desk.named("%d of %d had one more than once, for a reason" % (len(twice), len(copies))))
    for why in sorted(set(filter(None, twice.values()))):
        tap.note("%s: %d recipients of %d statements have it more than once" % (why, list(twice.values()).count(why), len({m for (m, r), w in twice.items() if w == why})))
    records = collections.Counter("<%s>" % r["message_id"] for r in desk.liaison.records())
    tap.equal(desk.server.held(), [], desk.named("nothing is left in the quarantine"))
    tap.equal({m: records[m] for m in sent if records[m] != 1}, {}, desk.named("each is on record once"))
    states = collections.Counter(r["state"] for r in desk.liaison.records() if "<%s>" % r["message_id"] in sent)
    tap.equal(states, {"posted": len(sent)}, desk.named("and posted"))
    checked = desk.liaison.ctl("check", check=False)
    tap.equal(checked.returncode, 0, desk.named("liaisonctl check finds the record whole"), checked.stdout[-1000:])


def run(tap, way, count):
    with Desk(tap, mta.Postfix, SETTINGS, way) as desk:
        daemons = {name: Daemon(desk, name) for name in ("liaison-worker", "liaison-queue")[:1 + (way == "quarantine")]}
        for daemon in daemons.values():
            daemon.start()
        try:
            play(tap, desk, daemons, count)
        finally:
            for daemon in daemons.values():
                daemon.close()


def play(tap, desk, daemons, count):
    chaos = Chaos(desk, daemons)
    chaos.start()
    sent, attempts = {}, {}
    for number in range(count):
        if number % 2:
            message_id, data = mails.outgoing(extra=[OUR_RESULT])
            attempts[message_id] = deliver(desk, "ada@ietf.example", [INES, "ccamp@ietf.example"], data)
            sent[message_id] = OUTGOING
            if desk.way == "quarantine":            # of its copies in the quarantine one is released
                attempts[message_id] = 1
        else:
            message_id, data = mails.incoming(authenticated=False)
            attempts[message_id] = deliver(desk, INES, OURS, data)
            sent[message_id] = INCOMING
    numbers = {"<%s>" % r["message_id"]: r["id"] for r in desk.liaison.records()}
    failed = []
    for message_id in sent:
        if sent[message_id] is OUTGOING:
            done = decide(desk, "approve", numbers[message_id], "--by", "olga@ietf.example")
        else:
            done = decide(desk, "post", numbers[message_id])
        if done.returncode:
            failed.append(done.stderr)
    tap.equal(failed, [], desk.named("each is approved or posted while all around it is killed"))
    end = time.monotonic() + 30 + count
    while time.monotonic() < end and chaos.kills.total() < count // 3:
        time.sleep(0.2)
    chaos.over.set()
    chaos.join()
    tap.note("killed: %s" % dict(chaos.kills))
    for trouble in chaos.troubles[:3]:
        tap.note("did not start at once: " + trouble)
    # what a thread started ends with that thread (PR_SET_PDEATHSIG)
    for daemon in daemons.values():
        daemon.close()
    desk.liaison.kill()
    chaos.again(desk.liaison.start)
    desk.server.stop()
    chaos.again(desk.server.start)
    wake(desk, leases=True)
    for daemon in daemons.values():
        daemon.start()
    end = time.monotonic() + 60 + 3 * count
    while time.monotonic() < end:
        wake(desk)
        time.sleep(1)
        store = sqlite3.connect(desk.liaison.store, timeout=30)
        left = store.execute("SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND kind IN ('release', 'distribute', 'mail', 'queue-release', 'queue-remove')").fetchone()[0]
        store.close()
        if not left and not desk.server.queued():
            break
    time.sleep(0.5)
    judge(tap, desk, sent, attempts, chaos.kills["MTA"] > 0)
    if tap.failed:
        tap.note(desk.liaison.ctl("jobs", check=False).stdout[-3000:])
        for daemon in daemons.values():
            with open(daemon.log.name, errors="replace") as log:
                tap.note(log.read()[-3000:])


need_programs("liaison-milter", "liaison-worker", "liaison-queue", "liaisonctl")
tap = Tap()
try:
    for way in ("discard", "quarantine"):
        run(tap, way, COUNT // 2)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
