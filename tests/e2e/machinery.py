#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The MTAs of these tests themselves: with a milter that does nothing, mail passes both and comes out as it went in."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mails
import mta
from harness import Noop, need_programs, send
from sink import Sink
from tap import Scratch, Tap


def passes(tap, kind, folder, what):
    sink = Sink()
    with Noop(folder, what) as milter, kind(folder, getattr(milter, kind.name), sink.port).start() as server:
        message_id, data = mails.unrelated()
        recipients = ["bob@users.example", "carol@users.example"]
        code, text = send(server.port, "alice@elsewhere.example", recipients, data, options=["BODY=8BITMIME"])
        tap.equal(code, 250, "%s takes mail that passes a no-op milter (%s)" % (kind.name, what), text, server.log()[-1000:])
        tap.equal(sink.recipients(message_id), recipients, "%s delivers it to its recipients" % kind.name, server.log()[-1000:])
        delivered = sink.holding(message_id)
        tap.equal(delivered and delivered[0].body, data.partition(b"\r\n\r\n")[2], "%s leaves the body as it was" % kind.name)


def main():
    need_programs("noop-milter")
    tap = Tap()
    for kind, what in ((mta.Postfix, "accept"), (mta.Sendmail, "take")):
        try:
            with Scratch(kind.name) as folder:
                tap.case(kind.name, passes, tap, kind, folder, what)
        except mta.Unavailable as reason:
            tap.skip(kind.name, str(reason))
    tap.done()


main()
