# SPDX-License-Identifier: BSD-2-Clause
"""harness.py - liaison-milter under test: its configuration, its process, its record; and sending mail to an MTA."""
import json
import os
import signal
import smtplib
import socket
import subprocess
import time

import mta
from tap import skip_all

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.environ.get("top_srcdir") or os.path.dirname(os.path.dirname(HERE))
BUILD = os.environ.get("top_builddir") or os.path.join(TOP, "build")

# The organisation of these tests: the IETF's names under example domains.
CONFIGURATION = """
organization: { name = "IETF"; aliases = [ "Internet Engineering Task Force" ]; domains = [ "ietf.example" ];
                coordination = "coordination@ietf.example"; authserv_id = "mx.test.example"; };
liaison_addresses = [ "statements@ietf.example" ];
bodies: (
    { name = "CCAMP WG"; kind = "wg"; aliases = [ "ccamp", "IETF CCAMP", "IETF CCAMP WG" ]; contacts = [ "ccamp-chairs@ietf.example" ];
      cc = [ "ccamp-ads@ietf.example", "ccamp@ietf.example" ]; approvers = [ "ccamp-ads@ietf.example" ]; },
    { name = "MPLS WG"; kind = "wg"; aliases = [ "mpls", "IETF MPLS WG" ]; contacts = [ "mpls-chairs@ietf.example" ];
      cc = [ "mpls@ietf.example" ]; approvers = [ "mpls-ads@ietf.example" ]; }
);
peers: (
    { name = "ITU-T"; domains = [ "itu.example" ]; manager = "itu-liaison@ietf.example"; aliases = [ "ITU" ]; },
    { name = "3GPP"; domains = [ "3gpp.example" ]; send_to = "3gpp-liaison@3gpp.example"; }
);
"""

# What an authenticated statement of mails.incoming() has to reach, besides whom its sender named.
CCAMP_RECIPIENTS = ["ccamp-ads@ietf.example", "ccamp-chairs@ietf.example", "ccamp@ietf.example", "itu-liaison@ietf.example"]


def program(name):
    """Path of a program that was built: $LIAISON_MILTER, $LIAISONCTL, or in the build folder."""
    given = os.environ.get(name.upper().replace("-", "_"))
    if given:
        return given
    for folder in ("src/milter", "src/worker", "src/ctl", "bench", "libexec", "."):
        path = os.path.join(BUILD, folder, name)
        if os.access(path, os.X_OK) and os.path.isfile(path):
            return path
    return None


def need_programs(*names):
    """Ends the script as skipped where one is not built, or where only the quick tests shall run."""
    if os.environ.get("LIAISON_QUICK"):
        skip_all("a quick run")
    for name in names:
        if not program(name):
            skip_all(name + " is not built")


def corpus():
    """The corpus folder, or None where there is none."""
    path = os.environ.get("LIAISON_CORPUS") or os.path.join(TOP, "..", "shared", "corpus")
    return os.path.realpath(path) if os.path.isdir(path) else None


class Milter:
    """Any milter as a child process with a socket; its output goes to log_path."""

    def __init__(self, folder, command, address):
        self.folder, self.command, self.address = folder, command, address
        self.log_path = os.path.join(folder, "milter.log")
        self.process = None

    @property
    def postfix(self):
        """The socket as main.cf writes it."""
        return self.address if self.address.startswith("unix:") else "inet:127.0.0.1:" + self._port()

    @property
    def sendmail(self):
        """The socket as INPUT_MAIL_FILTER writes it."""
        return self.address

    def _port(self):
        return self.address.split(":")[1].split("@")[0]

    def answers(self):
        kind, where = (socket.AF_UNIX, self.address[5:]) if self.address.startswith("unix:") else (socket.AF_INET, ("127.0.0.1", int(self._port())))
        with socket.socket(kind) as s:
            s.settimeout(2)
            try:
                s.connect(where)
                return True
            except OSError:
                return False

    def start(self, seconds=20, environment=None):
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=mta.end_with_parent,
                                            env=dict(os.environ, **environment) if environment else None)
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if self.answers():
                return self
            time.sleep(0.02)
        self.stop()
        raise RuntimeError("milter did not start: " + self.log()[-2000:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds=20):
        """Its exit status; killed where it does not end in time (-9)."""
        if not self.process:
            return None
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        status, self.process = self.process.returncode, None
        return status

    def log(self):
        with open(self.log_path, errors="replace") as f:
            return f.read()

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, value, trace):
        self.stop()


class Noop(Milter):
    def __init__(self, folder, what="accept", address=None):
        super().__init__(folder, None, address or "unix:" + os.path.join(folder, "noop.sock"))
        self.command = [program("noop-milter"), what, self.address]

    def stop(self, seconds=0):
        """At once: libmilter takes up to five seconds for TERM, and there is nothing to save."""
        if self.process and self.process.poll() is None:
            self.kill()
        return super().stop()


class Liaison(Milter):
    """settings: further lines of the configuration; store and address where they shall not lie in folder."""

    def __init__(self, folder, settings="", address=None, store=None, base=CONFIGURATION, name="liaison"):
        super().__init__(folder, None, address or "unix:" + os.path.join(folder, name + ".sock"))
        self.log_path = os.path.join(folder, name + ".log")
        self.store = store or os.path.join(folder, name + ".db")
        self.base, self.path = base, os.path.join(folder, name + ".conf")
        self.configure(settings)
        self.command = [program("liaison-milter"), "-f", "-c", self.path]

    def configure(self, settings="", milter="", store=""):
        with open(self.path, "w") as f:
            f.write(self.base)
            f.write('milter: { socket = "%s"; socket_mode = "0666"; %s };\n' % (self.address, milter))
            f.write('store: { path = "%s"; %s };\n' % (self.store, store))
            if "publish" not in settings:
                f.write('publish: { base_url = "https://statements.ietf.example/"; };\n')
            f.write(settings + "\n")

    def ctl(self, *arguments, check=True):
        done = subprocess.run([program("liaisonctl"), "-c", self.path] + list(arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if check and done.returncode:
            raise RuntimeError("liaisonctl %s: %d: %s" % (" ".join(arguments), done.returncode, done.stderr))
        return done

    def records(self):
        """Everything on record, as export writes it. A record that nobody made a database for yet is empty."""
        if not os.path.exists(self.store):
            return []
        return json.loads(self.ctl("export", "--format=json").stdout)

    def find(self, message_id):
        return [r for r in self.records() if r["message_id"] == message_id.strip("<>")]


class Client(smtplib.SMTP):
    """One SMTP connection; deliver() answers (code, text) of the message's last reply and never raises for a refusal."""

    def __init__(self, port, timeout=120):
        super().__init__("127.0.0.1", port, local_hostname="client.test.example", timeout=timeout)
        self.ehlo()

    def deliver(self, sender, recipients, data, options=(), recipient_options=()):
        utf8 = any(o.upper() == "SMTPUTF8" for o in options)
        self.command_encoding = "utf-8" if utf8 else "ascii"
        code, text = self.mail(sender, list(options))
        if code != 250:
            self.rset()
            return code, text
        for recipient in [recipients] if isinstance(recipients, str) else recipients:
            code, text = self.rcpt(recipient, list(recipient_options))
            if code not in (250, 251):
                self.rset()
                return code, text
        return self.data(data)


def send(port, sender, recipients, data, **keywords):
    """One message on a connection of its own."""
    with Client(port) as client:
        return client.deliver(sender, recipients, data, **keywords)
