# SPDX-License-Identifier: BSD-2-Clause
#
# sessions.py - what the filter says to an MTA, packet by packet
import os, struct, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mta import *

OURS = "<liaison@ours.example>"
CANDIDATE = "<candidate@ours.example>"
OTHER = "<other@ours.example>"


def negotiates_only_what_it_uses():
    with Daemon() as daemon:
        session = daemon.session()
        assert session.actions == ADDHDRS | ADDRCPT | DELRCPT | CHGHDRS, hex(session.actions)
        assert session.steps == NOHELO | NOUNKNOWN | NR_CONN | NR_MAIL | NR_RCPT | NR_HDR | NR_EOH | NR_BODY | LEADSPC, hex(session.steps)
        session.quit()
        # an MTA that offers few steps is asked for no more than that
        session = daemon.session(steps=0x7F, version=2)
        assert session.steps == NOHELO, hex(session.steps)
        session.quit()


def negotiates_quarantine_only_where_configured():
    with Daemon("hold quarantine") as daemon:
        assert daemon.session().actions & QUARANTINE
        assert not daemon.session(actions=0x1F).actions & QUARANTINE


def refuses_an_mta_that_allows_no_edits():
    with Daemon() as daemon:
        try:
            daemon.session(actions=ADDHDRS)
        except (Closed, AssertionError):
            daemon.wait_for("does not let a filter")
            return
        raise AssertionError("went on")


def unrelated_mail_goes_at_data():
    with Daemon() as daemon:
        session = daemon.session().connect()
        for _ in range(5):
            assert session.message([OTHER]) == b"a"
        session.quit()
        assert daemon.records() == []
        assert "verdict" not in daemon.text()


def a_later_recipient_may_be_ours():
    with Daemon() as daemon:
        session = daemon.session().connect()
        assert session.message([OTHER, OTHER, OURS])[-1][0] == b"a"
        assert len(daemon.records()) == 1


def octets_are_kept():
    expected = b"Subject: test\r\nFolded: one\r\n\ttwo\r\n  three\r\nEmpty:\r\nTight:x\r\nWide:   x \r\nRaw: \xff\xfe\r\n\r\n.dot\r\n\r\nlast line without end"
    for steps in (ALL_STEPS, ALL_STEPS & ~LEADSPC):
        with Daemon() as daemon:
            session = daemon.session(steps=steps).connect()
            space = " " if session.steps & LEADSPC else ""
            tight = expected if space else expected.replace(b"Empty:", b"Empty: ").replace(b"Tight:x", b"Tight: x").replace(b"Wide:   x", b"Wide: x")
            replies = session.message(headers=[("Folded", space + "one\n\ttwo\n  three"), ("Empty", ""), ("Tight", "x"), ("Wide", space and "   x " or "x "),
                                               ("Raw", space.encode() + b"\xff\xfe")], body=b".dot\r\n\r\nlast line without end")
            assert replies == [(b"a", b"")], replies
            assert daemon.records() == [tight], daemon.records()


def a_message_without_a_body_is_kept():
    with Daemon() as daemon:
        daemon.session().connect().message(body=b"")
        assert daemon.records() == [b"Subject: test\r\n\r\n"]


def a_long_header_field_is_kept():
    with Daemon() as daemon:
        assert daemon.session().connect().message(headers=[("To", " " + "a@peer.example,\n " * 6000)])[-1][0] == b"a"
        assert len(daemon.records()[0]) > 100000


