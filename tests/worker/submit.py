#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# submit.py - smtp-submit says what the MTA said of the mail: what it has taken is never handed over again, and what it refused never tried again
import os, socket, subprocess, sys, threading
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from worker_test import *

SUBMIT = os.path.join(LIBEXEC, 'smtp-submit')
MAIL = b'Subject: a test\n\n.a line\nend\n'


def serve(listening, replies, got):
    """One session; replies: of a verb, 250 where it says nothing."""
    stream = listening.accept()[0].makefile('rwb')
    say = lambda text: (stream.write(text + b'\r\n'), stream.flush())
    say(b'220 here')
    text = False
    while line := stream.readline():
        if text:
            got.append(line)
            text = line != b'.\r\n'
            if not text:
                say(replies.get(b'.', b'250 taken'))
            continue
        verb = line.split()[0].upper()
        reply = replies.get(verb, b'354 go on' if verb == b'DATA' else b'250 yes')
        say(reply)
        text = reply.startswith(b'354')
        if verb == b'QUIT':
            break
    stream.close()


def submit(**replies):
    got = []
    with socket.create_server(('127.0.0.1', 0)) as listening:
        server = threading.Thread(target=serve, args=(listening, {verb.encode(): reply for verb, reply in replies.items()}, got))
        server.start()
        done = subprocess.run([sys.executable, SUBMIT, '--port', str(listening.getsockname()[1]), '-f', 'a@ietf.example', '--', 'b@itu.example'],
                              input=MAIL, capture_output=True, timeout=60)
        server.join()
    return done.returncode, b''.join(got)


def what_was_taken_stays_taken():
    text = b'Subject: a test\r\n\r\n..a line\r\nend\r\n.\r\n'
    assert submit() == (0, text)
    assert submit(QUIT=b'421 going down') == (0, text)


def a_refusal_is_final_and_a_delay_is_none():
    for verb in 'MAIL', 'RCPT', 'DATA', '.':
        assert submit(**{verb: b'554 no'})[0] == 65, verb
        assert submit(**{verb: b'451 later'})[0] == 75, verb
        assert submit(**{verb: b'554 no', 'QUIT': b'421 going down'})[0] == 65, verb


def no_mta_is_a_delay():
    with socket.create_server(('127.0.0.1', 0)) as taken:
        port = taken.getsockname()[1]
    done = subprocess.run([sys.executable, SUBMIT, '--port', str(port), '-f', 'a@ietf.example', 'b@itu.example'], input=MAIL, capture_output=True, timeout=60)
    assert done.returncode == 75, done


run([what_was_taken_stays_taken, a_refusal_is_final_and_a_delay_is_none, no_mta_is_a_delay])
