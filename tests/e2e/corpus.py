#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Broken, strange and enormous mail, through inspect and through the filter: no crash, no leak, an answer within two seconds.

The mails of the corpus where there is one ($LIAISON_CORPUS, else ../shared/corpus beside the source), and cases that are generated here
because they are large. Meant to be run on the build with the address and undefined sanitizers too, where a fault ends the program."""
import glob
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import miltertalk
from harness import Liaison, corpus, need_programs, program
from tap import Scratch, Tap

OURS, INES = "statements@ietf.example", "ines.moreau@itu.example"
SECONDS = 2.0


def head(kind):
    return (b"From: Ines Moreau <ines.moreau@itu.example>\nTo: statements@ietf.example\nSubject: LS on strange mail\nMessage-ID: <%s@itu.example>\n"
            b"MIME-Version: 1.0\n" % kind.encode())


def nested(depth):
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(depth))
    return head("nested") + opened + b"Content-Type: text/plain\n\ndeep\n" + b"".join(b"--b%d--\n" % i for i in reversed(range(depth)))


def forwarded(depth):
    return head("forwarded") + b"Content-Type: message/rfc822\n\n" * depth + b"Subject: innermost\n\ndeep\n"


def parts(count):
    return head("parts") + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * count + b"--b--\n"


def one_long_field(size):
    return head("field") + b"X-Long: " + b"x" * size + b"\n\nbody\n"


def many_fields(count):
    return head("fields") + b"".join(b"X-%d: %s\n" % (i, b"v" * 60) for i in range(count)) + b"\nbody\n"


GENERATED = {
    "multiparts nested 10000 deep": lambda: nested(10000),
    "mails within mails, 5000 deep": lambda: forwarded(5000),
    "100000 parts": lambda: parts(100000),
    "a header of 60 MB in one field": lambda: one_long_field(60 << 20),
    "a header of 60 MB in fields": lambda: many_fields((60 << 20) // 68),
    "NULs everywhere": lambda: head("nul") + b"X-\0N: a\0b\n\0\n\nTitle: a\0b\nFrom: \0\nPurpose: For \0action\n" + b"\0" * 5000 + b"\n",
    "only a header": lambda: head("header"),
    "a million addresses": lambda: head("addresses") + b"Cc: " + b"a@b.example,\n " * 1000000 + b"\n\nTitle: x\n",
    "a line of 10 MB": lambda: head("line") + b"\nTitle: " + b"word " * (2 << 20) + b"\n",
    "labels without end": lambda: head("labels") + b"\n" + b"From: ITU-T SG15\nTo: CCAMP WG\nDeadline: 2031-01-01\nPurpose: For action\n" * 100000,
    "HTML nested 100000 deep": lambda: head("html") + b"Content-Type: text/html\n\n" + b"<div><b>" * 100000 + b"x",
}


class Worst:
    """The slowest of many, and what went wrong."""

    def __init__(self):
        self.lock, self.seconds, self.name, self.faults = threading.Lock(), 0.0, "-", []

    def took(self, name, seconds):
        with self.lock:
            if seconds > self.seconds:
                self.seconds, self.name = seconds, name
            if seconds > SECONDS:
                self.faults.append("%s: %.1f s" % (name, seconds))

    def fault(self, text):
        with self.lock:
            self.faults.append(text)


def inspect(path, name, configuration, worst):
    """Exit 0, or 65 for what is no mail; anything else is a fault. Counts its processor time, since others run beside it."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([program("liaisonctl"), "-c", configuration, "inspect", "--json", path], stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        timer = threading.Timer(60, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        worst.took(name, used.ru_utime + used.ru_stime)
        if process.returncode not in (0, 65):
            errors.seek(0)
            worst.fault("%s: exit status %d: %s" % (name, process.returncode, errors.read(4000).decode(errors="replace")))


def inspect_all(tap, files, configuration, what):
    worst, todo = Worst(), iter(files)
    lock = threading.Lock()

    def work():
        while True:
            with lock:
                path = next(todo, None)
            if path is None:
                return
            inspect(path, os.path.relpath(path, corpus()) if corpus() and path.startswith(corpus()) else os.path.basename(path), configuration, worst)
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    tap.equal(worst.faults[:5], [], "inspect reads %d %s; the slowest takes %.2f s (%s)" % (len(files), what, worst.seconds, worst.name))