def adds_come_before_deletes_and_arguments_are_exact():
    odd = "<@relay.example:Some.One+x@Ours.Example>"
    with Daemon() as daemon:
        session = daemon.session().connect()
        replies = session.message([OURS, odd, OTHER], ["remove " + odd, "remove-header Archived-At 1", "add one@ours.example", "remove-header Archived-At 3",
                                                       "remove-header Archived-At 2", "add-header Liaison-Statement id=1", "add two@ours.example"])
        assert replies == [
            (b"+", b"<one@ours.example>\0"), (b"+", b"<two@ours.example>\0"), (b"-", odd.encode() + b"\0"),
            (b"m", struct.pack("!I", 3) + b"Archived-At\0\0"), (b"m", struct.pack("!I", 2) + b"Archived-At\0\0"), (b"m", struct.pack("!I", 1) + b"Archived-At\0\0"),
            (b"h", b"Liaison-Statement\0 id=1\0"), (b"a", b"")], replies
        # without leading space the MTA puts the blank itself
        session = daemon.session(steps=ALL_STEPS & ~LEADSPC).connect()
        replies = session.message([OURS], ["add-header Liaison-Statement id=1", "change-header Reply-To 1 a@ours.example"])
        assert replies == [(b"m", struct.pack("!I", 1) + b"Reply-To\0a@ours.example\0"), (b"h", b"Liaison-Statement\0id=1\0"), (b"a", b"")], replies


def a_plan_that_cannot_be_sent_changes_nothing():
    for order in ("add no-address", "add a@ours.example,b@ours.example", "remove <nobody@ours.example>", "remove " + OURS,
                  "remove-header Archived-At 0", "add-header Bad:Name x"):
        with Daemon() as daemon:
            replies = daemon.session().connect().message([OURS], ["add-header First x", order])
            assert [code for code, _ in replies] == [b"y"] and replies[0][1].startswith(b"451 4.3.0 "), (order, replies)
            daemon.wait_for("ABC123: verdict=tempfail")


def observing_edits_nothing():
    with Daemon("observe") as daemon:
        assert daemon.session().connect().message([OURS], ["add one@ours.example", "remove " + OURS, "hold"]) == [(b"a", b"")]
        assert len(daemon.records()) == 1
        daemon.wait_for("mode=observe")


def held_mail_is_discarded_only_when_recorded():
    with Daemon() as daemon:
        session = daemon.session().connect()
        assert session.message([OURS], ["hold", "add one@ours.example"]) == [(b"d", b"")]
        assert len(daemon.records()) == 1
        assert session.message([OURS], ["hold", "unrecorded"])[0][1].startswith(b"451 4.3.0")
        assert session.message([CANDIDATE], ["hold", "fail-record"])[0][1].startswith(b"451 4.3.1")
        assert len(daemon.records()) == 1


def held_mail_never_passes_by_on_failure():
    with Daemon("on_failure accept") as daemon:
        session = daemon.session().connect()
        assert session.message([OURS], ["hold", "fail-record"])[0][0] == b"y"
        assert session.message([OURS], ["fail-record"]) == [(b"a", b"")]
        daemon.wait_for("verdict=let-go")


def held_mail_is_quarantined_where_configured():
    with Daemon("hold quarantine") as daemon:
        order = dict(recipients=[OURS], orders=["hold", "add one@ours.example"])
        for queue_id in ("4jYjmL4QfWz1kQpD", "6AOD8MkG010375"):
            assert [code for code, _ in daemon.session().connect().message(queue_id=queue_id, **order)] == [b"+", b"q", b"a"], queue_id
        before = len(daemon.records())
        for queue_id in ("4F1C2A0B3D", "ABC123", None, "4jYjmL4QfWz1kQp;"):
            replies = daemon.session().connect().message(queue_id=queue_id, **order)
            assert len(replies) == 1 and replies[0][1].startswith(b"451 4.3.0"), (queue_id, replies)
        assert len(daemon.records()) == before
        replies = daemon.session(actions=0x1F).connect().message(queue_id="4jYjmL4QfWz1kQpD", **order)
        assert replies[-1][0] == b"y", replies


