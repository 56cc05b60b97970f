# SPDX-License-Identifier: BSD-2-Clause
"""delivery.py - what has to happen to a mail, whichever MTA hands it over; postfix.py and sendmail.py run it.

A Place is one MTA with liaison-milter beside it and the sink behind it. Each case mails something, then looks at what was
delivered and at the record.
"""
import json
import os
import time

import mails
from harness import CCAMP_RECIPIENTS, Client, Liaison, send
from mta import free_port
from sink import Sink
from tap import Scratch

OURS = "statements@ietf.example"
INES = "ines.moreau@itu.example"
BASE_URL = "https://statements.ietf.example/"


class Place:
    def __init__(self, tap, kind, settings="", tcp=False, milter="", store=None, mta_settings=None):
        self.tap, self.kind, self.mta_settings = tap, kind, mta_settings
        self.scratch = Scratch(kind.name)
        self.folder = self.scratch.path
        self.sink = Sink()
        address = "inet:%d@127.0.0.1" % free_port() if tcp else None
        self.liaison = Liaison(self.folder, settings, address, store)
        self.liaison.configure(settings, milter)
        self.server = None

    def __enter__(self):
        try:
            self.liaison.start()
            self.server = self.kind(self.folder, getattr(self.liaison, self.kind.name), self.sink.port, self.mta_settings).start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *error):
        if self.server:
            self.server.stop()
        self.liaison.stop()
        self.sink.close()
        self.scratch.__exit__(*error)

    def mail(self, sender, recipients, data, **keywords):
        return send(self.server.port, sender, recipients, data, **keywords)

    def logs(self):
        return "MTA: " + self.server.log()[-1500:] + "\nfilter: " + self.liaison.log()[-1500:]

    def named(self, text):
        return "%s: %s" % (self.kind.name, text)

    def accepted(self, answer, name):
        return self.tap.equal(answer[0], 250, self.named(name), answer[1], self.logs())

    def one_record(self, message_id, name):
        """The record of that message, which must be there once; {} where it is not."""
        found = self.liaison.find(message_id)
        self.tap.equal(len(found), 1, self.named(name), self.logs())
        return found[0] if found else {}

    def reached(self, token, recipients, name):
        self.tap.equal(self.sink.recipients(token), sorted(recipients), self.named(name), self.logs())


def body_of(data):
    return data.partition(b"\r\n\r\n")[2]


def incoming(place):
    message_id, data = mails.incoming()
    place.accepted(place.mail(INES, OURS, data), "an authenticated statement is taken")
    record = place.one_record(message_id, "it is on record once")
    place.reached(message_id, [OURS] + CCAMP_RECIPIENTS, "and reaches those whom it is for, each once")
    delivered = place.sink.holding(message_id)[0]
    place.tap.equal(delivered.sender, INES, place.named("its sender stays"))
    place.tap.equal(delivered.body, body_of(data), place.named("its body stays byte for byte"))
    place.tap.equal(delivered.fields("Liaison-Statement"), [b"id=%d" % record.get("id", 0)], place.named("Liaison-Statement names the record"))
    place.tap.equal(delivered.fields("Archived-At"), [("<%s%d/>" % (BASE_URL, record.get("id", 0))).encode()], place.named("Archived-At its address"))
    fields = ("kind", "direction", "purpose", "deadline", "from", "to")
    place.tap.equal([record.get(f) for f in fields], ["statement", "incoming", "action", "2031-03-14", ["ITU-T SG15"], ["IETF CCAMP WG"]],
                    place.named("the record holds what was stated"))
    place.tap.equal(place.liaison.ctl("raw", str(record.get("id", 0))).stdout.replace("\r\n", "\n").split("\n\n", 1)[1],
                    body_of(data).decode().replace("\r\n", "\n"), place.named("and the mail itself"))


def unauthenticated(place):
    message_id, data = mails.incoming(authenticated=False)
    place.accepted(place.mail(INES, OURS, data), "an unauthenticated statement is taken")
    record = place.one_record(message_id, "it is on record, for a person to look at")
    place.tap.ok("unauthenticated" in json.dumps(record.get("doubts", "")), place.named("with the doubt unauthenticated"), record)
    place.reached(message_id, [OURS, "coordination@ietf.example"], "besides whom it names only coordination has it")


def forged_authentication(place):
    forged = "Authentication-Results: mx.elsewhere.example; dmarc=pass header.from=itu.example"
    message_id, data = mails.incoming(authenticated=False, extra=[forged])
    place.accepted(place.mail(INES, OURS, data), "a statement that some other server vouches for is taken")
    place.reached(message_id, [OURS, "coordination@ietf.example"], "and goes no further than an unauthenticated one")


