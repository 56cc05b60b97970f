# SPDX-License-Identifier: BSD-2-Clause
#
# mta.py - the MTA's side of the milter protocol, one packet at a time, and a daemon to talk to
#
# Every reply is kept in the order in which it came, with its octets: what miltertest's checks leave out (order, exact arguments).
import contextlib, os, shutil, signal, socket, struct, subprocess, sys, tempfile, time

ADDHDRS, CHGBODY, ADDRCPT, DELRCPT, CHGHDRS, QUARANTINE, CHGFROM = 1, 2, 4, 8, 16, 32, 64
NOCONNECT, NOHELO, NOMAIL, NORCPT, NOBODY, NOHDRS, NOEOH = 1, 2, 4, 8, 16, 32, 64
NR_HDR, NOUNKNOWN, NODATA, SKIP, RCPT_REJ = 0x80, 0x100, 0x200, 0x400, 0x800
NR_CONN, NR_HELO, NR_MAIL, NR_RCPT, NR_DATA, NR_UNKN, NR_EOH, NR_BODY = (0x1000 << n for n in range(8))
LEADSPC = 0x100000
ALL_ACTIONS, ALL_STEPS = 0x1FF, 0x1FFFFF


class Closed(Exception):
    pass


class Session:
    """A connection of an MTA. steps: what it offers."""

    def __init__(self, address, actions=ALL_ACTIONS, steps=ALL_STEPS, version=6, negotiate=True, timeout=20):
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            target = address[5:]
        else:
            port, host = address[5:].split("@")
            self.socket = socket.socket()
            target = (host, int(port))
        self.socket.settimeout(timeout)
        self.socket.connect(target)
        self.buffer = b""
        self.steps = 0
        if negotiate:
            self.send(b"O", struct.pack("!III", version, actions, steps))
            code, data = self.receive()
            assert code == b"O", code
            self.version, self.actions, self.steps = struct.unpack("!III", data[:12])

    def send(self, code, data=b""):
        self.socket.sendall(struct.pack("!I", len(data) + 1) + code + data)

    def read(self, n):
        while len(self.buffer) < n:
            try:
                more = self.socket.recv(65536)
            except ConnectionResetError:
                more = b""
            if not more:
                raise Closed()
            self.buffer += more
        data, self.buffer = self.buffer[:n], self.buffer[n:]
        return data

    def receive(self):
        (length,) = struct.unpack("!I", self.read(4))
        packet = self.read(length)
        return packet[:1], packet[1:]

    def ask(self, code, data, no_reply):
        self.send(code, data)
        if self.steps & no_reply:
            return None
        reply = self.receive()[0]
        assert reply == b"c", reply
        return reply

    def macros(self, stage, **pairs):
        self.send(b"D", stage + b"".join(k.encode() + b"\0" + v.encode() + b"\0" for k, v in pairs.items()))

    def connect(self, host="client.example", address="192.0.2.1"):
        data = host.encode() + b"\0"
        data += b"U" if address is None else b"4" + struct.pack("!H", 4711) + address.encode() + b"\0"
        self.ask(b"C", data, NR_CONN)
        return self

    def mail(self, *argv):
        self.ask(b"M", b"".join(a.encode() + b"\0" for a in argv), NR_MAIL)

    def rcpt(self, *argv):
        self.ask(b"R", b"".join(a.encode() + b"\0" for a in argv), NR_RCPT)

    def data(self, queue_id=None):
        """The reply: b"c" or b"a" and so on; for a reply code its text."""
        if queue_id:
            self.macros(b"T", i=queue_id)
        self.send(b"T")
        code, data = self.receive()
        return data.rstrip(b"\0") if code == b"y" else code

    def header(self, name, value):
        self.ask(b"L", name.encode() + b"\0" + (value if isinstance(value, bytes) else value.encode()) + b"\0", NR_HDR)

    def eoh(self):
        if not self.steps & NOEOH:
            self.ask(b"N", b"", NR_EOH)

    def body(self, data):
        for at in range(0, len(data), 65535):
            self.ask(b"B", data[at:at + 65535], NR_BODY)

    def end(self):
        """All replies up to the final one: [(code, octets), …]."""
        self.send(b"E")
        replies = []
        while True:
            code, data = self.receive()
            if code == b"p":
                continue
            replies.append((code, data))
            if code in b"acdrty":
                return replies

    def abort(self):
        self.send(b"A")

    def quit(self):
        self.send(b"Q")
        self.close()

    def close(self):
        self.socket.close()

    def message(self, recipients=("<liaison@ours.example>",), orders=(), body=b"text\r\n", sender="<sender@peer.example>", headers=(), queue_id="ABC123"):
        """A whole message; the replies at its end, or the reply at DATA if that was the last word."""
        space = " " if self.steps & LEADSPC else ""
        self.mail(sender)
        for recipient in recipients:
            self.rcpt(recipient)
        answer = self.data(queue_id)
        if answer != b"c":
            return answer
        self.header("Subject", space + "test")
        for order in orders:
            self.header("X-Do", space + order)
        for name, value in headers:
            self.header(name, value)
        self.eoh()
        self.body(body)
        return self.end()


