#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""units.py - the daemons as the shipped units run them: unprivileged, without new privileges, on a read-only system, under a system call filter;
and liaison-queue, of which one process keeps root's rights, but few of them.

Behind a Postfix of its own: a letter is read and converted in the sandbox, and statements that were held are submitted by both ways that the
manual names, SMTP to the loopback address and membership in the group postdrop. What the units restrict is tried from inside.
"""
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "worker")]
import mails
import mta
from approval import OUR_RESULT
from delivery import INES, OURS
from harness import BUILD, TOP, Client, need_programs
from sink import Sink
from tap import Scratch, Tap, skip_all
from worker_test import LETTER, docx, no_sandbox

NAME = "list"           # of every Debian, and nobody is it
USER = pwd.getpwnam(NAME).pw_uid
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# as the service manager gives it: nothing of the one who starts the test
ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "LANG": "C.UTF-8"}
STATE, INSTALLED, SPOOL = "/var/lib/liaison-milter", "/srv/liaison", "/var/spool/postfix"
CONFIGURATION = """
organization: { name = "IETF"; domains = [ "ietf.example" ]; coordination = "coordination@ietf.example"; authserv_id = "mx.test.example"; };
liaison_addresses = [ "statements@ietf.example" ];
bodies: ( { name = "CCAMP WG"; kind = "wg"; aliases = [ "ccamp", "IETF CCAMP WG" ]; contacts = [ "ccamp-chairs@ietf.example" ];
            approvers = [ "ccamp-ads@ietf.example" ]; } );