def unrelated(place):
    message_id, data = mails.unrelated()
    before = len(place.liaison.records())
    place.accepted(place.mail("alice@elsewhere.example", ["bob@users.example", "carol@users.example"], data, options=["BODY=8BITMIME"]), "unrelated mail is taken")
    place.reached(message_id, ["bob@users.example", "carol@users.example"], "and delivered to whom it was sent")
    delivered = place.sink.holding(message_id)[0]
    if place.kind.name == "postfix":                # Sendmail tidies header fields up by itself
        trace = delivered.data.index(b"FROM: alice")
        place.tap.equal(delivered.data[trace:], data, place.named("byte for byte, but for the MTA's own Received"))
        place.tap.ok(delivered.data[:trace].lower().count(b"\r\nreceived:") == 0 and delivered.data.lower().startswith(b"received:"),
                     place.named("and nothing stands above that"), delivered.data[:trace])
    else:
        place.tap.equal(delivered.body, body_of(data), place.named("its body byte for byte"))
    place.tap.equal(delivered.fields("Liaison-Statement"), [b"id=77"], place.named("fields that only look like ours stay"))
    place.tap.equal(len(place.liaison.records()), before, place.named("nothing of it is on record"))


def to_a_person(place):
    message_id, data = mails.incoming(to="dora@ietf.example")
    place.accepted(place.mail(INES, "dora@ietf.example", data), "a statement that was sent to a person is taken")
    record = place.one_record(message_id, "and is on record")
    place.tap.ok("misdirected" in json.dumps(record.get("doubts", "")), place.named("with the doubt misdirected"), record)
    place.tap.ok("dora@ietf.example" in place.sink.recipients(message_id), place.named("that person still gets it"))
    message_id, data = mails.incoming(to="dora@ietf.example", subject="dinner", body="Dora, shall we have dinner on Thursday?\n\nInes\n")
    place.accepted(place.mail(INES, "dora@ietf.example", data), "a private mail between them is taken")
    place.reached(message_id, ["dora@ietf.example"], "reaches her alone")
    place.tap.equal(place.liaison.find(message_id), [], place.named("and is not on record"))
    place.tap.equal(place.sink.holding(message_id)[0].body, body_of(data), place.named("nor changed"))


def outgoing(place):
    message_id, data = mails.outgoing()
    place.accepted(place.mail("ada@ietf.example", [INES, "ccamp@ietf.example"], data), "a statement of ours without approval is taken")
    record = place.one_record(message_id, "it is on record")
    place.tap.equal((record.get("direction"), record.get("state")), ("outgoing", "pending"), place.named("as outgoing, pending"))
    message_id, data = mails.outgoing(sender="CCAMP ADs <ccamp-ads@ietf.example>")
    place.accepted(place.mail("ccamp-ads@ietf.example", [INES, "ccamp@ietf.example"], data), "one that its approver sends is taken")
    place.reached(message_id, [INES] + CCAMP_RECIPIENTS + ["coordination@ietf.example"], "and goes out, with copies for our own side")
    delivered = place.sink.holding(message_id)[0]
    place.tap.equal(delivered.fields("Reply-To"), [b"itu-liaison@ietf.example"], place.named("replies come to our liaison manager"))
    place.tap.equal(delivered.body, body_of(data), place.named("its body is as it was"))
    place.tap.equal(place.sink.holding(record.get("message_id", "?")), [], place.named("the held one has gone nowhere by then"))


def send_to(place):
    body = (mails.OUTGOING % {"number": 9000}).replace("ITU-T SG15", "3GPP SA4").replace("itu.example", "3gpp.example")
    message_id, data = mails.outgoing(sender="ccamp-ads@ietf.example", to="lee@3gpp.example, kim@3gpp.example", body=body)
    place.accepted(place.mail("ccamp-ads@ietf.example", ["lee@3gpp.example", "KIM@3gpp.example", "ccamp@ietf.example"], data), "a statement to a peer with a Send To is taken")
    place.reached(message_id, ["3gpp-liaison@3gpp.example", "ccamp@ietf.example", "ccamp-ads@ietf.example", "ccamp-chairs@ietf.example",
                  "coordination@ietf.example"], "it goes to Send To in place of their contacts, and to our own side")