def filter_one(liaison, session, name, header, body, worst):
    """One message through the filter on that session; a new session where the old one is gone."""
    began = time.monotonic()
    try:
        answer = session.message(INES, [OURS], header, body)
    except (miltertalk.Gone, OSError) as error:
        # a frame that libmilter itself finds too long ends the connection, not the daemon; Postfix never sends one
        if liaison.process.poll() is not None:
            worst.fault("%s: the filter ended with status %s" % (name, liaison.process.returncode))
            raise
        answer = "gone (%s)" % type(error).__name__
        session = miltertalk.Session(liaison.address)
    worst.took(name, time.monotonic() - began)
    if answer not in ("a", "c", "d", "r", "y", "t"):
        worst.fault("%s: the answer is %s" % (name, answer))
    return session, answer


def filter_all(tap, liaison, mails, what):
    worst, session, count = Worst(), miltertalk.Session(liaison.address), 0
    answers = {}
    for name, data in mails:
        header, body = miltertalk.split(data)
        session, answer = filter_one(liaison, session, name, header, body, worst)
        answers[answer] = answers.get(answer, 0) + 1
        count += 1
    session.close()
    tap.equal(worst.faults[:5], [], "the filter takes %d %s; the slowest takes %.2f s (%s); answers %s" % (count, what, worst.seconds, worst.name, answers),
              liaison.log()[-2000:])


def endless(tap, liaison):
    """A gigabyte of base64: refused as too large, and never held."""
    line = b"TWFueSBieXRlcyB0aGF0IHNheSBub3RoaW5nIGFuZCBuZXZlciBlbmQsIG5vIG1hdHRlciBob3cgbG8=\r\n"
    chunk = (line * 800)[:65535]
    worst = Worst()
    header, _ = miltertalk.split(head("endless") + b"Content-Transfer-Encoding: base64\n\n")
    with miltertalk.Session(liaison.address) as session:
        _, answer = filter_one(liaison, session, "a gigabyte", header, itertools.repeat(chunk, (1 << 30) // len(chunk)), Worst())
        tap.ok(answer == "y" and session.text.startswith("552 5.3.4"), "a gigabyte of base64 gets 552 5.3.4", answer, session.text, *worst.faults)
    with open("/proc/%d/status" % liaison.process.pid) as f:
        peak = next(int(line.split()[1]) for line in f if line.startswith("VmHWM"))
    if "sanitize" not in os.environ.get("LIAISON_BUILD_KIND", ""):
        tap.ok(peak < 1 << 20, "the filter's memory has stayed below 1 GB (peak %d MB)" % (peak >> 10))


def main():
    need_programs("liaison-milter", "liaisonctl")
    tap = Tap()
    found = corpus()
    with Scratch("corpus") as folder:
        liaison = Liaison(folder)
        if found:
            files = sorted(p for p in glob.glob(found + "/mime/**", recursive=True) if os.path.isfile(p)) + sorted(glob.glob(found + "/statements/*/message.eml"))
            inspect_all(tap, files, os.path.join(found, "liaison-milter.conf"), "mails of the corpus")
        else:
            tap.skip("mails of the corpus", "there is none")
        for name, make in GENERATED.items():
            path = os.path.join(folder, name.replace(" ", "-"))
            with open(path, "wb") as f:
                f.write(make())
            inspect_all(tap, [path], liaison.path, "generated mail")
            os.remove(path)
        with liaison:
            if found:
                def read(path):
                    with open(path, "rb") as f:
                        return f.read()
                filter_all(tap, liaison, ((os.path.relpath(p, found), read(p)) for p in files), "mails of the corpus")
            filter_all(tap, liaison, ((name, make()) for name, make in GENERATED.items()), "generated mails")
            endless(tap, liaison)
            tap.ok(liaison.process.poll() is None, "the filter is still there")
            tap.equal(liaison.stop(60), 0, "it ends with status 0: no leak", liaison.log()[-3000:])
            checked = liaison.ctl("check", check=False)
            tap.equal(checked.returncode, 0, "the record is whole", checked.stdout[-1000:], checked.stderr[-1000:])
    tap.done()


main()
