# SPDX-License-Identifier: BSD-2-Clause
"""traps.py - what an MTA does to a mail before and after the filter saw it, by itself or because its operator set it up so; traps-postfix.py and
traps-sendmail.py run it.
"""
import os
import subprocess
import time

import mails
from approval import CC, OUR_RESULT, SETTINGS, Desk, final
from delivery import INES, OURS, body_of
from harness import CCAMP_RECIPIENTS, Client

SPECIALIST = "3gpp-liaison@3gpp.example"


def settled(place, message_id, recipients, name):
    """As reached(), once the MTA has nothing left to deliver."""
    end = time.monotonic() + 20
    while place.server.queued() and time.monotonic() < end:
        time.sleep(0.05)
    got = place.sink.reached(message_id)
    return place.tap.equal(got, sorted(recipients), place.named(name), place.logs())


def handed_back(desk):
    """A content filter hands back what it was given, and the MTA sends that through its milters once more."""
    def hand_back(message_id):
        delivered = desk.sink.holding(message_id)
        desk.sink.forget()
        for delivery in delivered:
            desk.accepted(desk.mail(delivery.sender, delivery.recipients, b"X-Filtered: yes\r\n" + delivery.data), "handed back it is taken")
        return delivered
    message_id, data = mails.incoming()
    desk.accepted(desk.mail(INES, OURS, data), "a statement is taken")
    settled(desk, message_id, [OURS] + CCAMP_RECIPIENTS, "and distributed")
    number = desk.one_record(message_id, "it is on record")["id"]
    hand_back(message_id)
    settled(desk, message_id, [OURS] + CCAMP_RECIPIENTS, "handed back it goes on to the same, and to nobody else")
    desk.one_record(message_id, "it has no second record")
    fields = [d.fields("Liaison-Statement") + d.fields("Archived-At") for d in desk.sink.holding(message_id)]
    desk.tap.equal(fields, [[b"id=%d" % number, b"<https://statements.ietf.example/%d/>" % number]] * len(fields), desk.named("our fields are there once"))
    message_id, data = mails.outgoing(extra=[OUR_RESULT])
    desk.accepted(desk.mail("ada@ietf.example", [INES, "ccamp@ietf.example"], data), "a statement of ours is held")
    desk.liaison.ctl("approve", str(desk.one_record(message_id, "on record")["id"]), "--by", "adam@ietf.example")
    desk.work()
    final(desk, message_id, "approved it goes out")
    for delivery in hand_back(message_id):
        desk.tap.ok(delivery.sender.startswith("liaison-review+b"), desk.named("under an envelope sender of ours"), delivery.sender)
    final(desk, message_id, "by which it passes when it is handed back")


def reset(desk):
    """RSET and a second message, several times, on one connection; and two connections at once."""
    with Client(desk.server.port) as one, Client(desk.server.port) as other:
        for client in (one, other):
            client.mail("ada@ietf.example")
            client.rcpt(INES)
        one.rset()
        first, data = mails.incoming()
        second, unrelated = mails.unrelated()
        desk.accepted(one.deliver(INES, OURS, data), "after RSET a statement is taken")
        other.rset()
        desk.accepted(other.deliver("alice@elsewhere.example", ["bob@users.example"], unrelated), "and another mail on another connection")
    settled(desk, first, [OURS] + CCAMP_RECIPIENTS, "the statement reaches its own recipients")
    settled(desk, second, ["bob@users.example"], "and the other mail its own")
    desk.tap.equal(desk.liaison.find(second), [], desk.named("which is not on record"))


# ---- Postfix ----

def aliases(desk):
    """Aliases and copies are made behind the filter: what it adds goes through them, and what it removes goes with all that it stands for."""
    message_id, data = mails.incoming()
    desk.accepted(desk.mail(INES, OURS, data), "a statement is taken where aliases stand behind the filter")
    expected = [OURS, "archive@ietf.example", "una@ietf.example", "otto@ietf.example"] + [r for r in CCAMP_RECIPIENTS if r != "ccamp-chairs@ietf.example"]
    settled(desk, message_id, expected, "those whom an added alias stands for have it once, and so has the archive")
    message_id, data = mails.outgoing(sender="ccamp-ads@ietf.example", to="sa4@3gpp.example", extra=[OUR_RESULT],
                                      body=(mails.OUTGOING % {"number": 9100}).replace("ITU-T SG15", "3GPP SA4").replace("itu.example", "3gpp.example"))
    desk.accepted(desk.mail("ccamp-ads@ietf.example", ["sa4@3gpp.example", "ccamp@ietf.example"], data), "a statement to a contact that is an alias is taken")
    settled(desk, message_id, [SPECIALIST, "ccamp@ietf.example", "ccamp-ads@ietf.example", "una@ietf.example", "otto@ietf.example", "coordination@ietf.example",
                               "archive@ietf.example"], "removed, it takes with it all whom it stands for")


def prepended(desk):
    """A field that an access table puts on top is counted among the others, and not by all versions alike: none but the forged ones may go."""
    forged = ["X-First: 1", "Liaison-Statement: id=1", "X-Second: 2", "Liaison-Statement: id=2"]
    message_id, data = mails.incoming(extra=forged)
    desk.accepted(desk.mail(INES, OURS, data), "a statement that a field was put on top of is taken")
    number = desk.one_record(message_id, "and on record")["id"]
    settled(desk, message_id, [OURS] + CCAMP_RECIPIENTS, "it arrives")
    delivered = desk.sink.holding(message_id)[0]
    desk.tap.equal(delivered.fields("Liaison-Statement"), [b"id=%d" % number], desk.named("without the forged fields"))
    desk.tap.equal([n for n, v in delivered.fields() if n.startswith(b"X-")], [b"X-Prepended", b"X-First", b"X-Second"], desk.named("with all others, in order"))
    desk.tap.equal(delivered.body, body_of(data), desk.named("and its body as it was"))