def forged_fields(place):
    forged = ["Liaison-Statement: id=1", "Archived-At: <%s99/>" % BASE_URL, "X-First: 1", "Liaison-Statement: id=2", "liaison-statement: id=3",
              "Archived-At: <https://lists.example/one>", "X-Second: 2", "Archived-At: <%s98/>" % BASE_URL, "Archived-At: <https://lists.example/two>"]
    message_id, data = mails.incoming(extra=forged)
    place.accepted(place.mail(INES, OURS, data), "a statement with forged fields is taken")
    record = place.one_record(message_id, "and on record")
    place.sink.wait(message_id)
    delivered = place.sink.holding(message_id)[0]
    place.tap.equal(delivered.fields("Liaison-Statement"), [b"id=%d" % record.get("id", 0)], place.named("all forged Liaison-Statement fields are gone, ours is there"))
    place.tap.equal(sorted(delivered.fields("Archived-At")), sorted([b"<https://lists.example/one>", b"<https://lists.example/two>",
                    ("<%s%d/>" % (BASE_URL, record.get("id", 0))).encode()]), place.named("of Archived-At only those under our address"))
    place.tap.equal([n for n, v in delivered.fields() if n.startswith(b"X-")], [b"X-First", b"X-Second"], place.named("other fields stay, in order"))


def null_sender(place):
    bounce = "This is the mail system. I could not deliver your message.\n\nTitle: On nothing\nPurpose: For action\n"
    message_id, data = mails.incoming(body=bounce, sender="MAILER-DAEMON@itu.example", subject="Undelivered Mail Returned to Sender")
    place.accepted(place.mail("", OURS, data), "a bounce to a liaison address is taken")
    place.reached(message_id, [OURS], "and delivered")
    delivered = place.sink.holding(message_id)[0]
    place.tap.equal((delivered.sender, delivered.body), ("", body_of(data)), place.named("with the null sender, unchanged"))
    place.tap.equal(place.liaison.find(message_id), [], place.named("it is no statement"))


def no_header(place):
    for data in (b"\r\nTitle: no header at all\r\n", b"\r\n"):
        place.accepted(place.mail(INES, OURS, data), "a message without any header field is taken (%d bytes)" % len(data))


def utf8(place):
    with Client(place.server.port) as client:
        if not client.has_extn("smtputf8"):
            return place.tap.skip(place.named("SMTPUTF8"), "this MTA does not offer it")
        message_id, data = mails.incoming(sender="J\u00f6rg M\u00fcller <j\u00f6rg@itu.example>", extra=["X-Test: gr\u00fc\u00dfe"])
        answer = client.deliver("j\u00f6rg@itu.example", OURS, data, options=["BODY=8BITMIME", "SMTPUTF8"])
    place.accepted(answer, "a statement from an internationalized address is taken")
    record = place.one_record(message_id, "and on record")
    place.tap.equal(record.get("received_from") and "j\u00f6rg@itu.example" in json.dumps(record["received_from"], ensure_ascii=False), True,
                    place.named("with its sender"), record.get("received_from"))
    delivered = place.sink.wait(message_id)
    place.tap.equal(delivered[0].sender if delivered else None, "j\u00f6rg@itu.example", place.named("which the MTA still has"))


