# SPDX-License-Identifier: BSD-2-Clause
"""approval.py - what is held, who is asked, what an answer does, and that each recipient has the mail once in the end; approval-postfix.py
and approval-sendmail.py run it.

No client counts as one of ours here: an Authentication-Results field vouches for who is meant to be authenticated, and nobody for the others.
"""
import json
import re
import sqlite3
import subprocess
import time

import mails
from delivery import INES, OURS, Place, body_of
from harness import program

OUR_RESULT = "Authentication-Results: mx.test.example; dkim=pass header.d=ietf.example; dmarc=pass header.from=ietf.example"
PEER_RECIPIENT = INES
CC = ["ccamp-ads@ietf.example", "ccamp-chairs@ietf.example", "ccamp@ietf.example", "coordination@ietf.example", "itu-liaison@ietf.example"]
SETTINGS = """
outgoing: { submission_clients = [ "192.0.2.1" ]; };
review: { address = "liaison-review@ietf.example"; };
roles: ( { name = "ccamp-ads@ietf.example"; members = [ "olga@ietf.example", "adam@ietf.example" ]; } );
settle = "0s";
"""


class Desk(Place):
    """A Place whose mail of ours goes to its own MTA, and with jobs done on demand. way: outgoing.hold."""

    def __init__(self, tap, kind, settings="", way="discard", **keywords):
        super().__init__(tap, kind, settings, **keywords)
        self.way = way

    def named(self, text):
        return super().named(text if self.way == "discard" else self.way + ": " + text)

    def __enter__(self):
        super().__enter__()
        self.submit_to(self.server.port)
        return self

    def submit_to(self, port, settings=SETTINGS):
        self.command = '"%s", "--port", "%d", "-f", "%%f", "--"' % (program("smtp-submit"), port)
        self.configure(settings)

    def configure(self, settings=SETTINGS):
        if self.way == "quarantine":
            names = ("release", "released", "remove", "removed", "show")
            outgoing = ['hold = "quarantine"'] + ["%s = %s" % (n, json.dumps(v)) for n, v in zip(names, self.server.quarantine())]
            settings = settings.replace("outgoing: {", "outgoing: { %s; " % "; ".join(outgoing))
        self.liaison.configure(settings + "notify: { submit = [ %s ]; };\n" % self.command)
        if self.liaison.process:
            self.liaison.stop()
            self.liaison.start()

    def mail(self, sender, recipients, data, **keywords):
        """As an MTA that tries again: the socket of a filter that has just begun is not open to all yet."""
        for _ in range(20):
            answer = super().mail(sender, recipients, data, **keywords)
            if answer[0] // 100 != 4:
                break
            time.sleep(0.2)
        return answer

    def work(self):
        """All jobs that are due, those of liaison-queue too where it has any."""
        said = ""
        for name in ("liaison-queue", "liaison-worker") if self.way == "quarantine" else ("liaison-worker",):
            done = subprocess.run([program(name), "-f", "--once", "-c", self.liaison.path], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  timeout=120)
            if done.returncode:
                raise RuntimeError("%s: %d: %s" % (name, done.returncode, done.stderr[-2000:]))
            said += done.stderr
        return said

    def state(self, message_id):
        return [r["state"] for r in self.liaison.find(message_id)]

    def notice(self, kind, to, number):
        """The delivery of that notice of ours about that record, or None."""
        wanted = b"Liaison-Notice: %s; id=%d" % (kind.encode(), number)
        found = [d for d in self.sink.wait(wanted, 10) if [r.lower() for r in d.recipients] == [to]]
        return found[0] if found else None

    def answer(self, notice, text, sender="olga@ietf.example", authenticated=True, address=None, extra=(), envelope=None):
        """Mails an answer to the notice's Reply-To; the reply's Message-ID."""
        message_id = mails.new_id("ietf.example")
        address = address or notice.fields("Reply-To")[0].decode()
        data = mails.compose([OUR_RESULT if authenticated else None, "From: %s" % sender, "To: " + address, "Subject: Re: approval",
                              "Date: Tue, 4 Mar 2031 11:00:00 +0100", "Message-ID: " + message_id, *extra], text)
        self.accepted(self.mail(sender if envelope is None else envelope, address, data), "the answer %r of %s is taken" % (text.split("\n")[0], sender))
        return message_id

    def told(self, message_id, words):
        """Is the answer to that answer about words?"""
        self.work()
        found = [d for d in self.sink.wait(b"In-Reply-To: " + message_id.encode(), 10)]
        return len(found) == 1 and words.encode() in found[0].body