peers: ( { name = "ITU-T"; domains = [ "itu.example" ]; manager = "itu-liaison@ietf.example"; aliases = [ "ITU" ]; } );
outgoing: { submission_clients = [ "192.0.2.1" ]; %(outgoing)s };
store: { path = "%(state)s/record.db"; };
milter: { socket = "inet:%(port)d@127.0.0.1"; user = "%(user)s"; };
worker: { pause = "0s"; tries = 2; };
settle = "0s";
notify: { submit = [ %(submit)s ]; submit_timeout = "5s"; acknowledge = false; remind_days = [ ]; overdue_weeks = 0; digest = "never"; };
"""
PROBES = [
    ("is nobody but itself", "[ $(id -u) = %d ]" % USER), ("has no capabilities", "grep -q '^CapBnd:.0*$' /proc/self/status && grep -q '^CapEff:.0*$' /proc/self/status"),
    ("gets no new privileges", "grep -q '^NoNewPrivs:.1' /proc/self/status"), ("writes nothing of the system", "! touch /usr/bin/x /etc/x /var/x 2>/dev/null"),
    ("writes its state", "touch %s/x && rm %s/x" % (STATE, STATE)), ("has a /tmp of its own", "touch /tmp/x && [ ! -e /tmp/.liaison-units ]"),
    ("sees no homes", "! ls /root 2>/dev/null && ! ls /home 2>/dev/null"), ("sees no devices", "[ ! -e /dev/mem ] && [ ! -e /dev/kmsg ] && [ ! -e /dev/fuse ]"),
    ("opens no packet sockets", "! /usr/bin/python3 -c 'import socket; socket.socket(17, 3)' 2>/dev/null"), ("sets no clock", "! /usr/bin/python3 -c 'import time; time.clock_settime(0, 0)' 2>/dev/null"),
    ("makes no set-user-ID file", "touch /tmp/s && ! chmod u+s /tmp/s 2>/dev/null"),
]


class Host:
    """A Postfix with both daemons beside it, each under its unit."""

    def __init__(self, tap):
        self.tap, self.scratch, self.processes = tap, Scratch("units"), []
        self.folder = self.scratch.path
        os.chmod(self.folder, 0o755)
        self.state = os.path.join(self.folder, "state")
        os.mkdir(self.state)
        os.chown(self.state, USER, USER)
        self.configuration = os.path.join(self.folder, "etc")
        os.mkdir(self.configuration)
        self.sink, self.filter_port = Sink(), mta.free_port()
        self.server = mta.Postfix(self.folder, "inet:127.0.0.1:%d" % self.filter_port, self.sink.port).start()
        self.smtp = '"%s/build/libexec/smtp-submit", "--port", "%d", "-f", "%%f", "--"' % (INSTALLED, self.server.port)
        self.configure(self.smtp)
        self._postfix_for_the_unit()

    def configure(self, submit, outgoing=""):
        with open(self.configuration + "/liaison-milter.conf", "w") as f:
            f.write(CONFIGURATION % {"state": STATE, "port": self.filter_port, "submit": submit, "outgoing": outgoing, "user": NAME})

    def _postfix_for_the_unit(self):
        """Its programs and queue stand elsewhere there: sendmail(1) as an operator would name it."""
        with open(self.server.etc + "/main.cf") as f:
            text = f.read()
        root = mta.unpacked("postfix")
        with open(self.configuration + "/main.cf", "w") as f:
            f.write(text.replace(self.server.queue, SPOOL).replace(self.server.etc, INSTALLED + "/etc").replace(root, INSTALLED + "/postfix"))
            f.write("export_environment = TZ MAIL_CONFIG LD_LIBRARY_PATH\n")
        path = self.configuration + "/sendmail"
        libraries = self.server.environment["LD_LIBRARY_PATH"].replace(root, INSTALLED + "/postfix")
        with open(path, "w") as f:
            f.write('#!/bin/sh\nexport LD_LIBRARY_PATH=%s MAIL_CONFIG=%s/etc\nexec %s/postfix/usr/sbin/sendmail "$@"\n' % (libraries, INSTALLED, INSTALLED))
        os.chmod(path, 0o755)

    def words(self, daemon, command, drop_ins=()):
        user = 0 if daemon == "liaison-queue" else USER
        where = {"user": user, "group": user, "groups": {"postdrop": self.server.group.gr_gid}, "show": [], "bind": {
            STATE: self.state, INSTALLED + "/build": BUILD, INSTALLED + "/etc": self.configuration, INSTALLED + "/postfix": mta.unpacked("postfix"), SPOOL: self.server.queue}}
        return [sys.executable, os.path.join(HERE, "unit.py"), json.dumps(where), os.path.join(BUILD, "conf", daemon + ".service"), *drop_ins, "--", *command]

    def start(self, daemon, drop_ins=()):
        """Until it says that it is ready, as a unit of Type=notify does."""
        command = {"liaison-milter": "src/milter/liaison-milter"}.get(daemon, "src/worker/" + daemon)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, open(self.folder + "/log", "ab") as log:
            manager.bind("\0liaison-units-%d-%s" % (os.getpid(), daemon))
            manager.settimeout(30)
            process = subprocess.Popen(self.words(daemon, ["%s/build/%s" % (INSTALLED, command), "-f", "-c", INSTALLED + "/etc/liaison-milter.conf"], drop_ins),
                                       stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**ENVIRONMENT, "NOTIFY_SOCKET": "@liaison-units-%d-%s" % (os.getpid(), daemon)})
            self.processes.append(process)
            while b"READY=1" not in manager.recv(4096):
                pass
        return process

    def stop(self, process):
        process.terminate()
        return process.wait(60)

    def run(self, daemon, *command):
        return subprocess.run(self.words(daemon, command), env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)

    def ctl(self, *words):
        return self.run("liaison-worker", INSTALLED + "/build/liaisonctl", "-c", INSTALLED + "/etc/liaison-milter.conf", *words)

    def find(self, message_id):
        return [r for r in json.loads(self.ctl("export").stdout or "[]") if r["message_id"] == message_id.strip("<>")]

    def wait(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.2)
        return False

    def log(self):
        with open(self.folder + "/log", errors="replace") as f:
            return f.read()[-3000:] + self.server.log()[-1500:]

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.server.stop()
        self.sink.close()
        self.scratch.__exit__(None, None, None)


def restrictions(host):
    open("/tmp/.liaison-units", "w").close()
    try:
        for daemon in "liaison-milter", "liaison-worker":
            for name, script in PROBES:
                done = host.run(daemon, "sh", "-c", script)
                host.tap.ok(done.returncode == 0, "%s %s" % (daemon, name), done)
    finally:
        os.unlink("/tmp/.liaison-units")
    done = host.ctl("sandbox", "--test")
    host.tap.ok(done.returncode == 0 and done.stdout.count("held ") == 12, "every promise of the sandbox holds there", done.stdout, done.stderr)


def a_letter(host):
    message_id = mails.new_id("itu.example")
    import email.message
    import email.policy
    m = email.message.EmailMessage()
    m["Authentication-Results"] = "mx.test.example; dmarc=pass header.from=itu.example"
    m["From"], m["To"], m["Subject"], m["Message-ID"] = "Ines <%s>" % INES, OURS, "Liaison statement", message_id
    m["Date"] = "Tue, 24 Nov 2026 08:00:00 +0000"
    m.set_content("Dear colleagues,\n\nplease find attached our liaison statement.\n\nInes\n")
    m.add_attachment(docx([line.replace("ALPHA", "CCAMP").replace("Norm Study Group 7", "ITU-T SG15") for line in LETTER]), maintype="application", subtype=DOCX[12:], filename="LS7.docx")
    with Client(host.server.port) as client:
        host.tap.equal(client.deliver(INES, [OURS], m.as_bytes(policy=email.policy.SMTP))[0], 250, "a letter is taken", host.log())
    found = host.find(message_id)
    host.tap.ok(len(found) == 1 and (found[0]["deadline"], found[0]["purpose"]) == ("2027-06-01", "action"), "and was read in the sandbox of the filter's unit", found, host.log())
    worker = host.start("liaison-worker")
    shown = lambda: " ".join(host.ctl("show", str(found[0]["id"])).stdout.split())
    want = ["LS7.html (read as text/html"] + (["LS7.pdf (application/pdf"] if shutil.which("soffice") else [])
    host.tap.ok(host.wait(lambda: all(w in shown() for w in want)), "and is converted in that of the worker's: " + ", ".join(want), shown(), host.log())
    host.tap.equal(host.stop(worker), 0, "the worker ends when it is told to", host.log())


def held(host):
    """A statement without approval, approved by hand: its Message-ID."""
    message_id, data = mails.outgoing(extra=[OUR_RESULT])
    with Client(host.server.port) as client:
        host.tap.equal(client.deliver("ada@ietf.example", [INES], data)[0], 250, "a statement without approval is taken", host.log())
    host.tap.equal([r["state"] for r in host.find(message_id)], ["pending"], "and held", host.log())
    host.tap.equal(len(host.sink.holding(message_id)), 0, "it went nowhere")
    done = host.ctl("approve", str(host.find(message_id)[0]["id"]), "--by", "ccamp-ads@ietf.example")
    host.tap.equal(done.returncode, 0, "it is approved", done)
    return message_id


def sent(host, message_id, way, drop_ins=(), daemon="liaison-worker"):
    worker = host.start(daemon, drop_ins)
    posted = host.wait(lambda: [r["state"] for r in host.find(message_id)] == ["posted"])
    host.tap.ok(posted, "then it is submitted " + way, host.ctl("jobs").stdout, host.log())
    host.sink.wait(message_id, 20)
    final = [d for d in host.sink.itself(message_id) if INES in d.recipients]
    host.tap.equal(len(final), 1, "and reaches the peer once", host.log())
    host.tap.equal(host.stop(worker), 0, "the worker ends when it is told to", host.log())


def submission(host):
    sent(host, held(host), "by SMTP to the loopback address")
    host.configure('"%s/etc/sendmail", "-i", "-f", "%%f", "--"' % INSTALLED)
    message_id = held(host)
    worker = host.start("liaison-worker")
    failed = lambda: [job for job in json.loads(host.ctl("jobs", "--json").stdout or "[]") if job["kind"] == "release" and job["state"] == "failed"]
    refused = host.wait(failed, 30)
    host.tap.ok(refused and "ermission denied" in host.log() and not host.sink.holding(message_id), "without the group postdrop sendmail(1) cannot write its queue there",
                host.ctl("jobs").stdout, host.log())
    host.stop(worker)
    for job in failed():
        host.ctl("jobs", "retry", str(job["id"]))
    sent(host, message_id, "by sendmail(1), as a member of the group postdrop", [os.path.join(TOP, "conf", "liaison-worker-postfix.conf")])


def quarantine(host):
    def words(*command):
        libraries = host.server.environment["LD_LIBRARY_PATH"].replace(mta.unpacked("postfix"), INSTALLED + "/postfix")
        return ["/usr/bin/env", "LD_LIBRARY_PATH=" + libraries, "MAIL_CONFIG=%s/etc" % INSTALLED, "%s/postfix/usr/sbin/%s" % (INSTALLED, command[0]), *command[1:]]
    release = words("postsuper", "-H", "%i", "hold") + [";"] + words("postqueue", "-i", "%i")
    host.configure(host.smtp, 'hold = "quarantine"; release = %s; remove = %s; show = %s;'
                   % (json.dumps(release), json.dumps(words("postsuper", "-d", "%i", "hold")), json.dumps(words("postcat", "-qh", "%i"))))
    host.stop(host.processes[0])
    host.start("liaison-milter")
    message_id = held(host)
    host.tap.equal(len(host.server.held()), 1, "it lies in the quarantine", host.log())
    sent(host, message_id, "by release from the quarantine", daemon="liaison-queue")
    host.tap.equal(host.server.held(), [], "which is empty then")


need_programs("liaison-milter", "liaison-worker", "liaison-queue", "liaisonctl")
tap = Tap()
why = no_sandbox() or (None if shutil.which("systemd-analyze") else "no systemd-analyze, which knows the groups of system calls")
if why:
    skip_all(" ".join(why.split())[:300])
try:
    host = Host(tap)
except mta.Unavailable as reason:
    skip_all(str(reason))
try:
    host.start("liaison-milter")
    for case in restrictions, a_letter, submission, quarantine:
        tap.case(case.__name__, case, host)
finally:
    host.close()
tap.done()