def one_connection(place):
    """Statements, unrelated mail, aborted transactions and a lost connection, none of which may leave anything to the next."""
    expected, others = [], []
    with Client(place.server.port) as client:
        for number in range(6):
            client.mail(INES)
            client.rcpt("mpls-chairs@ietf.example")
            client.rset()
            message_id, data = mails.incoming()
            place.accepted(client.deliver(INES, OURS, data), "statement %d of one connection is taken" % number)
            expected.append(message_id)
            message_id, data = mails.unrelated()
            client.deliver("alice@elsewhere.example", "bob@users.example", data)
            others.append(message_id)
    for message_id in expected:
        place.reached(message_id, [OURS] + CCAMP_RECIPIENTS, "and reaches its own recipients")
    place.tap.equal([len(place.liaison.find(m)) for m in expected], [1] * 6, place.named("each is on record once"))
    place.tap.equal([place.sink.recipients(m) for m in others], [["bob@users.example"]] * 6, place.named("unrelated mail between them is as ever"))
    message_id, data = mails.incoming()
    client = Client(place.server.port)
    client.mail(INES)
    client.rcpt(OURS)
    client.docmd("DATA")
    client.sock.sendall(data[:len(data) // 2])
    client.sock.close()
    time.sleep(0.3)
    place.tap.equal(place.liaison.find(message_id), [], place.named("a message that broke off half way is not on record"))


def spellings(place):
    message_id, data = mails.incoming()
    place.accepted(place.mail(INES, ["STATEMENTS@Ietf.Example", "Ccamp-Chairs@IETF.example"], data), "recipients in other spellings are taken")
    place.reached(message_id, [OURS] + CCAMP_RECIPIENTS, "nobody gets it twice for that")


def twice(place):
    message_id, data = mails.incoming()
    for number in (1, 2):
        place.sink.forget()
        place.accepted(place.mail(INES, OURS, data), "the same message, time %d, is taken" % number)
        place.reached(message_id, [OURS] + CCAMP_RECIPIENTS, "and its plan carried out")
    record = place.one_record(message_id, "it has one record")
    shown = place.liaison.ctl("show", "--json", str(record.get("id", 0))).stdout
    place.tap.ok('"resent"' in shown, place.named("with an event resent"), shown)
    place.sink.forget()
    place.accepted(place.mail(INES, "coordination@ietf.example", data), "the same message to another address of ours is taken")
    place.reached(message_id, ["coordination@ietf.example"], "those who have it do not get it again")
    place.one_record(message_id, "and it still has one record")


def socket_of_tcp(tap, kind):
    with Place(tap, kind, tcp=True) as place:
        message_id, data = mails.incoming()
        place.accepted(place.mail(INES, OURS, data), "over a TCP socket a statement is taken")
        place.one_record(message_id, "on record")
        place.reached(message_id, [OURS] + CCAMP_RECIPIENTS, "and distributed")


def observing(tap, kind):
    with Place(tap, kind, 'mode = "observe";') as place:
        message_id, data = mails.incoming(extra=["Liaison-Statement: id=9"])
        place.accepted(place.mail(INES, OURS, data), "an observing filter takes a statement")
        place.one_record(message_id, "puts it on record")
        place.reached(message_id, [OURS], "adds nobody")
        place.tap.equal(place.sink.holding(message_id)[0].fields("Liaison-Statement"), [b"id=9"], place.named("and edits nothing"))
        message_id, data = mails.outgoing()
        place.accepted(place.mail("ada@ietf.example", INES, data), "an outgoing one is taken")
        place.reached(message_id, [INES], "and not held")


def too_large(tap, kind):
    with Place(tap, kind, 'limits: { message_size = "64K"; };') as place:
        filler = "A line that makes it long, and says nothing at all to anybody.\n" * 2000
        message_id, data = mails.incoming(body=mails.STATEMENT % {"number": 1} + filler)
        code, text = place.mail(INES, OURS, data)
        tap.ok(code == 552 and text.startswith(b"5.3.4"), place.named("a statement over the limit is refused with 552 5.3.4"), code, text, place.logs())
        tap.equal(place.liaison.find(message_id), [], place.named("and not on record"))
        message_id, data = mails.incoming(to="dora@ietf.example", body=mails.STATEMENT % {"number": 1} + filler)
        place.accepted(place.mail(INES, "dora@ietf.example", data), "one to a person is let go")
        place.reached(message_id, ["dora@ietf.example"], "and reaches that person")
        message_id, data = mails.unrelated(size=200000)
        place.accepted(place.mail("alice@elsewhere.example", "bob@users.example", data), "large unrelated mail passes")
        message_id, data = mails.incoming()
        place.accepted(place.mail(INES, OURS, data), "and a statement within the limit too")
        place.one_record(message_id, "on record")


def no_store(tap, kind):
    with Scratch("store") as elsewhere, Place(tap, kind, store=os.path.join(elsewhere, "missing", "record.db")) as place:
        message_id, data = mails.incoming()
        code, text = place.mail(INES, OURS, data)
        tap.ok(code == 451, place.named("without a store a statement gets 451"), code, text, place.logs())
        other, unrelated_data = mails.unrelated()
        place.accepted(place.mail("alice@elsewhere.example", "bob@users.example", unrelated_data), "unrelated mail passes all the same")
        place.reached(other, ["bob@users.example"], "and arrives")
        out, outgoing_data = mails.outgoing()
        code, text = place.mail("ada@ietf.example", INES, outgoing_data)
        tap.ok(code == 451, place.named("an outgoing statement gets 451 as well"), code, text)
        os.mkdir(os.path.join(elsewhere, "missing"))
        end = time.monotonic() + 20
        while code != 250 and time.monotonic() < end:
            code, text = place.mail(INES, OURS, data)
            time.sleep(0.2)
        tap.equal(code, 250, place.named("once there is room for it, it goes on by itself"), text, place.logs())
        place.one_record(message_id, "and the statement is on record")


CASES = [incoming, unauthenticated, forged_authentication, unrelated, to_a_person, outgoing, send_to, forged_fields, null_sender, no_header, utf8, one_connection,
         spellings, twice]
PLACES = [socket_of_tcp, observing, too_large, no_store]


def run(tap, kind):
    """All of it with one MTA."""
    with Place(tap, kind) as place:
        for case in CASES:
            tap.case(case.__name__, case, place)
        status = place.liaison.stop()
        tap.equal(status, 0, place.named("told to end, the filter exits 0"), place.liaison.log()[-1500:])
    for make in PLACES:
        tap.case(make.__name__, make, tap, kind)
