# SPDX-License-Identifier: BSD-2-Clause
"""table.py - who gets what: each row is a mail, and what has to come of it at the far end of a real MTA and on the record; table-postfix.py and
table-sendmail.py run it.

Authenticated is who has an Authentication-Results field of ours; no client is one of ours by its address.
"""
import itertools
import re
import time

import mails
from approval import OUR_RESULT, SETTINGS, Desk
from delivery import INES, OURS, body_of

COORDINATION = "coordination@ietf.example"
CCAMP = ["ccamp-ads@ietf.example", "ccamp-chairs@ietf.example", "ccamp@ietf.example"]
MPLS = ["mpls-chairs@ietf.example", "mpls@ietf.example"]
MANAGER = "itu-liaison@ietf.example"
DIST = CCAMP + [MANAGER]                       # of an authenticated statement of the ITU-T to CCAMP
COPIES = CCAMP[:1] + CCAMP[2:] + [COORDINATION]  # our side of one that CCAMP sends
DESK_3GPP = "3gpp-liaison@3gpp.example"
numbers = itertools.count(1)
ROUTES = """
routes: ( { name = "quantum"; match = { direction = "incoming"; subject = "/quantum/i"; }; add = [ "chair@ietf.example" ]; },
          { name = "secret"; match = { subject = "/confidential/i"; }; redirect = [ "office@ietf.example" ]; },
          { name = "no list"; match = { subject = "/chairs only/i"; }; remove = [ "ccamp@ietf.example" ]; },
          { name = "held"; match = { direction = "incoming"; subject = "/wait for me/i"; }; hold = true; } );
"""


def incoming(purpose="For action", deadline="2031-03-14", to="IETF CCAMP WG", contact="ccamp-chairs@ietf.example", auth=True, title="On labels", domain="itu.example",
             body="ITU-T SG15", reply_to="sg15-secretariat@itu.example", extra=(), sender=None):
    lines = ["Title: " + title, "From: " + body, "To: " + to, "From-Contact: Ines Moreau <ines.moreau@%s>" % domain, "To-Contact: " + contact if contact else None,
             "Send Reply To: " + reply_to if reply_to else None, "Purpose: " + purpose if purpose else None, "Deadline: " + deadline if deadline else None]
    text = "\n".join(line for line in lines if line) + "\n\nThis is paper %d. The group has studied how labels are reused, and found that two\nreadings are possible.\n" % next(numbers)
    result = mails.AUTHENTICATED.replace("itu.example", domain)
    return mails.incoming(authenticated=False, extra=([result] if auth else []) + list(extra), body=text, subject=title,
                          sender=sender or "Ines Moreau <ines.moreau@%s>" % domain)


def outgoing(purpose="In response", approved=True, auth=True, body="IETF CCAMP WG", to="ITU-T SG15", title="Reply on labels", contact="ines.moreau@itu.example", author=None,
             extra=()):
    author = author or ("ccamp-ads@ietf.example" if approved else "ada@ietf.example")
    text = "\n".join(["Title: " + title, "From: " + body, "To: " + to, "From-Contact: " + author, "To-Contact: " + contact, "Purpose: " + purpose]) + \
        "\n\nThe working group has consensus on the second reading of paper %d.\n" % next(numbers)
    return mails.outgoing(sender=author, to=contact, body=text, extra=([OUR_RESULT] if auth else []) + list(extra))


def into(name, recipients, expected, state="posted", doubts="", sender=INES, **keywords):
    return dict(name=name, mail=incoming(**keywords), sender=sender, recipients=recipients, expected=expected, state=state, doubts=doubts, direction="incoming")


def out(name, recipients, expected, state="posted", doubts="", sender="ccamp-ads@ietf.example", reply_to=None, **keywords):
    return dict(name=name, mail=outgoing(**keywords), sender=sender, recipients=recipients, expected=expected, state=state, doubts=doubts, direction="outgoing", reply_to=reply_to)