def hold(desk, recipients=(PEER_RECIPIENT, "ccamp@ietf.example"), **keywords):
    """A held statement: its Message-ID, bytes and record."""
    keywords.setdefault("extra", [OUR_RESULT])
    message_id, data = mails.outgoing(**keywords)
    desk.accepted(desk.mail("ada@ietf.example", list(recipients), data), "a statement without approval is taken")
    record = desk.one_record(message_id, "and on record")
    return message_id, data, record


def asked(desk):
    message_id, data, record = hold(desk)
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    if not desk.tap.ok(request, desk.named("the approver is asked"), desk.logs()):
        return
    desk.tap.ok(re.fullmatch(r"liaison-review\+[a-z2-7]{26}@ietf\.example", request.fields("Reply-To")[0].decode()), desk.named("with a reply address of its own"),
                request.fields("Reply-To"))
    desk.tap.ok(b"The CCAMP WG intends the second reading." in request.body, desk.named("with the whole statement"))
    desk.tap.equal(request.fields("Auto-Submitted"), [b"auto-generated"], desk.named("marked as automatic"))
    desk.tap.ok(request.sender.startswith("liaison-review+b"), desk.named("from a bounce address of ours"), request.sender)
    desk.tap.ok(desk.notice("held", "ada@ietf.example", record["id"]), desk.named("its author is told that it waits"))
    desk.tap.ok(desk.notice("held-copy", "itu-liaison@ietf.example", record["id"]), desk.named("the liaison manager too"))
    desk.tap.equal([d for d in desk.sink.holding(message_id) if INES in d.recipients], [], desk.named("nothing goes to the peer"))
    before = len(desk.sink.deliveries)
    desk.work()
    desk.tap.equal(len(desk.sink.deliveries), before, desk.named("nobody is asked twice"))
    desk.tap.equal(len(desk.liaison.find(message_id)), 1, desk.named("mail of ours makes no further record"))


def final(desk, message_id, name):
    """Who has the statement itself (and not a notice that shows it)."""
    desk.sink.wait(message_id, 10)
    got = desk.sink.reached(message_id)
    return desk.tap.equal(got, sorted([PEER_RECIPIENT] + CC), desk.named(name), desk.logs())


def approved_by_mail(desk):
    message_id, data, record = hold(desk)
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    reply = desk.answer(request, "Approve.\n\nOn Tue, 4 Mar 2031 Liaison wrote:\n> kill it\n")
    desk.tap.equal(desk.state(message_id), ["approved"], desk.named("an answer of a member of the role approves"), desk.logs())
    desk.work()
    final(desk, message_id, "and then it goes out, once to each")
    sent = [d for d in desk.sink.holding(message_id) if INES in d.recipients]
    if sent:
        desk.tap.equal(sent[0].body, body_of(data), desk.named("its body byte for byte"))
        desk.tap.equal(sent[0].fields("Reply-To"), [b"itu-liaison@ietf.example"], desk.named("with the planned Reply-To"))
        desk.tap.equal(sent[0].fields("Liaison-Statement"), [b"id=%d" % record["id"]], desk.named("and the record's number"))
        desk.tap.equal(sent[0].fields("From"), [b"Ada Brandt <ada@ietf.example>"], desk.named("From its author"))
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("and is posted"))
    desk.tap.ok(desk.told(reply, "approve"), desk.named("the approver is told"))
    show = desk.liaison.ctl("show", "--json", str(record["id"])).stdout
    desk.tap.ok("olga@ietf.example for ccamp-ads@ietf.example" in show, desk.named("the history says who approved, for whom"), show)
    # twice
    again = desk.answer(request, "approve\n")
    desk.tap.ok(desk.told(again, "used already"), desk.named("a token that was used is refused"), desk.logs())
    desk.work()
    final(desk, message_id, "and nothing goes out a second time")


