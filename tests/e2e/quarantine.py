# SPDX-License-Identifier: BSD-2-Clause
"""quarantine.py - what is held in the MTA's own queue: every case of approval.py, and what only a queue can bring about. quarantine-postfix.py and
quarantine-sendmail.py run it.
"""
import sqlite3
import subprocess
import time

import approval
import mails
from approval import INES, OUR_RESULT, final, hold, release_again
from delivery import body_of
from harness import send


def change(desk, statement, *values):
    with sqlite3.connect(desk.liaison.store, timeout=20) as store:
        store.execute(statement, values)


def older(desk, record):
    """As if it had come a while ago: nothing is on its way into the queue any more."""
    change(desk, "UPDATE statement SET received = received - 600000000 WHERE id = ?", record["id"])


def by_hand(desk, words, queue_id):
    """An operator runs a command, up to the first ";"."""
    words = words[:words.index(";")] if ";" in words else words
    done = subprocess.run([w.replace("%i", queue_id) for w in words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
    desk.tap.ok(queue_id in done.stdout + done.stderr, desk.named("%s is dealt with by hand" % queue_id), done)


def events(desk, record):
    return desk.liaison.ctl("show", "--json", str(record["id"])).stdout


def empties(desk):
    """Is nothing left in the queue once what can be delivered is?"""
    end = time.monotonic() + 20
    while desk.server.queued() and time.monotonic() < end:
        time.sleep(0.05)
    return not desk.server.queued()


def in_the_queue(desk):
    message_id, data, record = hold(desk)
    held = desk.server.held()
    desk.tap.equal(len(held), 1, desk.named("a held statement lies in the quarantine"), desk.logs())
    desk.tap.ok("queue ID %s, held in its quarantine" % held[0] in events(desk, record), desk.named("and the record says under which queue ID"))
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    desk.work()
    final(desk, message_id, "approved it is delivered as it was edited")
    desk.tap.equal(desk.server.held(), [], desk.named("and the quarantine is empty"))
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("it is posted"))
    received = [d for d in desk.sink.holding(message_id) if INES in d.recipients][0].fields("Received")
    desk.tap.ok(held[0].encode() in received[0], desk.named("the message itself, under its own queue ID"), received)


def killed(desk):
    message_id, data, record = hold(desk)
    held = desk.server.held()
    desk.liaison.ctl("kill", str(record["id"]), "--reason", "not agreed")
    desk.work()
    desk.tap.equal((len(held), desk.server.held(), empties(desk)), (1, [], True), desk.named("a killed one is removed from the queue"), desk.logs())
    desk.tap.ok("removed from the quarantine of the MTA: queue ID %s" % held[0] in events(desk, record), desk.named("and the history says so"))
    desk.liaison.ctl("resurrect", str(record["id"]))
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    desk.work()
    final(desk, message_id, "resurrected and approved it goes out from the record")


def several_copies(desk):
    message_id, data, record = hold(desk)
    desk.accepted(desk.mail("ada@ietf.example", [INES, "ccamp@ietf.example"], data), "the same mail once more is taken")
    desk.tap.equal(len(desk.server.held()), 2, desk.named("and kept, since nobody knows whether the first one was"))
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    desk.work()
    desk.work()
    final(desk, message_id, "one of the copies goes out")
    desk.tap.equal((desk.server.held(), empties(desk)), ([], True), desk.named("and the other is removed"))
    desk.accepted(desk.mail("ada@ietf.example", [INES, "ccamp@ietf.example"], data), "a copy that comes after that is taken")
    desk.tap.equal(desk.server.held(), [], desk.named("and not kept for anybody"))
    final(desk, message_id, "nor sent")


def send_to(desk):
    """What is planned for the envelope is done before it is put there: nobody edits it later."""
    body = (mails.OUTGOING % {"number": 9000}).replace("ITU-T SG15", "3GPP SA4").replace("itu.example", "3gpp.example")
    message_id, data, record = hold(desk, ["lee@3gpp.example", "KIM@3gpp.example", "ccamp@ietf.example"], to="lee@3gpp.example, kim@3gpp.example", body=body)
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    desk.work()
    desk.tap.ok(empties(desk), desk.named("a statement to a peer with a Send To leaves the queue"))
    got = desk.sink.reached(message_id)
    desk.tap.equal(got, ["3gpp-liaison@3gpp.example", "ccamp-ads@ietf.example", "ccamp-chairs@ietf.example", "ccamp@ietf.example", "coordination@ietf.example"],
                   desk.named("for that address, and in nobody else's direction"), desk.logs())


def redacted(desk):
    message_id, data, record = hold(desk)
    held = desk.server.held()
    desk.liaison.ctl("redact", str(record["id"]), "--reason", "not to be kept")
    desk.work()
    desk.tap.equal((len(held), desk.server.held(), empties(desk)), (1, [], True), desk.named("what is redacted is not kept in the queue either"), desk.logs())


def gone(desk):
    message_id, data, record = hold(desk)
    by_hand(desk, desk.server.quarantine()[2], desk.server.held()[0])
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    desk.work()
    desk.tap.equal(desk.state(message_id), ["approved"], desk.named("one that is not there yet is looked for again"))
    older(desk, record)
    release_again(desk)
    desk.work()
    trouble = desk.notice("trouble", "coordination@ietf.example", record["id"])
    desk.tap.ok(trouble and b"liaisonctl resubmit" in trouble.body.replace(b"=\r\n", b""), desk.named("one that is gone is told of, with what to do"), trouble and trouble.body)
    jobs = desk.liaison.ctl("jobs", "--json").stdout
    desk.tap.ok("not in the quarantine of the MTA: " in jobs, desk.named("and its job stands there as failed"), jobs)
    desk.tap.equal(desk.state(message_id), ["approved"], desk.named("it is not taken for sent"))
    desk.liaison.ctl("resubmit", str(record["id"]))
    desk.work()
    final(desk, message_id, "resubmit sends it from the record")
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("and it is posted"))
    again = desk.liaison.ctl("resubmit", str(record["id"]), check=False)
    desk.tap.equal(again.returncode, 64, desk.named("once"), again.stderr)