def rows():
    made = []
    # incoming: purpose x authenticated
    for purpose, deadline in (("For action", "2031-03-14"), ("For information", None), ("In response", None), ("For comment", "2031-03-14")):
        made.append(into("authenticated, %s" % purpose.lower(), [OURS], [OURS] + DIST, purpose=purpose, deadline=deadline))
        made.append(into("unauthenticated, %s" % purpose.lower(), [OURS], [OURS, COORDINATION], "pending", "unauthenticated", purpose=purpose, deadline=deadline, auth=False))
    # doubts hold additions back
    made += [
        into("no purpose: a doubt, so coordination first", [OURS], [OURS, COORDINATION], "pending", "no-purpose", purpose=None, deadline=None),
        into("action without a deadline", [OURS], [OURS, COORDINATION], "pending", "no-deadline", deadline=None),
        into("a deadline in words", [OURS], [OURS, COORDINATION], "pending", "deadline-vague", deadline="before your next meeting"),
        into("a peer whom nobody knows", [OURS], [OURS, COORDINATION], "pending", "unknown-sender", domain="stranger.example", body="Stranger Forum",
             sender="eve@stranger.example"),
        into("more reasons than a line holds", ["dora@ietf.example", OURS], ["dora@ietf.example", OURS, COORDINATION], "pending", "unauthenticated", auth=False,
             deadline="before your next meeting", to="IETF NOSUCH WG", contact=None, domain="stranger.example", body="Stranger Forum", sender="eve@stranger.example"),
        into("a body whom nobody configured", [OURS], [OURS, COORDINATION], "pending", "unknown-body", to="IETF NOSUCH WG", contact=None),
    ]
    # contacts: stated, configured, elsewhere
    made += [
        into("a stated contact of ours besides", [OURS], [OURS, "dora@ietf.example"] + DIST, contact="Dora <dora@ietf.example>"),
        into("a stated contact of theirs is not added", [OURS], [OURS] + DIST, contact="otto@itu.example"),
        into("nor one elsewhere", [OURS], [OURS] + DIST, contact="thief@evil.example"),
        into("nor the review address", [OURS], [OURS] + DIST, contact="liaison-review@ietf.example"),
        into("nor two of them with a comma", [OURS], [OURS, "dora@ietf.example"] + DIST, contact="dora@ietf.example, thief@evil.example"),
        into("no contact stated", [OURS], [OURS] + DIST, contact=None),
        into("contact and configuration say the same, in another case", [OURS], [OURS] + DIST, contact="CCAMP-Chairs@IETF.example"),
        into("two bodies", [OURS], [OURS] + DIST + MPLS, to="IETF CCAMP WG, IETF MPLS WG"),
        into("the other body", [OURS], [OURS, MANAGER, "ccamp-chairs@ietf.example"] + MPLS, to="IETF MPLS WG"),
        into("no Send Reply To", [OURS], [OURS] + DIST, reply_to=None),
    ]
    # recipients: several, present already, other spellings, aliases
    made += [
        into("who is there already is not added", [OURS, "ccamp@ietf.example"], [OURS] + DIST),
        into("in another case as well", [OURS, "CCAMP@Ietf.Example"], [OURS] + DIST),
        into("all of them there", [OURS] + DIST, [OURS] + DIST),
        into("others stay", [OURS, "dora@ietf.example", "x@elsewhere.example"], [OURS, "dora@ietf.example", "x@elsewhere.example"] + DIST),
        into("at the manager's alias", [MANAGER], DIST),
        into("at coordination", [COORDINATION], [COORDINATION] + DIST),
        into("at all of our addresses", [OURS, COORDINATION, MANAGER], [OURS, COORDINATION] + DIST),
        into("at a sub-address of nobody", [OURS, "ccamp+x@ietf.example"], [OURS, "ccamp+x@ietf.example"] + DIST),
    ]
    # strays
    made += [
        into("to a person only", ["dora@ietf.example"], ["dora@ietf.example", COORDINATION, MANAGER], "pending", "misdirected"),
        into("to a list only", ["ccamp@ietf.example"], ["ccamp@ietf.example", COORDINATION, MANAGER], "pending", "misdirected"),
        into("to a person, unauthenticated", ["dora@ietf.example"], ["dora@ietf.example", COORDINATION], "pending", "misdirected", auth=False),
        into("to a person and a liaison address", ["dora@ietf.example", OURS], ["dora@ietf.example", OURS] + DIST),
    ]
    # rules
    made += [
        into("a rule adds", [OURS], [OURS, "chair@ietf.example"] + DIST, title="On Quantum labels"),
        into("of what is doubtful it waits", [OURS], [OURS, COORDINATION], "pending", "unauthenticated", title="On Quantum labels", auth=False),
        into("a rule redirects", [OURS], ["office@ietf.example"], title="Confidential labels"),
        into("a rule removes a recipient that was given", [OURS, "ccamp@ietf.example"], [OURS] + [d for d in DIST if d != "ccamp@ietf.example"], title="Chairs only: labels"),
        into("whatever its case in the envelope", [OURS, "CCAMP@ietf.EXAMPLE"], [OURS] + [d for d in DIST if d != "ccamp@ietf.example"], title="Chairs only: labels"),
        into("a rule removes what would be added", [OURS], [OURS] + [d for d in DIST if d != "ccamp@ietf.example"], title="Chairs only: labels"),
        into("a rule holds", [OURS], [], "pending", title="Please wait for me"),
        into("everybody removed: the redirect stays", ["dora@ietf.example", OURS], ["office@ietf.example"], title="Confidential labels"),
    ]
    # outgoing: approved or not x Send To or not x who is in the envelope
    made += [
        out("approved, no Send To", [INES], [INES, MANAGER] + COPIES, reply_to=MANAGER),
        out("not approved", [INES], [], "pending", approved=False, sender="ada@ietf.example"),
        out("not authenticated: nobody's approval", [INES], [INES, COORDINATION], "pending", "claims-ours", auth=False),
        out("approved, copies there already", [INES, "ccamp@ietf.example", COORDINATION], [INES, MANAGER] + COPIES),
        out("in another case", [INES, "CCAMP@IETF.EXAMPLE"], [INES, MANAGER] + COPIES),
        out("Send To takes the place of their people", ["lee@3gpp.example", "kim@3gpp.example"], [DESK_3GPP] + COPIES, to="3GPP SA4", contact="lee@3gpp.example",
            reply_to=COORDINATION),
        out("whatever their case", ["LEE@3gpp.example", "lee@3GPP.EXAMPLE"], [DESK_3GPP] + COPIES, to="3GPP SA4", contact="lee@3gpp.example"),
        out("Send To there already", [DESK_3GPP, "lee@3gpp.example"], [DESK_3GPP] + COPIES, to="3GPP SA4", contact="lee@3gpp.example"),
        out("in another case, nobody twice", [DESK_3GPP.upper()], [DESK_3GPP] + COPIES, to="3GPP SA4", contact="lee@3gpp.example"),
        out("others on copy stay", ["lee@3gpp.example", "dora@ietf.example", "x@elsewhere.example"], [DESK_3GPP, "dora@ietf.example", "x@elsewhere.example"] + COPIES,
            to="3GPP SA4", contact="lee@3gpp.example"),
        out("a domain that only ends like theirs stays", ["lee@3gpp.example", "x@not3gpp.example"], [DESK_3GPP, "x@not3gpp.example"] + COPIES, to="3GPP SA4",
            contact="lee@3gpp.example"),
        out("their sub-domain goes", ["lee@sub.3gpp.example"], [DESK_3GPP] + COPIES, to="3GPP SA4", contact="lee@3gpp.example"),
        out("for another body its approver is needed", [INES], [], "pending", body="IETF MPLS WG"),
        out("a body of nobody is held", [INES], [], "pending", body="IETF NOSUCH WG"),
        out("a contact of ours that is stated is told", [INES], [INES, "ccamp-chairs@ietf.example", MANAGER] + COPIES, extra=[], contact="ines.moreau@itu.example",
            title="With a chair\nFrom-Contact: ccamp-chairs@ietf.example"),
        out("Reply-To that a signature covers stays", [INES], [INES, MANAGER] + COPIES, state="pending", doubts="reply-to-signed", reply_to="ada@ietf.example",
            extra=["Reply-To: ada@ietf.example", "DKIM-Signature: v=1; a=rsa-sha256; d=ietf.example; s=x; h=From:Reply-To; bh=x; b=y"]),
        out("one that none covers is set", [INES], [INES, MANAGER] + COPIES, reply_to=MANAGER, extra=["Reply-To: ada@ietf.example"]),
    ]
    return made


