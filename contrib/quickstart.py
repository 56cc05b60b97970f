# SPDX-License-Identifier: BSD-2-Clause
"""quickstart.py [--keep] FOLDER - the second half of quickstart: runs what was built, mails the samples, shows what became of them.

With --keep a child holds everything until it is told to end (SIGTERM), and then removes FOLDER.
"""
import json
import os
import pwd
import shutil
import signal
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "samples")
sys.path.insert(0, os.path.join(HERE, "..", "tests", "e2e"))
import mta
from harness import Client, Liaison, program
from sink import Sink

MAILS = (
    ("incoming-action.eml", "A peer, authenticated, asks a working group for action", "ines.moreau@itu.example", ["statements@ietf.example"]),
    ("incoming-unauthenticated.eml", "The same way in, but nothing proves who sent it", "lee@3gpp.example", ["statements@ietf.example"]),
    ("outgoing-approved.eml", "An answer, sent by its approver, to a peer that has a \"Send To\"", "tls-ads@ietf.example", ["lee@3gpp.example", "tls@ietf.example"]),
    ("outgoing-unapproved.eml", "An answer that nobody has approved yet", "ada@ietf.example", ["ines.moreau@itu.example", "ccamp@ietf.example"]),
    ("unrelated.eml", "Mail that is none of its business", "alice@elsewhere.example", ["bob@users.example"]),
)
SHOWN = ("Archived-At", "Liaison-Statement", "Reply-To")


def sample(name):
    with open(os.path.join(SAMPLES, name), "rb") as f:
        return f.read().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def mail(port, sink, number, name, what, sender, recipients):
    data = sample(name)
    message_id = next(line.split(b": ")[1] for line in data.split(b"\r\n") if line.startswith(b"Message-ID"))
    with Client(port) as client:
        code, text = client.deliver(sender, recipients, data)
    delivered = sink.wait(message_id, 3 if "unapproved" in name else 20)
    print("\n%d. %s (contrib/samples/%s)" % (number, what, name))
    print("   sent       %s -> %s" % (sender, ", ".join(recipients)))
    print("   answer     %d %s" % (code, text.decode()))
    reached = sorted({r for d in delivered for r in d.recipients})
    print("   delivered  " + ("\n              ".join(reached) if reached else "to nobody: held until somebody approves it"))
    for field in SHOWN:
        if delivered and delivered[0].fields(field):
            print("   field      %s: %s" % (field, ", ".join(v.decode() for v in delivered[0].fields(field))))
    return code == 250


def title(text):
    print("\n%s\n%s" % (text, "-" * len(text)))


def pages(liaison):
    return os.path.join(os.path.dirname(liaison.store), "public")


def show(liaison):
    title("Recorded: liaisonctl list")
    print(liaison.ctl("list").stdout.rstrip())
    title("The first one: liaisonctl show 1")
    print(liaison.ctl("show", "1").stdout.rstrip())
    title("Published: liaisonctl export --posted")
    posted = json.loads(liaison.ctl("export", "--format=json", "--posted").stdout)
    for record in posted:
        print("%d  %s: %s -> %s, %s%s" % (record["id"], record["title"], ", ".join(record["from"]), ", ".join(record["to"]), record["purpose"],
                                          ", deadline " + record["deadline"] if record["deadline"] else ""))
    if not posted:
        print("nothing: every record waits for a person")
    title("The public pages: liaisonctl publish")
    print(liaison.ctl("publish").stdout.rstrip())
    for record in posted[:3]:
        print("%s/%d/index.html" % (pages(liaison), record["id"]))


def run(folder, keep, ready):
    os.makedirs(os.path.join(folder, "record"))
    nobody = pwd.getpwnam("nobody")
    os.chown(os.path.join(folder, "record"), nobody.pw_uid, nobody.pw_gid)
    with open(os.path.join(SAMPLES, "liaison-milter.conf")) as f:
        base = f.read()
    base = base.replace("publish: { ", 'publish: { directory = "%s"; ' % os.path.join(folder, "record", "public"))
    sink = Sink(os.path.join(folder, "delivered"))
    liaison = Liaison(folder, "# publish: above", base=base, store=os.path.join(folder, "record", "record.db"))
    liaison.configure("# publish: above", milter='user = "nobody";')
    server = None
    try:
        liaison.start()
        server = mta.Postfix(folder, liaison.postfix, sink.port).start()
        print("liaison-milter behind a Postfix of its own, 127.0.0.1 port %d" % server.port)
        good = all([mail(server.port, sink, n, *m) for n, m in enumerate(MAILS, 1)])
        show(liaison)
        if keep:
            title("It goes on running")
            print("Mail it something:   swaks --server 127.0.0.1:%d --from ines.moreau@itu.example --to statements@ietf.example\n"
                  "                     (or any SMTP client; contrib/samples has mails to change)\n"
                  "What was delivered:  %s/delivered\n"
                  "The record:          %s -c %s list\n"
                  "The public pages:    %s; after a change: %s -c %s publish\n"
                  "                     to look at them: python3 -m http.server --bind 127.0.0.1 --directory %s 8080\n"
                  "Log:                 %s and %s\n"
                  "Configuration:       %s; after a change: kill -HUP %d\n"
                  "End it all:          kill %d" % (
                      server.port, folder, program("liaisonctl"), liaison.path, pages(liaison), program("liaisonctl"), liaison.path, pages(liaison), liaison.log_path, server.log_path, liaison.path, liaison.process.pid, os.getpid()))
        sys.stdout.flush()
        ready(0 if good else 1)
        if keep:
            signal.pause()                              # until SIGTERM, which ends us by way of the clean-up
        return 0 if good else 1
    finally:
        if server:
            server.stop()
        liaison.stop()


def main():
    keep, folder = sys.argv[1:-1] == ["--keep"], sys.argv[-1]
    if not keep:
        sys.exit(run(folder, False, lambda status: None))
    reading, writing = os.pipe()
    if os.fork():                                   # we go when the child says that all has been shown
        os.close(writing)
        answer = os.read(reading, 1)
        sys.exit(answer[0] if answer else 1)
    os.close(reading)
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

    def ready(status):
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        os.write(writing, bytes([status]))
        os.close(writing)
    try:
        run(folder, True, ready)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
