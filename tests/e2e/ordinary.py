# SPDX-License-Identifier: BSD-2-Clause
"""ordinary.py - mail between our chairs and peers' people that is no statement: delivered untouched and unrecorded, and where it reaches a
liaison address recorded as correspondence and given to nobody else.

All texts, persons and domains are invented.
"""
import time

import mails
from approval import OUR_RESULT, SETTINGS, Desk
from delivery import INES, OURS, body_of

TEXTS = [
    ("lunch on Thursday?", "Are you in town already on Wednesday? Then let us have lunch on Thursday.\n\nAda\n"),
    ("room for the joint session", "The room on the second floor seats forty. Is that enough for your group?\n"),
    ("who presents?", "Who of you is going to present the update? I need a name for the agenda.\n"),
    ("Re: who presents?", "> Who of you is going to present the update?\n\nI will, if nobody else wants to.\n"),
    ("draft of our reply, please comment", "Below is a first draft of our reply. It is not agreed yet; please send me your comments before we send it.\n\n"
     "  The working group thinks that the second reading is the one that was meant.\n\nComments by Friday, please.\n"),
    ("Re: your statement on labels", "Thanks for the statement. I have put it on our list and come back to you when the chairs have talked.\n"),
    ("question on your last liaison", "In the second paragraph you write that paths are protected twice. Is that per section or per link?\n"),
    ("dial-in numbers", "The numbers for the call on Monday are the same as last time. The passcode follows by phone.\n"),
    ("minutes of the call", "Attached to this mail nothing, as promised: the minutes are in the wiki now.\n"),
    ("travel", "My flight lands at ten. I shall miss the opening and be there for the second slot.\n"),
    ("Re: travel", "> My flight lands at ten.\n\nThen I keep a seat for you.\n\n-- \nInes\n"),
    ("slides", "Could you send me the slides from last week? The link in the minutes does not work for me.\n"),
    ("thank you", "Just to say thank you for the dinner and the good talks. Until the summer!\n"),
    ("errata", "I believe that figure 3 has its arrows the wrong way round. Could your editor have a look?\n"),
    ("new chair", "From next month on Otto takes over from me. Please write to him about meetings.\n"),
    ("Fwd: agenda", "FYI.\n\n---------- Forwarded message ----------\nFrom: Otto <otto@itu.example>\nSubject: agenda\n\n1. Welcome\n2. Reports\n3. Any other business\n"),
    ("quote from the old statement", "You asked what it said. It said, among other things:\n\n> The group thanks for the reply and will take it into account.\n\nThat is all I have.\n"),
    ("deadline for papers", "When do papers have to be in for your next meeting? Somebody here asks.\n"),
    ("on the list of participants", "I do not find my name on the list of participants. Whom do I write to?\n"),
    ("visa letter", "Your office wanted to send me a letter of invitation for the visa. It has not come yet.\n"),
    ("Re: visa letter", "I asked them. It goes out tomorrow.\n"),
    ("reading group", "A few of us read the new text together on Friday at 15:00. You are welcome to join.\n"),
    ("typo", "There is a typo in the title of clause seven: 'protction'.\n"),
    ("re-use of figures", "May we use your figure 2 in a tutorial? We would name the source.\n"),
    ("remote participation", "Is there a way to follow the plenary from afar? Our delegate is ill.\n"),
    ("photo", "Here is no photo after all, the file was too large. I bring it along on a stick.\n"),
    ("when is the next one?", "Do you know already when and where the meeting after the next one is?\n"),
]

ADA, ADS, DORA = "Ada Brandt <ccamp-chairs@ietf.example>", "Olga Lind <ccamp-ads@ietf.example>", "Dora Falk <dora@ietf.example>"
PEOPLE = [
    (ADA, ["ines.moreau@itu.example"]), ("Ines Moreau <ines.moreau@itu.example>", ["ccamp-chairs@ietf.example", "dora@ietf.example"]),
    (DORA, ["lee@3gpp.example", "ccamp-chairs@ietf.example"]), ("Lee Park <lee@3gpp.example>", ["dora@ietf.example", "ccamp@ietf.example"]),
]


def post(desk, author, recipients, subject, text):
    address = author.partition("<")[2].rstrip(">")
    domain = address.partition("@")[2]
    message_id = mails.new_id(domain)
    result = OUR_RESULT.replace("ietf.example", domain)
    data = mails.compose([result, "From: " + author, "To: " + ", ".join(recipients), "Subject: " + subject, "Date: Mon, 3 Feb 2031 10:20:30 +0100",
                          "Message-ID: " + message_id], text)
    answer = desk.mail(address, recipients, data)
    if answer[0] != 250:
        desk.tap.ok(False, desk.named("%s is taken" % subject), answer, desk.logs())
    return dict(id=message_id, data=data, recipients=recipients, subject=subject, author=author)


def run(tap, kind):
    with Desk(tap, kind, SETTINGS) as desk:
        sent = [post(desk, author, recipients, subject, text) for subject, text in TEXTS for author, recipients in PEOPLE]
        liaison = [post(desk, INES_NAMED, [OURS], subject, text) for subject, text in TEXTS[:8]]
        desk.work()
        desk.server.drain()
        time.sleep(0.5)
        records = {}
        for record in desk.liaison.records():
            records.setdefault("<%s>" % record["message_id"], []).append(record)
        wrong = [m["subject"] for m in sent if sorted(r for d in desk.sink.holding(m["id"]) for r in d.recipients) != sorted(m["recipients"])]
        tap.equal(wrong, [], desk.named("%d ordinary mails reach whom they were sent to, and nobody else" % len(sent)), desk.logs())
        changed = [m["subject"] for m in sent for d in desk.sink.holding(m["id"])
                   if d.body != body_of(m["data"]) or d.fields("Liaison-Statement") or d.fields("Archived-At") or d.fields("Reply-To")]
        tap.equal(changed, [], desk.named("untouched"))
        tap.equal([(m["subject"], m["author"]) for m in sent if m["id"] in records], [], desk.named("and unrecorded"))
        kinds = [(m["subject"], [r["kind"] for r in records.get(m["id"], [])]) for m in liaison]
        tap.equal([k for k in kinds if k[1] != ["correspondence"]], [], desk.named("at a liaison address they are recorded as correspondence"))
        wrong = [m["subject"] for m in liaison if sorted(r for d in desk.sink.holding(m["id"]) for r in d.recipients) != [OURS]]
        tap.equal(wrong, [], desk.named("and given to nobody else"))
        tap.equal([d.fields("Liaison-Notice") for d in desk.sink.holding(b"Liaison-Notice:")], [], desk.named("nobody is written to about any of them"))
        tap.ok(len(sent) >= 100, desk.named("there are %d of them" % len(sent)))


INES_NAMED = "Ines Moreau <%s>" % INES
