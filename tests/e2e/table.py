# SPDX-License-Identifier: BSD-2-Clause
"""table.py - who gets what: each row is a mail, and what has to come of it at the far end of a real MTA and on the record; table-postfix.py and
table-sendmail.py run it.

Authenticated is who has an Authentication-Results field of ours; no client is one of ours by its address.
"""
import itertools
import re
import time

import mails
import mta
from approval import OUR_RESULT, SETTINGS, Desk
from delivery import INES, OURS, body_of
from harness import Client

COORDINATION = "coordination@ietf.example"
CCAMP = ["ccamp-ads@ietf.example", "ccamp-chairs@ietf.example", "ccamp@ietf.example"]
MPLS = ["mpls-chairs@ietf.example", "mpls@ietf.example"]
MANAGER = "itu-liaison@ietf.example"
DIST = CCAMP + [MANAGER]                       # of an authenticated statement of the ITU-T to CCAMP
COPIES = CCAMP[:1] + CCAMP[2:] + [COORDINATION]  # our side of one that CCAMP sends
DESK_3GPP = "3gpp-liaison@3gpp.example"
EVERYBODY = "everybody@ietf.example"            # of the MTA's: see ALIASES
numbers = itertools.count(1)
ROUTES = """
routes: ( { name = "quantum"; match = { direction = "incoming"; subject = "/quantum/i"; }; add = [ "chair@ietf.example" ]; },
          { name = "secret"; match = { subject = "/confidential/i"; }; redirect = [ "office@ietf.example" ]; },
          { name = "everybody"; match = { direction = "incoming"; subject = "/for everybody/i"; }; add = [ "everybody@ietf.example" ]; },
          { name = "no list"; match = { subject = "/chairs only/i"; }; remove = [ "ccamp@ietf.example" ]; },
          { name = "held"; match = { direction = "incoming"; subject = "/wait for me/i"; }; hold = true; } );
"""


def incoming(purpose="For action", deadline="2031-03-14", to="IETF CCAMP WG", contact="ccamp-chairs@ietf.example", auth=True, title="On labels", domain="itu.example",
             body="ITU-T SG15", reply_to="sg15-secretariat@itu.example", extra=(), sender=None, date=None):
    lines = ["Title: " + title, "From: " + body, "To: " + to, "From-Contact: Ines Moreau <ines.moreau@%s>" % domain, "To-Contact: " + contact if contact else None,
             "Send Reply To: " + reply_to if reply_to else None, "Purpose: " + purpose if purpose else None, "Deadline: " + deadline if deadline else None]
    text = "\n".join(line for line in lines if line) + "\n\nThis is paper %d. The group has studied how labels are reused, and found that two\nreadings are possible.\n" % next(numbers)
    result = mails.AUTHENTICATED.replace("itu.example", domain)
    return mails.incoming(authenticated=False, extra=([result] if auth else []) + list(extra), body=text, subject=title,
                          sender=sender or "Ines Moreau <ines.moreau@%s>" % domain, **({"date": date} if date else {}))


def outgoing(purpose="In response", approved=True, auth=True, body="IETF CCAMP WG", to="ITU-T SG15", title="Reply on labels", contact="ines.moreau@itu.example", author=None,
             extra=(), text="The working group has consensus on the second reading of paper %d."):
    author = author or ("ccamp-ads@ietf.example" if approved else "ada@ietf.example")
    text = "\n".join(["Title: " + title, "From: " + body, "To: " + to, "From-Contact: " + author, "To-Contact: " + contact, "Purpose: " + purpose, "", text % next(numbers), ""])
    return mails.outgoing(sender=author, to=contact, body=text, extra=([OUR_RESULT] if auth else []) + list(extra))


def letter(text, kind="text/plain; charset=utf-8", name="letter.txt", note="Please find our liaison statement attached.", auth=True, extra=()):
    """A covering note with the statement in an attachment."""
    message_id = mails.new_id("itu.example")
    part = lambda head, content: "--cut\n%s\n\n%s" % (head, content)
    body = "\n".join([part("Content-Type: text/plain; charset=utf-8", note + "\n"),
                      part('Content-Type: %s\nContent-Disposition: attachment; filename="%s"' % (kind, name), text), "--cut--", ""])
    return message_id, mails.compose([mails.AUTHENTICATED if auth else None, "From: Ines Moreau <ines.moreau@itu.example>", "To: " + OURS, "Subject: Liaison statement on labels",
                                      "Date: Mon, 3 Feb 2031 10:20:30 +0100", "Message-ID: " + message_id, "MIME-Version: 1.0",
                                      'Content-Type: multipart/mixed; boundary="cut"', *extra], body)


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER = """Title: On labels, by letter
From: ITU-T SG15
To: IETF CCAMP WG
From-Contact: Ines Moreau <ines.moreau@itu.example>
To-Contact: Dora <dora@ietf.example>, thief@evil.example
Purpose: For information

This is letter %d. The group has studied how labels are reused, and found that two readings are possible.
"""