def wrong_answers(desk):
    message_id, data, record = hold(desk)
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    address = request.fields("Reply-To")[0].decode()
    cases = [
        ("forged", dict(authenticated=False), None),
        ("from a list", dict(extra=["List-Id: <x.ietf.example>"]), None),
        ("automatic", dict(extra=["Auto-Submitted: auto-replied"]), None),
        ("of somebody else", dict(sender="mallory@ietf.example"), "not among those"),
        ("with two authors", dict(sender="olga@ietf.example, mallory@ietf.example", envelope="mallory@ietf.example"), None),
        ("with a token of nobody", dict(address="liaison-review+" + "a" * 26 + "@ietf.example"), "is not known"),
        ("without a token", dict(address="liaison-review@ietf.example"), "holds no token"),
    ]
    for name, keywords, words in cases:
        reply = desk.answer(request, "approve\n", **keywords)
        if words:
            desk.tap.ok(desk.told(reply, words), desk.named("an answer %s is refused politely" % name), desk.logs())
        else:
            desk.work()
            desk.tap.equal(desk.sink.holding(b"In-Reply-To: " + reply.encode()), [], desk.named("an answer %s is not answered" % name))
        desk.tap.equal(desk.state(message_id), ["pending"], desk.named("and approves nothing (%s)" % name))
    reply = desk.answer(request, "aprove\n")
    desk.tap.ok(desk.told(reply, "no commands"), desk.named("a slip is said"), desk.logs())
    reply = desk.answer(request, "approve\ndedline 2031-01-01\n")
    desk.tap.ok(desk.told(reply, "dedline"), desk.named("one behind a command as well, and nothing is done"), desk.logs())
    desk.tap.equal(desk.state(message_id), ["pending"], desk.named("it still waits"))
    reply = desk.answer(request, "approve\n", sender="Adam <adam@ietf.example>", address=address.upper())
    desk.tap.equal(desk.state(message_id), ["approved"], desk.named("another member approves, whatever the case of the address"), desk.logs())


def killed_by_mail(desk):
    message_id, data, record = hold(desk)
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    reply = desk.answer(request, "note asked Ada\nkill was never agreed by the group, and\nis not ready\n")
    desk.tap.equal(desk.state(message_id), ["dead"], desk.named("kill needs no queue"), desk.logs())
    desk.tap.ok(desk.told(reply, "is not ready"), desk.named("and is confirmed"))
    desk.work()
    desk.tap.equal([d for d in desk.sink.holding(message_id) if INES in d.recipients], [], desk.named("a killed one goes nowhere"))


def restart_of_everything(desk):
    message_id, data, record = hold(desk)
    desk.liaison.stop()
    desk.server.stop()
    desk.liaison.start()
    desk.server.start()
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    if not desk.tap.ok(request, desk.named("after a restart of everything the approver is asked"), desk.logs()):
        return
    desk.liaison.stop()
    desk.liaison.start()
    desk.answer(request, "approve\n")
    desk.liaison.stop()
    desk.server.stop()
    desk.work()                    # nobody takes mail: what has to be submitted is tried again, what lies in the queue goes on from there
    desk.tap.equal(desk.state(message_id), ["approved" if desk.way == "discard" else "posted"], desk.named("while everything is away it waits"))
    desk.liaison.start()
    desk.server.start()
    release_again(desk)
    desk.work()
    final(desk, message_id, "and goes out once all are back, once to each")
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("and is posted"))


def split_by_domain(desk):
    """An MTA before us has parted its recipients into two transactions."""
    message_id, data, record = hold(desk, recipients=[INES])
    for name in ("is taken", "is taken again"):
        desk.accepted(desk.mail("ada@ietf.example", ["jonas@itu.example", "olga@ietf.example"], data), "a copy in another envelope " + name)
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    for _ in range(2):
        desk.work()
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("approved it is posted, in whatever envelopes it came"), desk.logs())
    got = lambda: desk.sink.reached(message_id)
    deadline = time.monotonic() + 10
    while len(got()) < 8 and time.monotonic() < deadline:
        desk.sink.wait(message_id, 1)
    desk.tap.equal(got(), sorted([INES, "jonas@itu.example", "olga@ietf.example"] + CC), desk.named("whoever an envelope named has it, once"), desk.logs())
    before = got()
    desk.accepted(desk.mail("ada@ietf.example", ["jonas@itu.example", "nora@itu.example"], data), "a copy in an envelope that comes when it has gone out")
    release_again(desk)
    for _ in range(2):
        desk.work()
    told = desk.notice("trouble", "coordination@ietf.example", record["id"])
    desk.tap.ok(told and b"nora@itu.example" in told.data and b"jonas@itu.example" not in told.data, desk.named("coordination is told whom it missed"), desk.logs())
    desk.tap.equal(got(), before, desk.named("and nobody is given it again"))


