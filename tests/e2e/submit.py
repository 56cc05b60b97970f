#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""A sendmail(1) for the tests: submit.py PORT -f SENDER -- RECIPIENT…  hands standard input to the MTA on that port by SMTP."""
import smtplib
import sys

from harness import send

port, sender, recipients = int(sys.argv[1]), sys.argv[3], sys.argv[5:]
data = sys.stdin.buffer.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
options = ["BODY=8BITMIME"] + ([] if (sender + "".join(recipients)).isascii() else ["SMTPUTF8"])
try:
    code, text = send(port, sender, recipients, data, options=options)
except (OSError, smtplib.SMTPException) as error:
    print(error, file=sys.stderr)
    sys.exit(75)
print(code, text, file=sys.stderr)
sys.exit(0 if code == 250 else 75 if code // 100 == 4 else 65)