def failures_are_for_ours_and_outgoing_only():
    with Daemon() as daemon:
        session = daemon.session().connect()
        for recipient, orders, expected in (
                (OURS, ["fail-record"], b"451 4.3.1"), (OURS, ["fail-read"], b"451 4.3.0"), (OURS, ["tempfail"], b"451 4.3.0"),
                (CANDIDATE, ["fail-record"], b""), (CANDIDATE, ["tempfail"], b""), (CANDIDATE, ["let-go"], b""), (OURS, ["let-go"], b""),
                (CANDIDATE, ["outgoing", "fail-record"], b"451 4.3.1"), (CANDIDATE, ["outgoing", "tempfail"], b"451 4.3.0"), (CANDIDATE, ["fail-read"], b"451 4.3.0")):
            replies = session.message([recipient], orders)
            assert len(replies) == 1 and replies[0][0] == (b"y" if expected else b"a") and replies[0][1].startswith(expected), (recipient, orders, replies)
        assert daemon.records() == []


def large_ours_is_refused_and_a_candidate_goes():
    with Daemon("message_size 200000") as daemon:
        session = daemon.session().connect()
        big = b"x" * 998 + b"\r\n"
        replies = session.message([OURS], body=big * 1000)
        assert replies[0][1].startswith(b"552 5.3.4 "), replies
        daemon.wait_for("verdict=reject")
        assert session.message([CANDIDATE], body=big * 1000) == [(b"a", b"")]
        assert session.message([OURS], body=big * 150)[-1][0] == b"a"
        # a header alone may be too much
        assert session.message([OURS], headers=[("X-Long", "y" * 60000)] * 4)[0][1].startswith(b"552 5.3.4 ")
        assert len(daemon.records()) == 1


def too_many_recipients():
    with Daemon("recipients 10") as daemon:
        session = daemon.session().connect()
        many = ["<r%d@ours.example>" % n for n in range(30)]
        assert session.message(many) == b"a"
        assert session.message(many + [OURS]).startswith(b"554 5.5.3 ")
        assert session.message([OURS] + many).startswith(b"554 5.5.3 ")
        assert session.message([CANDIDATE] + many) == b"a"
        assert session.message([OURS] + many[:9])[-1][0] == b"a"
        assert len(daemon.records()) == 1


def envelopes_of_every_sort():
    with Daemon() as daemon:
        session = daemon.session().connect()
        for sender, recipient in (("", "liaison@ours.example"), ("<>", OURS), ("sender@peer.example", OURS), ("<j\u00f6@peer.example>", OURS),
                                  ("<a@peer.example> SMTPUTF8", "<liaison@ours.example> NOTIFY=NEVER"), ("<" + "v" * 5000 + "@peer.example>", OURS)):
            assert session.message([recipient], sender=sender)[-1][0] == b"a", sender
        assert len(daemon.records()) == 6


def missing_macros_and_stages():
    with Daemon() as daemon:
        session = daemon.session().connect(address=None)
        assert session.message(queue_id=None)[-1][0] == b"a"
        daemon.wait_for("NOQUEUE: verdict=accept")
        session.quit()
        # no CONNECT; no DATA
        session = daemon.session()
        session.mail("<a@peer.example>")
        session.rcpt(OURS)
        session.header("Subject", " x")
        session.eoh()
        session.body(b"x\r\n")
        assert session.end()[-1][0] == b"a"
        # unrelated and no DATA
        session.mail("<a@peer.example>")
        session.rcpt(OTHER)
        session.header("Subject", " x")
        session.eoh()
        assert session.end()[-1][0] == b"a"
        assert len(daemon.records()) == 2