def released_by_hand(desk):
    message_id, data, record = hold(desk)
    number = str(record["id"])
    early = desk.liaison.ctl("post", "--sent", number, check=False)
    desk.tap.equal(early.returncode, 64, desk.named("what is not approved is not noted as sent"), early.stderr)
    desk.liaison.ctl("approve", number, "--by", "adam@ietf.example")
    release, queue_id = desk.server.quarantine()[0], desk.server.held()[0]
    by_hand(desk, release, queue_id)
    older(desk, record)
    desk.work()
    desk.tap.equal(desk.state(message_id), ["approved"], desk.named("one that somebody released by hand is not found"))
    desk.liaison.ctl("post", "--sent", number)
    desk.work()
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("post --sent notes that it went out"))
    subprocess.run([w.replace("%i", queue_id) for w in release[release.index(";") + 1:]], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    final(desk, message_id, "which it does")
    bodies = [d.body for d in desk.sink.holding(message_id) if INES in d.recipients]
    desk.tap.equal(bodies, [body_of(data)], desk.named("whole, though what is left in the quarantine is removed"))


def cut_off(desk):
    """liaison-queue dies between the release and its noting it."""
    message_id, data, record = hold(desk)
    queue_id = desk.server.held()[0]
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    change(desk, "INSERT INTO mark (name, value) VALUES (?, 'begun')", "queue-release " + queue_id)
    by_hand(desk, desk.server.quarantine()[0], queue_id)
    older(desk, record)
    desk.work()
    desk.tap.equal(desk.state(message_id), ["posted"], desk.named("what a try released that was cut off is posted by the next one"))
    desk.tap.ok("by a try that was cut off" in events(desk, record), desk.named("and the history says so"))


def of_another(desk):
    """The record names a message of the queue that is not its own: whoever may write it cannot have that released or removed."""
    first_id, _, first = hold(desk)
    own = desk.server.held()[0]
    second_id, _, second = hold(desk)
    other = [name for name in desk.server.held() if name != own][0]
    queue = "UPDATE quarantine SET queue_id = ? WHERE queue_id = ?"
    change(desk, "DELETE FROM quarantine WHERE queue_id = ?", other)
    change(desk, queue, other, own)
    desk.liaison.ctl("approve", str(first["id"]), "--by", "adam@ietf.example")
    desk.work()
    desk.tap.equal((sorted(desk.server.held()), desk.state(first_id)), (sorted([own, other]), ["approved"]), desk.named("the message of another record is not released"), desk.logs())
    desk.tap.ok("it is not the message of record %d" % first["id"] in desk.liaison.ctl("jobs", "--json").stdout, desk.named("and why not stands with the job"))
    desk.liaison.ctl("kill", str(first["id"]), "--reason", "not agreed")
    desk.work()
    desk.tap.equal(sorted(desk.server.held()), sorted([own, other]), desk.named("nor is it removed"))
    change(desk, "UPDATE job SET argument = ? WHERE kind = 'queue-remove' AND state = 'waiting'", own)
    release_again(desk)
    desk.work()
    desk.tap.equal(desk.server.held(), [other], desk.named("its own one is"))
    desk.liaison.ctl("kill", str(second["id"]), "--reason", "not agreed")
    by_hand(desk, desk.server.quarantine()[2], other)


def filtered_again(desk):
    """A content filter hands a released message back to the MTA, which sends it through its filters once more."""
    message_id, data, record = hold(desk)
    desk.liaison.ctl("approve", str(record["id"]), "--by", "adam@ietf.example")
    desk.work()
    final(desk, message_id, "a released one goes out")
    delivered = [d for d in desk.sink.holding(message_id) if INES in d.recipients][0]
    desk.sink.forget()
    desk.accepted(desk.mail("ada@ietf.example", delivered.recipients, b"X-Filtered: yes\r\n" + delivered.data), "handed back it is taken")
    desk.reached(message_id, delivered.recipients, "and goes on to whom it was handed back for")
    desk.tap.equal(desk.server.held(), [], desk.named("it is not held again"))
    desk.tap.ok("approved and released before" in desk.liaison.log(), desk.named("and the log says why"))
    desk.tap.equal(desk.sink.holding(message_id)[0].fields("Liaison-Statement"), [b"id=%d" % record["id"]], desk.named("it is not edited a second time"))


def short_queue_ids(desk):
    """Postfix gives them out again: what was approved under one would be another message by then."""
    if desk.kind.name != "postfix":
        return
    desk.server.command("postconf", "-e", "enable_long_queue_ids = no")
    desk.server.command("postfix", "reload")
    message_id, data = mails.outgoing(extra=[OUR_RESULT])
    code, text = send(desk.server.port, "ada@ietf.example", INES, data)
    desk.tap.equal((code, desk.liaison.find(message_id), desk.server.held()), (451, [], []), desk.named("with short queue IDs nothing is taken into quarantine"), text)
    desk.tap.ok("enable_long_queue_ids" in desk.liaison.log(), desk.named("and the log says what to set"))
    desk.server.command("postconf", "-e", "enable_long_queue_ids = yes")
    desk.server.command("postfix", "reload")


CASES = [in_the_queue, killed, several_copies, send_to, redacted, gone, released_by_hand, cut_off, of_another, filtered_again, short_queue_ids]


def run(tap, kind):
    approval.run(tap, kind, "quarantine", CASES)
