#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The filter that one would write in an afternoon: parses the mail, inserts a row, synced. For comparison only; needs python3-milter."""
import email, email.policy, io, os, sqlite3, sys, threading
import Milter

local = threading.local()

def database():
    if not hasattr(local, "db"):
        local.db = sqlite3.connect(sys.argv[2], timeout=30)
        local.db.execute("PRAGMA journal_mode=WAL")
        local.db.execute("PRAGMA synchronous=FULL")
        local.db.execute("CREATE TABLE IF NOT EXISTS statement (id INTEGER PRIMARY KEY, message_id TEXT, title TEXT, sender TEXT, raw BLOB)")
    return local.db

class Filter(Milter.Base):
    def envfrom(self, sender, *arguments):
        self.raw = io.BytesIO()
        return Milter.CONTINUE
    def header(self, name, value):
        self.raw.write(("%s: %s\r\n" % (name, value)).encode("utf-8", "surrogateescape"))
        return Milter.CONTINUE
    def eoh(self):
        self.raw.write(b"\r\n")
        return Milter.CONTINUE
    def body(self, chunk):
        self.raw.write(chunk)
        return Milter.CONTINUE
    def eom(self):
        mail = email.message_from_bytes(self.raw.getvalue(), policy=email.policy.default)
        fields = dict(line.split(":", 1) for line in mail.get_body().get_content().splitlines() if ":" in line)
        with database() as db:
            db.execute("INSERT INTO statement (message_id, title, sender, raw) VALUES (?, ?, ?, ?)",
                       (mail["Message-ID"], fields.get("Title"), fields.get("From"), self.raw.getvalue()))
        return Milter.ACCEPT

os.umask(0)
Milter.factory = Filter
Milter.runmilter("python", sys.argv[1], 240)
