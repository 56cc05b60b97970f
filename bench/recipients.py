#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""What a message with 200 recipients costs of which 3 are changed, against the same message of which none is: a statement of ours on a real
Postfix, from its end of data to the 250. Observing, the filter records the same and edits nothing. Prints both medians and their ratio.

    recipients.py [ROUNDS]
"""
import os
import statistics
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tests", "e2e"))
import mails
import mta
from approval import OUR_RESULT, SETTINGS, Desk
from harness import Client
from tap import Tap, skip_all

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 40
THEIRS = ["lee@3gpp.example", "kim@3gpp.example", "ann@3gpp.example"]
RECIPIENTS = ["person%d@ietf.example" % n for n in range(197)] + THEIRS
PRESENT = ["ccamp-ads@ietf.example", "ccamp@ietf.example", "coordination@ietf.example", "3gpp-liaison@3gpp.example"]


def measure(desk, number):
    """Seconds from the end of the data to the answer."""
    body = (mails.OUTGOING % {"number": number}).replace("ITU-T SG15", "3GPP SA4").replace("itu.example", "3gpp.example")
    message_id, data = mails.outgoing(sender="ccamp-ads@ietf.example", to="lee@3gpp.example", extra=[OUR_RESULT], body=body)
    with Client(desk.server.port) as client:
        client.mail("ccamp-ads@ietf.example")
        for recipient in RECIPIENTS[len(PRESENT):] + PRESENT:
            client.rcpt(recipient)
        client.docmd("DATA")
        client.sock.sendall(data)
        began = time.perf_counter()
        client.sock.sendall(b".\r\n")
        code, text = client.getreply()
        took = time.perf_counter() - began
    if code != 250:
        raise RuntimeError("%d %r" % (code, text))
    return took


def main():
    medians = {}
    taken = {"edited": [], "observed": []}
    tap = Tap()
    with Desk(tap, mta.Postfix, SETTINGS) as edited, Desk(tap, mta.Postfix, SETTINGS + 'mode = "observe";') as observed:
        observed.submit_to(observed.server.port, SETTINGS + 'mode = "observe";')
        for number in range(ROUNDS):
            for name, desk in (("edited", edited), ("observed", observed)):
                taken[name].append(measure(desk, 7000 + number))
                desk.sink.forget()
    for name, values in taken.items():
        medians[name] = statistics.median(values[len(values) // 10:])
        print("%-9s %6.2f ms" % (name, medians[name] * 1000))
    print("ratio     %6.2f" % (medians["edited"] / medians["observed"]))


try:
    main()
except mta.Unavailable as reason:
    skip_all(str(reason))