def aborts_at_every_stage():
    with Daemon() as daemon:
        session = daemon.session().connect()
        for stage in range(8):
            for _ in range(1 + stage % 3):
                session.abort()
            if stage >= 1:
                session.mail("<a@peer.example>")
            if stage >= 2:
                session.rcpt(OURS)
            if stage >= 3:
                assert session.data("Q%d" % stage) == b"c"
            if stage >= 4:
                session.header("Subject", " aborted")
            if stage >= 5:
                session.body(b"aborted\r\n")
            if stage >= 6:
                session.abort()
            if stage < 7:
                session.abort()
            assert session.message([OURS], queue_id="N%d" % stage)[-1][0] == b"a", stage
        session.quit()
        assert len(daemon.records()) == 8
        assert all(b"aborted" not in record for record in daemon.records())
        # and connections that end in the middle
        for stage in range(6):
            session = daemon.session(negotiate=stage > 0)
            if stage > 1:
                session.connect()
            if stage > 2:
                session.mail("<a@peer.example>")
            if stage > 3:
                session.rcpt(OURS)
            if stage > 4:
                session.data()
                session.header("Subject", " cut")
            session.close()
        assert daemon.session().connect().message()[-1][0] == b"a"


def macros_of_one_message_are_not_those_of_the_next():
    with Daemon() as daemon:
        session = daemon.session().connect()
        session.macros(b"M", **{"{auth_authen}": "somebody"})
        session.message(queue_id="FIRST")
        session.message(queue_id=None)
        session.message(queue_id="THIRD")
        lines = [line.split(": ", 1)[1] for line in daemon.text().splitlines() if "verdict" in line]
        assert [line.split(":")[0] for line in lines] == ["FIRST", "NOQUEUE", "THIRD"], lines


def a_connection_used_for_the_next_client():
    with Daemon() as daemon:
        session = daemon.session().connect()
        session.message()
        session.send(b"K")
        session.connect(address="198.51.100.7")
        assert session.message(headers=[("Tight", "x")])[-1][0] == b"a"
        assert b"Tight:x\r\n" in daemon.records()[1]


def many_messages_on_many_connections():
    import threading
    with Daemon() as daemon:
        faults = []

        def work(number):
            try:
                session = daemon.session().connect()
                for n in range(25):
                    assert session.message([OTHER]) == b"a"
                    assert session.message([OURS], ["add a%d@ours.example" % n], body=b"%d %d\r\n" % (number, n) * 200)[0] == (b"+", b"<a%d@ours.example>\0" % n)
                session.quit()
            except Exception as fault:
                faults.append(repr(fault))
        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults, faults
        assert len(set(daemon.records())) == 200


def over_tcp():
    address = "inet:%d@127.0.0.1" % free_port()
    with Daemon(address=address) as daemon:
        assert daemon.session().connect().message()[-1][0] == b"a"
        began = time.monotonic()
        assert daemon.stop() == 0, daemon.text()[-3000:]
        assert time.monotonic() - began < 3


def control_characters_do_not_reach_the_log():
    with Daemon() as daemon:
        session = daemon.session().connect()
        session.message(sender="<a\r\nforged: line\x1b[31m@peer.example>", queue_id="EVIL\n1")
        daemon.wait_for("verdict=accept")
        assert "\x1b" not in daemon.text() and "\nforged" not in daemon.text() and "EVIL\n" not in daemon.text()


run([negotiates_only_what_it_uses, negotiates_quarantine_only_where_configured, refuses_an_mta_that_allows_no_edits, unrelated_mail_goes_at_data,
     a_later_recipient_may_be_ours, octets_are_kept, a_message_without_a_body_is_kept, a_long_header_field_is_kept, adds_come_before_deletes_and_arguments_are_exact,
     a_plan_that_cannot_be_sent_changes_nothing, observing_edits_nothing, held_mail_is_discarded_only_when_recorded, held_mail_never_passes_by_on_failure,
     held_mail_is_quarantined_where_configured, failures_are_for_ours_and_outgoing_only, large_ours_is_refused_and_a_candidate_goes, too_many_recipients,
     envelopes_of_every_sort, missing_macros_and_stages, aborts_at_every_stage, macros_of_one_message_are_not_those_of_the_next, a_connection_used_for_the_next_client, many_messages_on_many_connections,
     over_tcp, control_characters_do_not_reach_the_log])
