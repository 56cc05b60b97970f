#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""A sendmail(1) for the tests: submit.py PORT -f SENDER -- RECIPIENT…  hands standard input to the MTA on that port by SMTP."""
import smtplib
import sys

port, sender, recipients = int(sys.argv[1]), sys.argv[3], sys.argv[5:]
data = sys.stdin.buffer.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
try:
    with smtplib.SMTP("127.0.0.1", port, local_hostname="submit.test.example", timeout=60) as client:
        client.ehlo()
        options = ["BODY=8BITMIME"]
        if not (sender + "".join(recipients)).isascii():
            options.append("SMTPUTF8")
            client.command_encoding = "utf-8"
        code, text = client.mail(sender, options)
        for recipient in recipients:
            if code == 250:
                code, text = client.rcpt(recipient)
        if code == 250:
            code, text = client.data(data)
except (OSError, smtplib.SMTPException) as error:
    print(error, file=sys.stderr)
    sys.exit(75)
print(code, text, file=sys.stderr)
sys.exit(0 if code == 250 else 75 if code // 100 == 4 else 65)
