#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Nothing is lost and nothing is there twice: statements from senders that retry, as MTAs do, while the daemon is killed at
random moments, while the disk is full, and while another process holds the database locked."""
import ctypes
import os
import random
import sqlite3
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import delivery
import mails
import mta
from harness import CCAMP_RECIPIENTS, need_programs, send
from tap import Scratch, Tap, skip_all

OURS, INES = "statements@ietf.example", "ines.moreau@itu.example"
PATIENT = {"smtpd_error_sleep_time": "0", "smtpd_soft_error_limit": "1000", "smtpd_hard_error_limit": "1000"}
SENDERS = 8
LIBC = ctypes.CDLL(None, use_errno=True)


class Senders:
    """Threads that mail statements, each as often as it takes. stop_at() says how many there shall be at least; they go on as long
    as more() says so."""

    def __init__(self, port, wanted, more=lambda: False, attachment=0):
        self.port, self.wanted, self.more, self.attachment = port, wanted, more, attachment
        self.lock = threading.Lock()
        self.begun, self.retries, self.refused = 0, 0, []
        self.accepted = []                      # Message-IDs, in order of their 250
        self.threads = [threading.Thread(target=self._run, daemon=True) for _ in range(SENDERS)]

    def start(self):
        for thread in self.threads:
            thread.start()
        return self

    def join(self, seconds):
        end = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self.threads)

    def _run(self):
        while True:
            with self.lock:
                if self.begun >= self.wanted and not self.more():
                    return
                self.begun += 1
            message_id, data = mails.incoming()
            if self.attachment:
                data += b"".join(os.urandom(32).hex().encode() + b"\r\n" for _ in range(self.attachment // 66))
            while True:
                try:
                    code, text = send(self.port, INES, OURS, data)
                except Exception as error:      # a connection that broke is a retry as well
                    code, text = 400, str(error)
                if code == 250:
                    break
                if code >= 500:
                    with self.lock:
                        self.refused.append((message_id, code, text))
                    return
                with self.lock:
                    self.retries += 1
                time.sleep(random.uniform(0.02, 0.1))
            with self.lock:
                self.accepted.append(message_id)


class Place(delivery.Place):
    def __init__(self, tap, store=None, busy="10s"):
        super().__init__(tap, mta.Postfix, store=store, mta_settings=PATIENT)
        self.liaison.configure(store='busy = "%s";' % busy)

    def counts(self):
        counts = {}
        for record in self.liaison.records():
            counts["<%s>" % record["message_id"]] = counts.get("<%s>" % record["message_id"], 0) + 1
        return counts


def judge(tap, place, senders, name):
    """Every 250 on record, each Message-ID once; the record is whole; and nobody who should have it goes without."""
    counts = place.counts()
    tap.equal([m for m in senders.accepted if m not in counts], [], name + ": every 250 is on record", place.liaison.log()[-1500:])
    tap.equal({m: n for m, n in counts.items() if n != 1}, {}, name + ": each Message-ID is on record once")
    tap.equal(len(counts), len(senders.accepted), name + ": nothing else is on record (%d statements, %d retries)" % (len(senders.accepted), senders.retries))
    tap.equal(senders.refused, [], name + ": nothing was refused for good")
    checked = place.liaison.ctl("check", check=False)
    tap.ok(checked.returncode == 0, name + ": liaisonctl check finds the record whole", checked.stdout[-1000:], checked.stderr[-1000:])
    place.server.drain(30)
    without = []
    for message_id in senders.accepted:
        reached = {r.lower() for d in place.sink.holding(message_id) for r in d.recipients}
        if not reached.issuperset([OURS] + CCAMP_RECIPIENTS):
            without.append((message_id, sorted(reached)))
    tap.equal(without[:3], [], name + ": everybody whom it is for has it")


def killed(tap, wanted=320, kills=32):
    with Place(tap) as place:
        done = threading.Event()
        senders = Senders(place.server.port, wanted, more=lambda: not done.is_set()).start()
        slow = 0
        for _ in range(kills):
            time.sleep(random.uniform(0.02, 0.35))
            place.liaison.kill()
            began = time.monotonic()
            place.liaison.start()
            slow = max(slow, time.monotonic() - began)
        done.set()
        tap.ok(senders.join(120), "killed: all statements were taken in the end", "%d taken of %d" % (len(senders.accepted), senders.begun))
        tap.ok(len(senders.accepted) >= wanted, "killed: %d kills, at least %d statements; slowest start %.2f s" % (kills, wanted, slow), len(senders.accepted))
        tap.ok(senders.retries > 0, "killed: some were hit (%d retries)" % senders.retries)
        judge(tap, place, senders, "killed")


def disk_full(tap, wanted=60):
    with Scratch("small") as small:
        # in a mount name space of our own: other tests look at the mounts, and it goes when we do
        if LIBC.unshare(0x20000) or LIBC.mount(None, b"/", None, 1 << 18 | 1 << 14, None):      # CLONE_NEWNS, MS_PRIVATE | MS_REC
            return tap.skip("disk full", "cannot have mounts of our own: " + os.strerror(ctypes.get_errno()))
        if LIBC.mount(b"liaison-test", small.encode(), b"tmpfs", 0, b"size=1500k"):
            return tap.skip("disk full", "cannot mount a small file system: " + os.strerror(ctypes.get_errno()))
        try:
            with Place(tap, store=os.path.join(small, "record.db")) as place:
                senders = Senders(place.server.port, wanted, attachment=40000).start()
                end = time.monotonic() + 40
                while time.monotonic() < end and senders.retries < 20 and len(senders.accepted) < wanted:
                    time.sleep(0.05)
                tap.ok(senders.retries >= 20, "disk full: statements get 4xx", "%d taken" % len(senders.accepted), place.liaison.log()[-1000:])
                with senders.lock:
                    so_far = list(senders.accepted)
                counts = place.counts()
                tap.equal([m for m in so_far if m not in counts], [], "disk full: no 250 without a record (%d by then)" % len(so_far))
                other, data = mails.unrelated()
                tap.equal(send(place.server.port, "alice@elsewhere.example", "bob@users.example", data)[0], 250, "disk full: unrelated mail passes")
                if LIBC.mount(b"liaison-test", small.encode(), b"tmpfs", 32, b"size=64m"):      # MS_REMOUNT
                    raise OSError(ctypes.get_errno(), "remount")
                tap.ok(senders.join(60), "disk full: with room again it goes on by itself", place.liaison.log()[-1000:])
                judge(tap, place, senders, "disk full")
        finally:
            LIBC.umount2(small.encode(), 2)                                                     # MNT_DETACH


def locked(tap, wanted=60):
    with Place(tap, busy="300ms") as place:
        first = Senders(place.server.port, 4).start()
        tap.ok(first.join(30), "locked: statements are taken before")
        other = sqlite3.connect(place.liaison.store, timeout=10, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        senders = Senders(place.server.port, wanted).start()
        end = time.monotonic() + 30
        while time.monotonic() < end and senders.retries < 16:
            time.sleep(0.05)
        tap.ok(senders.retries >= 16, "locked: statements get 4xx", place.liaison.log()[-1000:])
        tap.equal(len(senders.accepted), 0, "locked: none is taken meanwhile")
        _, data = mails.unrelated()
        tap.equal(send(place.server.port, "alice@elsewhere.example", "bob@users.example", data)[0], 250, "locked: unrelated mail passes")
        other.execute("ROLLBACK")
        other.close()
        tap.ok(senders.join(60), "locked: let go, it goes on by itself", place.liaison.log()[-1000:])
        senders.accepted += first.accepted
        judge(tap, place, senders, "locked")


def main():
    need_programs("liaison-milter", "liaisonctl")
    tap = Tap()
    try:
        mta.need_root()
        mta.unpacked("postfix")
    except mta.Unavailable as reason:
        skip_all(str(reason))
    random.seed(int(os.environ.get("LIAISON_SEED") or time.time()))
    for case in (killed, disk_full, locked):
        tap.case(case.__name__, case, tap)
    tap.done()


main()