def decided_differently(desk):
    """The first envelope went while the approvers were only told; the next comes when statements are held."""
    try:
        desk.configure(SETTINGS.replace("outgoing: {", 'outgoing: { approval = "notify";'))
        message_id, data, record = hold(desk, recipients=[INES])
    finally:
        desk.configure()
    got = lambda: desk.sink.reached(message_id)
    first = sorted([INES] + CC)
    final(desk, message_id, "a statement that is not held goes out")
    desk.accepted(desk.mail("ada@ietf.example", ["jonas@itu.example"], data), "a copy in an envelope that is held is taken")
    desk.work()
    desk.tap.equal((got(), desk.state(message_id)), (first, ["pending"]), desk.named("and goes nowhere yet"), desk.logs())
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    if not desk.tap.ok(request, desk.named("its approver is asked then"), desk.logs()):
        desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    else:
        desk.answer(request, "approve\n")
    for _ in range(2):
        desk.work()
    deadline = time.monotonic() + 10
    while len(got()) < len(first) + 1 and time.monotonic() < deadline:
        desk.sink.wait(message_id, 1)
    desk.tap.equal((got(), desk.state(message_id)), (sorted(first + ["jonas@itu.example"]), ["posted"]), desk.named("approved it goes to those of that envelope, and to nobody twice"),
                   desk.logs())


def release_again(desk):
    """Every job that waits for another try is due now."""
    with sqlite3.connect(desk.liaison.store, timeout=20) as store:
        store.execute("UPDATE job SET due = 0 WHERE state = 'waiting'")


def by_hand(desk):
    message_id, data, record = hold(desk)
    other = desk.liaison.ctl("approve", str(record["id"]), "--by", "mallory@ietf.example", check=False)
    desk.tap.equal((other.returncode, desk.state(message_id)), (64, ["pending"]), desk.named("approve --by somebody who may not is refused"), other.stderr)
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    twice = desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example", check=False)
    desk.tap.equal(twice.returncode, 64, desk.named("approve twice is said"), twice.stderr)
    desk.work()
    final(desk, message_id, "liaisonctl approve lets it go")
    desk.work()
    final(desk, message_id, "once")


def two_bodies(desk):
    body = (mails.OUTGOING % {"number": 8000}).replace("From: IETF CCAMP WG", "From: IETF CCAMP WG, IETF MPLS WG")
    message_id, data, record = hold(desk, body=body)
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    reply = desk.answer(request, "approve\n")
    desk.tap.equal(desk.state(message_id), ["pending"], desk.named("where two bodies speak, the approval of one is not enough"), desk.logs())
    desk.tap.ok(desk.told(reply, "waits for the approval of MPLS WG"), desk.named("and that is said"))
    desk.liaison.ctl("approve", str(record["id"]), "--by", "mpls-ads@ietf.example")
    desk.tap.equal(desk.state(message_id), ["approved"], desk.named("that of both is"))
    desk.work()
    desk.tap.ok(INES in desk.sink.recipients(message_id), desk.named("then it goes out"))


def posting(desk):
    """Post never takes the place of approval, by whatever way it is asked for; what was let go needs it only where approval is still wanted."""
    message_id, data, record = hold(desk)
    number = str(record["id"])
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    by_hand = desk.liaison.ctl("post", number, check=False)
    desk.tap.equal((by_hand.returncode, "waits for the approval of CCAMP WG" in by_hand.stderr), (64, True), desk.named("liaisonctl post of a held one is refused"),
                   by_hand.stderr)
    reply = desk.answer(request, "post\n")
    desk.tap.ok(desk.told(reply, "waits for the approval of CCAMP WG"), desk.named("and so is post by mail"), desk.logs())
    desk.answer(request, "approve\n")
    by_hand = desk.liaison.ctl("post", number, check=False)
    desk.tap.equal((by_hand.returncode, "goes out" in by_hand.stderr, desk.state(message_id)), (64, True, ["approved"]),
                   desk.named("once it is approved its sending posts it, and nothing else"), by_hand.stderr)
    desk.work()
    final(desk, message_id, "so that it goes out")
    desk.configure(SETTINGS.replace("outgoing: {", 'outgoing: { approval = "notify";') +
                   'routes: ( { name = "shown by hand"; match = { subject = "/by hand/"; }; post = false; } );')
    message_id, data = mails.outgoing(extra=[OUR_RESULT])
    desk.accepted(desk.mail("ada@ietf.example", INES, data), "a statement that need not wait is taken")
    final(desk, message_id, "and goes out at once")
    number = str(desk.one_record(message_id, "it is on record")["id"])
    by_hand = desk.liaison.ctl("post", number, check=False)
    desk.tap.equal((by_hand.returncode, desk.state(message_id)), (64, ["pending"]), desk.named("but is not posted before it is approved"), by_hand.stderr)
    desk.liaison.ctl("approve", number, "--by", "adam@ietf.example")
    message_id, data = mails.outgoing(sender="CCAMP ADs <ccamp-ads@ietf.example>", extra=[OUR_RESULT, "Comments: x"])
    data = data.replace(b"Subject: ", b"Subject: by hand: ")
    desk.accepted(desk.mail("ccamp-ads@ietf.example", INES, data), "one whose author may approve it, and that a rule keeps from being posted, is taken")
    number = str(desk.one_record(message_id, "it is on record")["id"])
    desk.tap.equal(desk.state(message_id), ["pending"], desk.named("it waits to be posted"), desk.logs())
    desk.liaison.ctl("post", number)
    desk.work()
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("which liaisonctl post does"))
    final(desk, message_id, "without sending it once more")
    desk.configure()


