# SPDX-License-Identifier: BSD-2-Clause
"""mails.py - the mails of the end to end tests, as bytes with CRLF. All persons and domains are invented."""
import itertools
import os
import time

_numbers = itertools.count(1)
_run = "%x.%x" % (os.getpid(), int(time.time()))

AUTHENTICATED = "Authentication-Results: mx.test.example; dkim=pass header.d=itu.example; dmarc=pass header.from=itu.example"

STATEMENT = """\
Title: On the reuse of label %(number)d
From: ITU-T SG15
To: IETF CCAMP WG
From-Contact: Ines Moreau <ines.moreau@itu.example>
To-Contact: ccamp-chairs@ietf.example
Send To: statements@ietf.example
Send Reply To: sg15-secretariat@itu.example
Purpose: For action
Deadline: 2031-03-14

Question 12 of Study Group 15 has studied how labels are reused when a path is
protected twice, and asks the CCAMP WG to say which of the two readings it
intends. Our next meeting opens on 2 April 2031.
"""

OUTGOING = """\
Title: Reply on the reuse of label %(number)d
From: IETF CCAMP WG
To: ITU-T SG15
From-Contact: Ada Brandt <ccamp-chairs@ietf.example>
To-Contact: Ines Moreau <ines.moreau@itu.example>
Purpose: In response

The CCAMP WG intends the second reading.
"""


def new_id(domain="mail.example"):
    return "<%s.%d@%s>" % (_run, next(_numbers), domain)


def compose(headers, body):
    """headers: list of "Name: value" lines, or None for those to leave out."""
    text = "\n".join([h for h in headers if h] + ["", body])
    return text.replace("\n", "\r\n").encode("utf-8", "surrogateescape")


def incoming(message_id=None, sender="Ines Moreau <ines.moreau@itu.example>", to="statements@ietf.example", authenticated=True,
             extra=(), body=None, subject=None, number=None, date="Mon, 3 Feb 2031 10:20:30 +0100"):
    """A statement of a peer to us. Returns its Message-ID and its bytes."""
    message_id = message_id or new_id("itu.example")
    number = number if number is not None else next(_numbers)
    return message_id, compose([
        AUTHENTICATED if authenticated else None, "From: " + sender, "To: " + to,
        "Subject: " + (subject or "LS on the reuse of label %d" % number), "Date: " + date,
        "Message-ID: " + message_id, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
        *extra], body if body is not None else STATEMENT % {"number": number})


def outgoing(message_id=None, sender="Ada Brandt <ada@ietf.example>", to="ines.moreau@itu.example", extra=(), body=None):
    """A statement of ours to a peer."""
    message_id = message_id or new_id("ietf.example")
    number = next(_numbers)
    return message_id, compose([
        "From: " + sender, "To: " + to, "Subject: Liaison statement: reply on the reuse of label %d" % number,
        "Date: Tue, 4 Mar 2031 10:20:30 +0100", "Message-ID: " + message_id, *extra],
        body if body is not None else OUTGOING % {"number": number})


def unrelated(message_id=None, size=0):
    """Mail that is none of our business, with what a filter is tempted to tidy up."""
    message_id = message_id or new_id("elsewhere.example")
    body = "Hello Bob,\n\n  \t odd   blanks \t\n.leading dot\n\n\nand caf\u00e9 in raw bytes\n"
    body += ("x" * 62 + "\n") * (size // 63)
    return message_id, compose([
        "FROM: alice@elsewhere.example", "to: bob@users.example,", "\tcarol@users.example", "Subject:  lunch ", "X-Odd:no blank",
        "Liaison-Statement: id=77", "Message-ID: " + message_id, "Date: Mon, 3 Feb 2031 10:20:30 +0100"], body)