def requeued(desk):
    """postsuper -r has a message queued anew."""
    configure(desk, "defer_transports = smtp")
    message_id, data = mails.incoming()
    desk.accepted(desk.mail(INES, OURS, data), "a statement is taken while nothing can be delivered")
    desk.server.command("postsuper", "-r", "ALL")
    end = time.monotonic() + 20
    while desk.server.log().count(message_id) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    configure(desk, "defer_transports =")
    desk.server.command("postqueue", "-f")
    settled(desk, message_id, [OURS] + CCAMP_RECIPIENTS, "queued anew it reaches each once")
    desk.one_record(message_id, "and has one record")


def configure(desk, value):
    desk.server.command("postconf", "-e", value)
    desk.server.command("postfix", "reload")


def by_command(desk):
    """Mail of sendmail(1) has a made up client, and envelope addresses without brackets."""
    message_id, data = mails.outgoing()
    submit(desk, "ada@ietf.example", [INES, "ccamp@ietf.example"], data)
    wait_for_pickup(desk, message_id)
    record = desk.one_record(message_id, "a statement of ours that sendmail(1) sent is on record")
    desk.tap.equal((record.get("direction"), record.get("state")), ("outgoing", "pending"), desk.named("and held"), desk.logs())
    desk.work()
    desk.tap.equal([d for d in desk.sink.holding(message_id) if INES in d.recipients], [], desk.named("it goes nowhere"))
    message_id, data = mails.outgoing(sender="CCAMP ADs <ccamp-ads@ietf.example>")
    submit(desk, "ccamp-ads@ietf.example", [INES], data)
    settled_after(desk, message_id, [INES] + CC, "one that its approver sends goes out, with its copies")
    message_id, data = mails.unrelated()
    submit(desk, "<>", ["bob@users.example"], data)
    settled_after(desk, message_id, ["bob@users.example"], "mail without a sender passes")


def wait_for_pickup(desk, message_id):
    """Until the MTA has read what was dropped for it, and the filter has answered."""
    end = time.monotonic() + 20
    while time.monotonic() < end and (message_id.strip("<>") not in desk.server.log() or os.listdir(os.path.join(desk.server.queue, "maildrop"))):
        time.sleep(0.05)
    while time.monotonic() < end and not desk.liaison.find(message_id) and not desk.sink.holding(message_id):
        time.sleep(0.05)


def settled_after(desk, message_id, recipients, name):
    wait_for_pickup(desk, message_id)
    settled(desk, message_id, recipients, name)


def submit(desk, sender, recipients, data):
    done = subprocess.run([os.path.join(desk.server.sbin, "sendmail"), "-i", "-f", sender, "--", *recipients], env=desk.server.environment,
                          input=data.replace(b"\r\n", b"\n"), capture_output=True, timeout=60)
    desk.tap.equal(done.returncode, 0, desk.named("sendmail(1) takes it"), done.stderr.decode())


def bounce(desk):
    """A bounce that Postfix makes itself, and gives to the filter (internal_mail_filter_classes): no sender, no client."""
    message_id, data = mails.unrelated()
    submit(desk, OURS, ["nobody@users.example"], data)
    found = desk.sink.wait(b"MAILER-DAEMON", 20)
    desk.tap.equal(sorted(r for d in found for r in d.recipients), [OURS], desk.named("its bounce comes to the liaison address"), desk.logs())
    desk.tap.equal([d.sender for d in found], [""], desk.named("without a sender"))
    desk.tap.equal([r["title"] for r in desk.liaison.records() if "Undelivered" in (r["title"] or "")], [], desk.named("and is no statement"))
    desk.tap.ok("sender=<>" in desk.liaison.log(), desk.named("though the filter saw it"), desk.logs())
    desk.tap.ok(desk.liaison.process.poll() is None, desk.named("the filter goes on"))


LOCAL = SETTINGS.replace('"192.0.2.1"', '"127.0.0.0/8"')
# settings of liaison-milter, settings of main.cf, cases
POSTFIX = [
    (SETTINGS, {"virtual_alias_domains": "", "always_bcc": "archive@ietf.example",
                "virtual_alias_maps": "inline:{ {ccamp-chairs@ietf.example = una@ietf.example, otto@ietf.example}, {sa4@3gpp.example = lee@3gpp.example, kim@3gpp.example} }"},
     [aliases]),
    (SETTINGS, {"smtpd_sender_restrictions": "check_sender_access inline:{ {%s = PREPEND X-Prepended: yes} }" % INES}, [prepended]),
    (SETTINGS, {"non_smtpd_milters": "$smtpd_milters"}, [requeued]),
    (LOCAL, {"non_smtpd_milters": "$smtpd_milters", "internal_mail_filter_classes": "bounce", "transport_maps": "inline:{ {nobody@users.example = error:5.1.1 unknown} }"},
     [by_command, bounce]),
]


def run(tap, kind):
    places = [(SETTINGS, None, [handed_back, reset])] + (POSTFIX if kind.name == "postfix" else [])
    for settings, mta_settings, cases in places:
        with Desk(tap, kind, settings, mta_settings=mta_settings) as desk:
            desk.configure(settings)
            for case in cases:
                desk.sink.forget()
                tap.case(case.__name__, case, desk)