def two_statements(desk):
    """One mail with two letters: it goes out when both are approved, and never with one that is dead."""
    letters = [mails.OUTGOING % {"number": n} for n in (8100, 8200)]
    parts = ["--x\nContent-Type: text/plain; name=\"%d.txt\"\nContent-Disposition: attachment; filename=\"%d.txt\"\n\n%s" % (n, n, letter)
             for n, letter in enumerate(letters)]
    body = "\n".join(["--x\nContent-Type: text/plain\n\nTwo letters.\n"] + parts + ["--x--\n"])
    extra = [OUR_RESULT, "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"']

    def hold_two():
        message_id, data = mails.outgoing(extra=extra, body=body)
        desk.accepted(desk.mail("ada@ietf.example", [PEER_RECIPIENT, "ccamp@ietf.example"], data), "a mail with two letters is taken")
        numbers = [str(r["id"]) for r in desk.liaison.find(message_id)]
        desk.tap.equal(len(numbers), 2, desk.named("both on record"), desk.logs())
        return message_id, numbers
    message_id, (one, other) = hold_two()
    desk.liaison.ctl("approve", one, "--by", "adam@ietf.example")
    desk.work()
    desk.tap.equal(desk.sink.holding(message_id), [], desk.named("it waits for the approval of both"))
    desk.liaison.ctl("approve", other, "--by", "adam@ietf.example")
    desk.work()
    final(desk, message_id, "and then goes out, once to each")
    desk.tap.equal(desk.state(message_id), ["posted", "posted"], desk.named("both are posted"))
    message_id, (one, other) = hold_two()
    desk.liaison.ctl("approve", one, "--by", "adam@ietf.example")
    desk.liaison.ctl("kill", other, "--reason", "not agreed")
    desk.work()
    desk.tap.ok(desk.notice("trouble", "coordination@ietf.example", int(one)), desk.named("one killed, one approved: coordination is told that it cannot go out"),
                desk.logs())
    message_id, (one, other) = hold_two()
    desk.liaison.ctl("kill", other, "--reason", "not agreed")
    done = desk.liaison.ctl("approve", one, "--by", "adam@ietf.example", check=False)
    desk.tap.equal((done.returncode, "which is dead" in done.stderr), (64, True), desk.named("beside a dead one none is approved"), done.stderr)
    desk.work()
    desk.tap.equal([d for d in desk.sink.holding(message_id) if INES in d.recipients], [], desk.named("a mail with a dead letter goes nowhere"))


def late(desk):
    message_id, data, record = hold(desk)
    desk.work()
    request = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"])
    with sqlite3.connect(desk.liaison.store, timeout=20) as store:
        store.execute("UPDATE token SET expires = ? WHERE statement = ?", (int(time.time() * 1000000) - 1, record["id"]))
    reply = desk.answer(request, "approve\n")
    desk.tap.ok(desk.told(reply, "too old"), desk.named("an approval that comes too late is refused politely"), desk.logs())
    desk.tap.equal(desk.state(message_id), ["pending"], desk.named("and approves nothing"))


def forged_bounce_address(desk):
    """Somebody who saw an envelope sender of ours uses it for a statement of their own."""
    message_id, data, record = hold(desk)
    desk.work()
    seen = desk.notice("approval-request", "ccamp-ads@ietf.example", record["id"]).sender
    forged, data = mails.outgoing(extra=[OUR_RESULT])
    desk.accepted(desk.mail(seen, [INES], data), "a statement under an envelope sender of ours is taken")
    desk.tap.equal(desk.state(forged), ["pending"], desk.named("and held all the same"), desk.logs())
    desk.work()
    desk.tap.equal([d for d in desk.sink.holding(forged) if INES in d.recipients], [], desk.named("it goes nowhere"))


def posted_by_mail(desk):
    message_id, data = mails.incoming(authenticated=False)
    desk.accepted(desk.mail(INES, OURS, data), "an unauthenticated statement is taken")
    record = desk.one_record(message_id, "and on record")
    desk.reached(message_id, [OURS, "coordination@ietf.example"], "coordination has it at once")
    desk.work()
    request = desk.notice("review-request", "coordination@ietf.example", record["id"])
    if not desk.tap.ok(request, desk.named("coordination is asked"), desk.logs()):
        return
    desk.tap.equal(desk.sink.holding(b"Liaison-Notice: receipt; id=%d" % record["id"]), [], desk.named("an address that may be anybody's gets no receipt"))
    desk.sink.forget()
    desk.answer(request, "deadline 2031-04-01\nto IETF CCAMP WG; IETF MPLS WG\npost\n", sender="coordination@ietf.example")
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("an answer posts it"), desk.logs())
    desk.work()
    desk.reached(message_id, CC[:3] + ["itu-liaison@ietf.example", "mpls-chairs@ietf.example", "mpls@ietf.example"], "those whom it is for get it by a job")
    sent = [d for d in desk.sink.holding(message_id) if "ccamp@ietf.example" in d.recipients]
    trace = sent[0].data.index(b"From: Ines") if sent else 0
    desk.tap.ok(sent and sent[0].data[trace:] == data, desk.named("the recorded original, byte for byte"), sent[0].data[trace:] if sent else "")
    record = desk.one_record(message_id, "the record is changed")
    desk.tap.equal((record["deadline"], record["to"]), ("2031-04-01", ["IETF CCAMP WG", "IETF MPLS WG"]), desk.named("as the answer said"))
    desk.sink.forget()
    desk.liaison.ctl("forward", str(record["id"]), "dora@ietf.example", "ccamp@ietf.example")
    desk.work()
    desk.reached(message_id, ["dora@ietf.example"], "forward gives it to those who do not have it")


