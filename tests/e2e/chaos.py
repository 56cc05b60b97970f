#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Statements through both ways, held and approved, and posted and distributed, while filter, worker and MTA are killed at random: in the end
every final recipient has each.

Exactly once is what the record promises; what SMTP itself cannot promise is the instant between the MTA's yes and our noting it
(RFC 5321 4.5.4.1): a mail that is handed over again then has the same Message-ID. How often that happened is said, and each time must be
a job that was begun more than once, a client that had to send more than once, or an MTA that was killed with the mail in its queue.
LIAISON_CHAOS says how many statements there are (default 60; 500 for a long run)."""
import collections
import os
import random
import re
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


class Worker:
    """liaison-worker as a daemon that is killed and started again."""

    def __init__(self, desk):
        self.desk, self.process = desk, None
        self.log = open(os.path.join(desk.folder, "worker.log"), "ab")

    def start(self):
        self.process = subprocess.Popen([program("liaison-worker"), "-f", "-c", self.desk.liaison.path], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                        preexec_fn=mta.end_with_parent)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Chaos(threading.Thread):
    """Kills one of the three every moment, until told to stop."""

    def __init__(self, desk, worker):
        super().__init__(daemon=True)
        self.desk, self.worker, self.over, self.kills, self.troubles = desk, worker, threading.Event(), collections.Counter(), []

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
            what = random.choice(["filter", "filter", "worker", "worker", "worker", "MTA"])
            self.kills[what] += 1
            if what == "filter":
                self.desk.liaison.kill()
                time.sleep(random.uniform(0, 0.3))
                self.again(self.desk.liaison.start)
            elif what == "worker":
                self.worker.kill()
                time.sleep(random.uniform(0, 0.3))
                self.worker.start()
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


def unexplained(desk, attempts, mta_killed):
    """Mails that somebody has more often than anybody had a reason to hand them over."""
    copies = collections.defaultdict(list)
    for delivery in desk.sink.deliveries:
        for message_id in delivery.fields("Message-ID")[:1]:
            queue_id = re.search(rb"\bid ([0-9A-Za-z]+)", b" ".join(delivery.fields("Received")[:1]))
            for recipient in delivery.recipients:
                copies[message_id.decode(), recipient.lower()].append(queue_id.group(1) if queue_id else None)
    again = begun(desk)
    return [(m, r, ids) for (m, r), ids in copies.items() if m in attempts and
            (len(set(ids)) > 1 + again.get(m, 0) + attempts[m] - 1 or (len(ids) > len(set(ids)) and not mta_killed))]


def judge(tap, desk, sent, attempts, mta_killed):
    counts = collections.Counter((d.fields("Message-ID")[0].decode(), r.lower()) for d in desk.sink.deliveries if d.fields("Message-ID") for r in d.recipients)
    missing = [(m, r) for m, recipients in sent.items() for r in recipients if not counts[(m, r)]]
    strange = [(m, r) for (m, r) in counts if m in sent and r not in sent[m]]
    twice = [(m, r) for (m, r), n in counts.items() if m in sent and n > 1]
    tap.equal(missing[:5], [], "every final recipient has each of %d statements" % len(sent), len(missing))
    tap.equal(strange, [], "nobody else has any")
    tap.equal(unexplained(desk, attempts, mta_killed)[:5], [], "%d of %d had one more than once, for a reason" % (len(twice), len(counts)))
    records = collections.Counter("<%s>" % r["message_id"] for r in desk.liaison.records())
    tap.equal({m: records[m] for m in sent if records[m] != 1}, {}, "each is on record once")
    states = collections.Counter(r["state"] for r in desk.liaison.records() if "<%s>" % r["message_id"] in sent)
    tap.equal(states, {"posted": len(sent)}, "and posted")
    checked = desk.liaison.ctl("check", check=False)
    tap.equal(checked.returncode, 0, "liaisonctl check finds the record whole", checked.stdout[-1000:])


def run(tap):
    with Desk(tap, mta.Postfix, SETTINGS) as desk:
        worker = Worker(desk)
        worker.start()
        chaos = Chaos(desk, worker)
        chaos.start()
        sent, attempts = {}, {}
        for number in range(COUNT):
            if number % 2:
                message_id, data = mails.outgoing(extra=[OUR_RESULT])
                attempts[message_id] = deliver(desk, "ada@ietf.example", [INES, "ccamp@ietf.example"], data)
                sent[message_id] = OUTGOING
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
        tap.equal(failed, [], "each is approved or posted while all around it is killed")
        end = time.monotonic() + 30 + COUNT
        while time.monotonic() < end and chaos.kills.total() < COUNT // 3:
            time.sleep(0.2)
        chaos.over.set()
        chaos.join()
        tap.note("killed: %s" % dict(chaos.kills))
        for trouble in chaos.troubles[:3]:
            tap.note("did not start at once: " + trouble)
        # what a thread started ends with that thread (PR_SET_PDEATHSIG)
        worker.kill()
        desk.liaison.kill()
        chaos.again(desk.liaison.start)
        desk.server.stop()
        chaos.again(desk.server.start)
        wake(desk, leases=True)
        worker.start()
        end = time.monotonic() + 60 + 3 * COUNT
        while time.monotonic() < end:
            wake(desk)
            time.sleep(1)
            store = sqlite3.connect(desk.liaison.store, timeout=30)
            left = store.execute("SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND kind IN ('release', 'distribute', 'mail')").fetchone()[0]
            store.close()
            if not left and not desk.server.queued():
                break
        worker.kill()
        time.sleep(0.5)
        judge(tap, desk, sent, attempts, chaos.kills["MTA"] > 0)
        if tap.failed:
            tap.note(desk.liaison.ctl("jobs", check=False).stdout[-3000:])
            with open(worker.log.name, errors="replace") as log:
                tap.note(log.read()[-3000:])


need_programs("liaison-milter", "liaison-worker", "liaisonctl")
tap = Tap()
try:
    run(tap)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
