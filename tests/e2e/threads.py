# SPDX-License-Identifier: BSD-2-Clause
"""threads.py - what an answer, and a revised statement, do to the earlier one on record; threads-postfix.py and threads-sendmail.py run it.

The earlier one asks for action. That is taken once a statement of those who were asked has gone out that does more than ask for time.
"""
import json

import table
from approval import SETTINGS, Desk
from delivery import INES, OURS

ANSWER = "The working group has consensus on the second reading of paper %d."
TIME = "The working group needs more time, and asks for an extension of the deadline to 1 June 2031 for paper %d."


def record_of(desk, message_id):
    return desk.one_record(message_id, "is on record")


def shown(desk, message_id):
    return json.loads(desk.liaison.ctl("show", "--json", str(desk.liaison.find(message_id)[0]["id"])).stdout)


def asked(desk, **keywords):
    """A statement that asks CCAMP for action: its Message-ID and record."""
    message_id, data = table.incoming(**keywords)
    desk.accepted(desk.mail(INES, [OURS], data), "a statement that asks for action is taken")
    return message_id, record_of(desk, message_id)


def answer(desk, message_id, text=ANSWER, sender="ccamp-ads@ietf.example", header=True, **keywords):
    own_id, data = table.outgoing(text=text, author=sender, extra=["In-Reply-To: " + message_id] if header else [], **keywords)
    desk.accepted(desk.mail(sender, [INES], data), "what answers it is taken")
    return own_id, record_of(desk, own_id)


def related(desk, message_id, kind):
    return [r["id"] for r in shown(desk, message_id)["relations"] if r["relation"] == kind]


def is_taken(desk, message_id):
    desk.work()
    record = shown(desk, message_id)
    return record["taken"] is not None, record["taken_by"]


def answered(desk):
    message_id, record = asked(desk)
    desk.tap.equal(is_taken(desk, message_id), (False, None), desk.named("nothing is taken yet"))
    own_id, own = answer(desk, message_id)
    desk.tap.equal(related(desk, own_id, "refold"), [record["id"]], desk.named("the answer is related to it"))
    desk.tap.equal(is_taken(desk, message_id), (True, own["id"]), desk.named("its action is taken, by the answer"))
    later_id, _ = answer(desk, message_id)
    desk.tap.equal((is_taken(desk, message_id), related(desk, later_id, "refold")), ((True, own["id"]), [record["id"]]), desk.named("a second answer is one, and takes nothing"))


def for_time_only(desk):
    message_id, record = asked(desk)
    own_id, _ = answer(desk, message_id, TIME)
    desk.tap.equal((related(desk, own_id, "refold"), is_taken(desk, message_id)), ([record["id"]], (False, None)), desk.named("one that asks for time answers, and takes nothing"))
    _, own = answer(desk, message_id)
    desk.tap.equal(is_taken(desk, message_id), (True, own["id"]), desk.named("the one after it does"))


def by_another_body(desk):
    message_id, record = asked(desk)
    own_id, _ = answer(desk, message_id, sender="mpls-ads@ietf.example", body="IETF MPLS WG")
    desk.tap.equal((related(desk, own_id, "refold"), is_taken(desk, message_id)), ([record["id"]], (False, None)), desk.named("an answer of a group that was not asked takes nothing"))


def held(desk):
    message_id, record = asked(desk)
    own_id, own = answer(desk, message_id, sender="ada@ietf.example")
    desk.tap.equal((desk.state(own_id), is_taken(desk, message_id)), (["pending"], (False, None)), desk.named("while the answer is held nothing is taken"))
    desk.liaison.ctl("approve", str(own["id"]), "--by", "ccamp-ads@ietf.example")
    desk.tap.equal((desk.state(own_id), shown(desk, message_id)["taken"]), (["approved"], None), desk.named("approved, but not sent: still nothing"))
    desk.tap.equal((is_taken(desk, message_id), desk.state(own_id)), ((True, own["id"]), ["posted"]), desk.named("sent: it is taken"))


def killed(desk):
    message_id, record = asked(desk)
    own_id, own = answer(desk, message_id, sender="ada@ietf.example")
    desk.liaison.ctl("kill", str(own["id"]), "--reason", "not ours to say")
    desk.tap.equal(is_taken(desk, message_id), (False, None), desk.named("an answer that is killed takes nothing"))


def unposted(desk):
    """Sent, but not posted: a person has to look at it first."""
    message_id, record = asked(desk)
    own_id, own = answer(desk, message_id, purpose="For action")
    desk.tap.equal((desk.state(own_id), is_taken(desk, message_id)), (["pending"], (False, None)), desk.named("an answer with a doubt that nobody has posted takes nothing"))
    desk.liaison.ctl("post", str(own["id"]))
    desk.tap.equal(is_taken(desk, message_id), (True, own["id"]), desk.named("once it is posted it does"))


def by_day(desk):
    """In words, as people write it: the mail itself has no relation to the first one."""
    message_id, record = asked(desk, title="On words", date="Wed, 12 Mar 2031 10:20:30 +0100")
    own_id, own = answer(desk, message_id, "Thank you for your liaison statement dated 12 March 2031. The working group has consensus on paper %d.", header=False)
    desk.tap.equal((related(desk, own_id, "refold"), is_taken(desk, message_id)), ([record["id"]], (True, own["id"])), desk.named("an answer that names the day is one"))
    desk.tap.equal([d.recipients for d in desk.sink.holding("Message-ID: " + own_id) if INES in d.recipients], [], desk.named("and goes to its Send Reply To"))
    asked(desk, title="On other words", date="Wed, 12 Mar 2031 11:20:30 +0100")
    own_id, own = answer(desk, message_id, "Thank you for your liaison statement dated 12 March 2031. The working group has consensus on paper %d.", header=False)
    desk.tap.equal((related(desk, own_id, "refold"), "unclear-reference" in str(own["doubts"]), own["state"]), ([], True, "pending"),
                   desk.named("where there are two of that day it answers neither, and a person has to look"))