def mark(value):
    """The parameters of a Liaison-Statement field; {} where it is not what liaison-milter(8) promises."""
    text = value.decode("ascii", "replace")
    if not re.fullmatch(r"id=\d+(;\s*state=[a-z]+)?(;\s*reason=[a-z0-9-]+(,\s*[a-z0-9-]+)*)?", text):
        return {}
    parameters = dict(re.split("=", p.strip(), maxsplit=1) for p in text.split(";"))
    return {"id": int(parameters["id"]), "state": parameters.get("state"), "reasons": sorted(filter(None, re.split(r",\s*", parameters.get("reason", ""))))}


def is_folded(delivery):
    """No line of the field is longer than 78 (RFC 5322 2.1.1)."""
    field = re.search(rb"^Liaison-Statement:.*(\r\n[ \t].*)*", delivery.head, re.MULTILINE)
    return field is not None and all(len(line) <= 78 for line in field.group().split(b"\r\n"))


def expected_mark(row, record, doubts):
    """Incoming ones that wait say so and why; what we send says nothing of that, unless it only claims to be ours."""
    told = row["state"] == "pending" and (row["direction"] == "incoming" or "claims-ours" in doubts)
    return {"id": record.get("id", 0), "state": "pending" if told else None, "reasons": sorted(set(doubts)) if told else []}