OUR_TEXT = """Title: On labels, from us
From: IETF CCAMP WG
To: ITU-T SG15
From-Contact: ccamp-ads@ietf.example
To-Contact: ines.moreau@itu.example
Purpose: %s

%s This is paper %d.
"""


FILLER = "\n\nLabels that are taken back may be given out once more, after a time that both sides know.\nWe have looked at the times that are in use, and see no reason to change them.\n\n"


def ours(purpose="For information", body="The working group has consensus on it.", html=False, attach=()):
    """A statement of ours that its approver sends: plain or HTML only, with files."""
    text = OUR_TEXT % (purpose, body, next(numbers))
    message_id, part = mails.new_id("ietf.example"), "text/plain; charset=utf-8"
    if html:
        part, text = "text/html; charset=utf-8", "<html><body><p>%s</p></body></html>\n" % text.replace("\n\n", "</p><p>").replace("\n", "<br>\n")
    if attach:
        text = "\n".join(["--cut\nContent-Type: %s\n\n%s" % (part, text)] +
                         ['--cut\nContent-Type: %s\nContent-Disposition: attachment; filename="%s"\n\n{\\rtf1 A table of labels.}\n' % file for file in attach] + ["--cut--", ""])
        part = 'multipart/mixed; boundary="cut"'
    return message_id, mails.compose([OUR_RESULT, "From: ccamp-ads@ietf.example", "To: " + INES, "Subject: Liaison statement on labels", "Date: Tue, 4 Mar 2031 10:20:30 +0100",
                                      "Message-ID: " + message_id, "MIME-Version: 1.0", "Content-Type: " + part], text)


def rich(text):
    return "{\\rtf1\\ansi " + "\\par\n".join(text.split("\n")) + "}"


def attached(name, recipients, expected, mail, state="posted", doubts="", sender=INES):
    return dict(name=name, mail=mail, sender=sender, recipients=recipients, expected=expected, state=state, doubts=doubts, direction="incoming")


# Postfix opens its own aliases after the filter has seen a recipient, and again for those that the filter adds. Whom an alias leads to gets the mail
# once only where the original recipients are not kept apart.
ALIASES = {"enable_original_recipient": "no", "virtual_alias_maps": "inline:{ {%s = ccamp@ietf.example, dora@ietf.example} {ring@ietf.example = %s} }" % (EVERYBODY, EVERYBODY)}


def into(name, recipients, expected, state="posted", doubts="", sender=INES, sendmail=None, options=(), postfix=False, **keywords):
    return dict(name=name, mail=incoming(**keywords), sender=sender, recipients=recipients, expected=expected, state=state, doubts=doubts, direction="incoming",
                sendmail=sendmail or expected, options=options, postfix=postfix)


def out(name, recipients, expected, state="posted", doubts="", sender="ccamp-ads@ietf.example", reply_to=None, options=(), mail=None, no_doubts=False, **keywords):
    return dict(no_doubts=no_doubts, name=name, mail=mail or outgoing(**keywords), sender=sender, recipients=recipients, expected=expected, state=state, doubts=doubts, direction="outgoing",
                reply_to=reply_to, options=options)


def duplicate(name, recipients, expected):
    """A statement, and the same letter in another mail: two rows."""
    first = into(name + ": the first", [OURS], [OURS] + DIST)
    message_id, data = mails.new_id("itu.example"), first["mail"][1]
    second = data.replace(first["mail"][0].encode(), message_id.encode())
    return [first, dict(first, name=name, mail=(message_id, second), recipients=recipients, expected=expected, sendmail=expected, state="pending", doubts="possible-duplicate")]