def linked_later(desk):
    message_id, record = asked(desk, title="On late links")
    own_id, own = answer(desk, message_id, header=False)
    desk.tap.equal((desk.state(own_id), is_taken(desk, message_id)), (["posted"], (False, None)), desk.named("an answer that nothing shows to be one takes nothing"))
    desk.liaison.ctl("link", str(own["id"]), str(record["id"]))
    desk.tap.equal(is_taken(desk, message_id), (True, own["id"]), desk.named("once a person says so it does"))


def revised(desk):
    first, record = asked(desk, title="On revised labels")
    for number, (title, body, expected) in enumerate([("On revised labels (Rev. 1)", "ITU-T SG15", [record["id"]]), ("On revised labels (revised)", "ITU-T SG13", []),
                                                      ("On revised labels", "ITU-T SG15", [])]):
        message_id, _ = asked(desk, title=title, body=body)
        desk.tap.equal(related(desk, message_id, "supersedes"), expected, desk.named("%r of %s" % (title, body)))
        if number == 0:
            desk.tap.ok(any("supersedes %d, by its title" % record["id"] in str(e.get("text")) for e in shown(desk, message_id)["events"]), desk.named("its history says how that is known"))


def acknowledged_once(desk):
    """However often, and in however many envelopes, one mail comes by."""
    message_id, data = table.incoming(title="On being heard")
    for recipients in ([OURS], [OURS], ["coordination@ietf.example"], ["dora@ietf.example", OURS]):
        desk.accepted(desk.mail(INES, recipients, data), "the same mail to %s is taken" % ", ".join(recipients))
        desk.work()
    record = record_of(desk, message_id)
    receipt = b"Liaison-Notice: receipt; id=%d" % record["id"]
    desk.sink.wait(receipt)
    desk.tap.equal([d.recipients for d in desk.sink.holding(receipt)], [[INES]], desk.named("its sender is told once that it is on record"))


def again(desk, name, data, recipients, sender):
    """Mail of ours comes back: it is taken, makes no record and no mail of ours."""
    def notices():
        return {m for d in desk.sink.holding("Liaison-Notice:") for m in d.fields("Message-ID")}

    desk.work()
    numbers, sent = sorted(r["id"] for r in desk.liaison.records()), notices()
    desk.accepted(desk.mail(sender, recipients, data), "%s is taken" % name)
    desk.sink.wait(data[:200], 5)
    desk.work()
    desk.tap.equal((sorted(r["id"] for r in desk.liaison.records()), notices()), (numbers, sent), desk.named("%s makes no record, and no mail of ours" % name))


def comes_back(desk):
    message_id, record = asked(desk, title="On mirrors")
    own_id, own = answer(desk, message_id, title="Reply on mirrors")
    desk.work()
    receipt = desk.notice("receipt", INES, record["id"])
    again(desk, "our acknowledgement, forwarded by them", receipt.data, [OURS], INES)
    again(desk, "our acknowledgement, sent on by a list of theirs", b"List-Id: <x.itu.example>\r\n" + receipt.data, [OURS, "ccamp@ietf.example"], "x-bounces@itu.example")
    again(desk, "our acknowledgement, with its own envelope", receipt.data, [OURS], receipt.sender)
    sent = [d for d in desk.sink.holding("Message-ID: " + own_id)][0]
    again(desk, "our statement, forwarded to us by them", sent.data, [OURS], INES)
    again(desk, "our statement, to a person of ours", sent.data, ["dora@ietf.example"], INES)
    again(desk, "our statement, once more by its author", sent.data, [INES], "ccamp-ads@ietf.example")
    quoted = b"From: postmaster@itu.example\r\nTo: liaison-review@ietf.example\r\nSubject: Undelivered Mail\r\nMessage-ID: <b.%d@itu.example>\r\n\r\nNot delivered:\r\n\r\n" % own["id"]
    again(desk, "a bounce of it", quoted + sent.body, [receipt.sender], "")


def linked(desk):
    """What a person says settles what words left open."""
    first, record = asked(desk, title="On links", date="Thu, 13 Mar 2031 10:20:30 +0100")
    asked(desk, title="On other links", date="Thu, 13 Mar 2031 11:20:30 +0100")
    own_id, own = answer(desk, first, "Thank you for your liaison statement dated 13 March 2031. The working group has consensus on paper %d.", header=False)
    desk.liaison.ctl("link", str(own["id"]), str(record["id"]))
    now = shown(desk, own_id)
    desk.tap.equal((related(desk, own_id, "refold"), "unclear-reference" in str(now["doubts"])), ([record["id"]], False), desk.named("a person says which one is answered"))
    desk.liaison.ctl("post", str(own["id"]))
    desk.tap.equal(is_taken(desk, first), (True, own["id"]), desk.named("and posts it: the action is taken"))


CASES = [acknowledged_once, comes_back, linked, linked_later, answered, for_time_only, by_another_body, held, killed, unposted, by_day, revised]


def run(tap, kind):
    with Desk(tap, kind, SETTINGS) as desk:
        for case in CASES:
            tap.case(case.__name__, case, desk)