def judge(desk, row):
    message_id, data = row["mail"]
    named = lambda text: desk.named("%s: %s" % (row["name"], text))
    deliveries = [d for d in desk.sink.holding(message_id) if d.fields("Message-ID") == [message_id.encode()]]     # and no notice that shows it
    got = sorted(r.lower() for d in deliveries for r in d.recipients)
    desk.tap.equal(got, sorted(r.lower() for r in row["expected"]), named("recipients"))
    found = desk.by_id.get(message_id.strip("<>"), [])
    record = found[0] if len(found) == 1 else {}
    doubts = [d["name"] if isinstance(d, dict) else d for d in record.get("doubts", [])]
    desk.tap.ok(len(found) == 1 and record["state"] == row["state"] and record["direction"] == row["direction"] and (not row["doubts"] or any(row["doubts"] in str(d) for d in doubts)),
                named("record"), len(found), record.get("state"), record.get("direction"), doubts)
    for delivery in deliveries[:1]:
        ours = delivery.fields("Liaison-Statement")
        marks = [mark(value) for value in ours]
        fine = delivery.body == body_of(data) and marks == [expected_mark(row, record, doubts)] and is_folded(delivery) and len(delivery.fields("Archived-At")) == 1
        if row.get("reply_to"):
            fine = fine and delivery.fields("Reply-To") == [row["reply_to"].encode()]
        desk.tap.ok(fine, named("headers and body"), ours, expected_mark(row, record, doubts), delivery.fields("Archived-At"), delivery.fields("Reply-To"))


def run(tap, kind):
    with Desk(tap, kind, SETTINGS) as desk:
        desk.submit_to(desk.server.port, SETTINGS + ROUTES)
        table = rows()
        for row in table:
            answer = desk.mail(row["sender"], row["recipients"], row["mail"][1])
            if answer[0] != 250:
                tap.ok(False, desk.named("%s: taken" % row["name"]), answer, desk.logs())
        desk.work()
        end = time.monotonic() + 60
        while desk.server.queued() and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(0.5)
        desk.by_id = {}
        for record in desk.liaison.records():
            desk.by_id.setdefault(record["message_id"], []).append(record)
        for row in table:
            tap.case(row["name"], judge, desk, row)
        tap.ok(len(table) >= 60, desk.named("the table has %d rows" % len(table)))