def receipts(desk):
    message_id, data = mails.incoming()
    desk.accepted(desk.mail(INES, OURS, data), "an authenticated statement is taken")
    record = desk.one_record(message_id, "and on record")
    desk.work()
    receipt = desk.notice("receipt", INES, record["id"])
    if desk.tap.ok(receipt, desk.named("its sender gets a receipt"), desk.logs()):
        desk.tap.equal(receipt.fields("Archived-At"), [b"<https://statements.ietf.example/%d/>" % record["id"]], desk.named("with the record's address"))
        desk.tap.equal(receipt.fields("Auto-Submitted"), [b"auto-replied"], desk.named("marked as an automatic reply"))
        before = len(desk.liaison.records())
        back = receipt.data[receipt.data.index(b"From: "):]
        desk.accepted(desk.mail(INES, OURS, back), "a receipt that comes back is taken")
        desk.tap.equal(len(desk.liaison.records()), before, desk.named("and is no statement"))
    desk.accepted(desk.mail(INES, OURS, data), "the statement once more is taken")
    desk.work()
    desk.tap.equal(len(desk.sink.holding(b"Liaison-Notice: receipt; id=%d" % record["id"])), 1 + len([1 for d in desk.sink.holding(b"id=%d" % record["id"]) if OURS in d.recipients and b"receipt; id=%d" % record["id"] in d.data]),
                   desk.named("nobody gets a second receipt"))
    bounced = receipt.sender if receipt else "liaison-review+b@ietf.example"
    dsn = mails.new_id("itu.example")
    desk.accepted(desk.mail("", bounced, mails.compose(["From: MAILER-DAEMON@itu.example", "To: " + bounced, "Subject: Undelivered", "Message-ID: " + dsn,
                                                         "Auto-Submitted: auto-replied"], "It could not be delivered.\n")), "a bounce of it is taken")
    desk.reached(dsn, ["coordination@ietf.example"], "and reaches coordination")


HOLDING = [asked, approved_by_mail, wrong_answers, killed_by_mail, by_hand, late, posting, two_bodies, two_statements, split_by_domain, decided_differently, forged_bounce_address,
           restart_of_everything]


def run(tap, kind, way="discard", cases=(posted_by_mail, receipts)):
    """These cases, then all of holding, that way."""
    with Desk(tap, kind, SETTINGS, way) as desk:
        for case in [*cases, *HOLDING]:
            desk.sink.forget()
            tap.case(case.__name__, case, desk)
