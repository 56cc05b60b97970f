#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Enormous mail through inspect: no crash, no leak, an answer within two seconds of processor time.

The cases are made here because they are large; tests/milter sends the like through the filter. Meant to be run on the build with the
address and undefined sanitizers too, where a fault ends the program."""
import os
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import Liaison, need_programs, program
from tap import Scratch, Tap

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


def inspect(path, configuration):
    """Exit status, processor seconds and standard error."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([program("liaisonctl"), "-c", configuration, "inspect", "--json", path], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=errors)
        timer = threading.Timer(60, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        return process.returncode, used.ru_utime + used.ru_stime, errors.read(4000).decode(errors="replace")


def sanitized():
    with open(program("liaisonctl"), "rb") as f:
        return b"__asan_init" in f.read()


def main():
    need_programs("liaisonctl")
    tap = Tap()
    limit = SECONDS * (5 if sanitized() else 1)
    with Scratch("enormous") as folder:
        configuration = Liaison(folder).path
        for name, make in GENERATED.items():
            path = os.path.join(folder, "mail")
            with open(path, "wb") as f:
                f.write(make())
            status, seconds, errors = inspect(path, configuration)
            tap.ok(status in (0, 65) and seconds <= limit, "%s: inspected in %.2f s" % (name, seconds), "exit status %d" % status, errors)
    tap.done()


main()