def thread(name, answer, expected, **keywords):
    """A statement of theirs, and ours that answers it: two rows."""
    asked = into(name + ": what is answered", [OURS], [OURS] + DIST, **keywords)
    extra = ["In-Reply-To: " + asked["mail"][0]]
    return [asked, out(name, [INES, "otto@itu.example"], expected, extra=extra, **answer)]


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
        into("a group that cannot be addressed", [OURS], [OURS, COORDINATION], "pending", "unknown-body", to="IRTF QIRG", contact=None),
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
    # what may be on record already: nobody is added but who has to look
    made += duplicate("the same letter in another mail", [OURS], [OURS, COORDINATION])
    made += duplicate("the same letter, to coordination too", [OURS, COORDINATION], [OURS, COORDINATION])
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
    # aliases: of the addressee, and of a mailbox; one recipient twice
    made += [
        into("addressed by an alias", [OURS], [OURS] + DIST, to="ccamp"),
        into("by another, in another case", [OURS], [OURS] + DIST, to="Internet Engineering Task Force CCAMP WG"),
        into("by its long form", [OURS], [OURS] + DIST, to="IETF CCAMP Working Group"),
        into("by two names of the same", [OURS], [OURS] + DIST, to="CCAMP, IETF CCAMP WG"),
        into("an alias and another body", [OURS], [OURS] + DIST + MPLS, to="ccamp, mpls"),
        into("a liaison address given twice", [OURS, OURS], [OURS] + DIST),
        # Sendmail takes two spellings for two mailboxes; what the sender gave is not for us to take away
        into("a contact given twice, and in two spellings", [OURS, "ccamp@ietf.example", "ccamp@ietf.example", "CCAMP@IETF.EXAMPLE"], [OURS] + DIST,
             sendmail=[OURS, "ccamp@ietf.example"] + DIST),
        into("one that a rule takes away, twice", [OURS, "ccamp@ietf.example", "Ccamp@ietf.example"], [OURS] + [d for d in DIST if d != "ccamp@ietf.example"],
             title="Chairs only: labels"),
    ]
    # aliases of the MTA: what we see is not what is delivered to
    made += [
        into("at an alias that holds one who is added", [OURS, EVERYBODY], [OURS, "dora@ietf.example"] + DIST, postfix=True),
        into("at an alias of that alias", [OURS, "ring@ietf.example"], [OURS, "dora@ietf.example"] + DIST, postfix=True),
        into("at an alias, and at one whom it holds", [OURS, EVERYBODY, "dora@ietf.example"], [OURS, "dora@ietf.example"] + DIST, postfix=True),
        into("a rule adds an alias", [OURS], [OURS, "dora@ietf.example"] + DIST, title="For everybody: labels", postfix=True),
        into("a rule adds one that is there", [OURS, EVERYBODY.upper()], [OURS, "dora@ietf.example"] + DIST, title="For everybody: labels", postfix=True),
        into("a rule that takes a mailbox away does not see it in an alias", [OURS, EVERYBODY], [OURS, "dora@ietf.example"] + DIST, title="Chairs only: labels", postfix=True),
        into("a rule that takes an alias away takes all of it", [OURS, EVERYBODY], ["office@ietf.example"], title="Confidential labels", postfix=True),
        into("of a stated contact that is an alias", [OURS], [OURS, "dora@ietf.example"] + DIST, contact=EVERYBODY, postfix=True),
        into("a stray to an alias", [EVERYBODY], ["ccamp@ietf.example", "dora@ietf.example", COORDINATION, MANAGER], "pending", "misdirected", postfix=True),
    ]
    # contacts that only an attached letter names
    made += [
        attached("contacts in an attached text only", [OURS], [OURS, "dora@ietf.example"] + DIST, letter(LETTER % next(numbers))),
        attached("in an attached rich text", [OURS], [OURS, "dora@ietf.example"] + DIST, letter(rich(LETTER % next(numbers)), "text/rtf", "letter.rtf")),
        attached("of nobody who is authenticated", [OURS], [OURS, COORDINATION], letter(LETTER % next(numbers), auth=False), "pending", "unauthenticated"),
        attached("with one of them there already", [OURS, "Dora@ietf.example"], [OURS, "dora@ietf.example"] + DIST, letter(LETTER % next(numbers))),
        attached("that cannot be read", [OURS], [OURS, COORDINATION], letter("no archive at all", WORD, "letter.docx"), "pending", "unreadable-attachment"),
    ]
    # SMTPUTF8: asked for by the sender, and not
    utf8, joerg = ["BODY=8BITMIME", "SMTPUTF8"], "j\u00f6rg@ietf.example"
    made += [
        into("a sender with an umlaut", [OURS], [OURS] + DIST, sender="j\u00f6rg@itu.example", options=utf8),
        into("a recipient with an umlaut", [OURS, joerg], [OURS, joerg] + DIST, options=utf8),
        into("a stated contact with an umlaut", [OURS], [OURS, joerg] + DIST, contact=joerg, options=utf8),
        into("who is there already, in another case", [OURS, "J\u00d6RG@ietf.example"], [OURS, "J\u00d6RG@ietf.example"] + DIST, contact=joerg, options=utf8),
        into("a stated contact with an umlaut in mail without it", [OURS], [OURS, joerg] + DIST, contact=joerg),
    ]
    # outgoing: a reply goes to the Send Reply To of what it answers
    made += thread("a reply", dict(), ["sg15-secretariat@itu.example", MANAGER] + COPIES)
    made += thread("a reply where none was stated", dict(), [INES, "otto@itu.example", MANAGER] + COPIES, reply_to=None)
    made += thread("a reply to an address elsewhere is not believed", dict(), [INES, "otto@itu.example", MANAGER] + COPIES, reply_to="thief@evil.example")
    made += thread("a reply to an address of ours is not believed", dict(), [INES, "otto@itu.example", MANAGER] + COPIES, reply_to="dora@ietf.example")
    made += thread("no reply by its purpose, but by its header", dict(purpose="For information"), ["sg15-secretariat@itu.example", MANAGER] + COPIES)
    made += thread("a reply without approval is held", dict(approved=False, sender="ada@ietf.example", state="pending"), [])
    # outgoing: what the lint tells its author keeps nothing back
    told = [INES, MANAGER] + COPIES
    made += [
        out("nothing to say against it", [INES], told, mail=ours(), no_doubts=True),
        out("in HTML only: read, and told", [INES], told, doubts="no-plain-text", mail=ours(html=True)),
        out("no level of consensus", [INES], told, doubts="no-consensus-level", mail=ours(body="We see it so.")),
        out("an RFC without its status", [INES], told, doubts="cites-rfc", mail=ours(body="The working group has consensus." + FILLER + "See RFC 7001.")),
        out("a draft without its status", [INES], told, doubts="cites-individual-draft", mail=ours(body="The working group has consensus." + FILLER + "See draft-brandt-labels-00.")),
        out("a file that not everybody can open", [INES], told, doubts="unusual-format", mail=ours(attach=[("text/rtf", "annex.rtf")])),
        out("one with a twin that everybody can", [INES], told, mail=ours(attach=[("text/rtf", "annex.rtf"), ("text/plain", "annex.txt")]), no_doubts=True),
        out("action without a deadline", [INES], told, state="pending", doubts="no-deadline", mail=ours("For action")),
        out("no purpose", [INES], told, state="pending", doubts="no-purpose", mail=ours("")),
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
    deliveries = desk.sink.itself(message_id)
    got = sorted(r.lower() for d in deliveries for r in d.recipients)
    desk.tap.equal(got, sorted(r.lower() for r in (row.get("sendmail") if desk.kind.name == "sendmail" else None) or row["expected"]), named("recipients"))
    found = desk.by_id.get(message_id.strip("<>"), [])
    record = found[0] if len(found) == 1 else {}
    doubts = [d["name"] if isinstance(d, dict) else d for d in record.get("doubts", [])]
    desk.tap.ok(len(found) == 1 and record["state"] == row["state"] and record["direction"] == row["direction"] and (not row["doubts"] or any(row["doubts"] in str(d) for d in doubts)) and
                not (doubts and row.get("no_doubts")),
                named("record"), len(found), record.get("state"), record.get("direction"), doubts)
    for delivery in deliveries[:1]:
        ours = delivery.fields("Liaison-Statement")
        marks = [mark(value) for value in ours]
        fine = delivery.body == body_of(data) and marks == [expected_mark(row, record, doubts)] and is_folded(delivery) and len(delivery.fields("Archived-At")) == 1
        if row.get("reply_to"):
            fine = fine and delivery.fields("Reply-To") == [row["reply_to"].encode()]
        desk.tap.ok(fine, named("headers and body"), ours, expected_mark(row, record, doubts), delivery.fields("Archived-At"), delivery.fields("Reply-To"))


def run(tap, kind):
    with Desk(tap, kind, SETTINGS, mta_settings=ALIASES) as desk:
        desk.submit_to(desk.server.port, SETTINGS + ROUTES)
        table = [row for row in rows() if not row.get("postfix") or kind is mta.Postfix]
        with Client(desk.server.port) as client:
            if not client.has_extn("smtputf8"):
                tap.skip(desk.named("rows with SMTPUTF8"), "this MTA does not offer it")
                table = [row for row in table if "SMTPUTF8" not in row.get("options", ())]
        for row in table:
            answer = desk.mail(row["sender"], row["recipients"], row["mail"][1], options=row.get("options", ()))
            if answer[0] != 250:
                tap.ok(False, desk.named("%s: taken" % row["name"]), answer, desk.logs())
        desk.work()
        desk.server.drain()
        time.sleep(0.5)
        desk.by_id = {}
        for record in desk.liaison.records():
            desk.by_id.setdefault(record["message_id"], []).append(record)
        for row in table:
            tap.case(row["name"], judge, desk, row)
        tap.ok(len(table) >= 60, desk.named("the table has %d rows" % len(table)))