# What libmilter itself does on its way out is known. GLib's slices go from thread to thread by locks that the thread sanitizer does not see.
SANITIZERS = {"G_SLICE": "always-malloc", "TSAN_OPTIONS": "suppressions=" + os.path.join(os.path.dirname(os.path.abspath(__file__)), "tsan.supp")}


class Daemon:
    """The filter in a folder of its own; ended by its pid."""

    def __init__(self, settings="", program=None, options=("-f",), environment=(), prefix=(), address=None, wait=True, store=True):
        self.folder = tempfile.mkdtemp(prefix="liaison-milter-test-")
        os.chmod(self.folder, 0o755)
        self.store = self.folder + "/store"
        if store:
            os.mkdir(self.store)
        self.address = address or "unix:" + self.folder + "/milter.sock"
        self.file = self.folder + "/conf"
        self.write(settings)
        self.program = program or os.path.join(os.environ.get("top_builddir", "."), "tests/milter/fake-milter")
        self.log = self.folder + "/log"
        self.process = None
        self.start(options, environment, prefix, wait)

    def write(self, settings):
        with open(self.file, "w") as f:
            f.write("socket %s\nstore %s\n%s\n" % (self.address, self.store, settings))

    def start(self, options=("-f",), environment=(), prefix=(), wait=True):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([*prefix, self.program, "-c", self.file, *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env={**SANITIZERS, **os.environ, **dict(environment)})
        if wait:
            self.wait_until_it_listens()

    def wait_until_it_listens(self):
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError("the daemon ended with %d:\n%s" % (self.process.returncode, self.text()))
            if "takes mail on" in self.text():
                return
            time.sleep(0.02)
        raise RuntimeError("the daemon does not listen:\n" + self.text())

    def session(self, **options):
        return Session(self.address, **options)

    def text(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def wait_for(self, words, seconds=10, count=1):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.text().count(words) >= count:
                return True
            time.sleep(0.02)
        raise AssertionError("the log never says %r:\n%s" % (words, self.text()[-3000:]))

    def records(self):
        names = sorted((n for n in os.listdir(self.store) if n.endswith(".eml")), key=lambda n: int(n[:-4]))
        return [open(os.path.join(self.store, n), "rb").read() for n in names]

    def kill(self, number):
        os.kill(self.process.pid, number)

    def stop(self, number=signal.SIGTERM, seconds=20):
        if self.process.poll() is None:
            self.kill(number)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError("the daemon did not end:\n" + self.text()[-3000:])
        return self.process.returncode

    def clean(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        code = self.stop()
        text = self.text()
        self.clean()
        if kind is None:
            assert code == 0, "exit status %d\n%s" % (code, text[-3000:])
            for bad in ("Sanitizer", "claimed not to reply", "runtime error", "private data not NULL", "CRITICAL", "cannot obey"):
                assert bad not in text, text[-6000:]


def free_port():
    with contextlib.closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Skip(Exception):
    pass


def run(tests):
    """TAP: each test is a function; it fails by raising, and skips by raising Skip. Words on the command line choose."""
    import traceback
    chosen = [t for t in tests if not sys.argv[1:] or t.__name__ in sys.argv[1:]]
    print("1..%d" % len(chosen), flush=True)
    failed = 0
    for number, test in enumerate(chosen, 1):
        name = test.__name__.replace("_", " ")
        try:
            test()
            print("ok %d - %s" % (number, name), flush=True)
        except Skip as why:
            print("ok %d - %s # SKIP %s" % (number, name, why), flush=True)
        except Exception:
            failed += 1
            print("not ok %d - %s" % (number, name))
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), flush=True)
    sys.exit(1 if failed else 0)
