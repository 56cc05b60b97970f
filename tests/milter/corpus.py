# SPDX-License-Identifier: BSD-2-Clause
#
# corpus.py - mail of every kind of brokenness through liaison-milter: each is answered, none takes long, and the daemon lives
#
# The files are those of ../shared/corpus/mime, where it is there ($LIAISON_CORPUS names another place); the rest is made up here.
import glob, os, re, signal, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mta import *

PROGRAM = os.path.join(os.environ.get("top_builddir", "."), "src/milter/liaison-milter")
SETTINGS = """
organization: { name = "Ours"; domains = [ "ours.example" ]; coordination = "coordination@ours.example"; };
peers: ( { name = "Peer"; domains = [ "peer.example" ]; } );
"""
OURS = "<coordination@ours.example>"


# Seconds of processor time that no message takes more than (the time on the clock says more about the machine); one that does is named, and
# the others are tried all the same.
PATIENCE, WITH_SANITIZER = 2, 40


class RealDaemon(Daemon):
    def __init__(self):
        super().__init__(program=PROGRAM)
        # a sanitizer is several times slower
        self.patience = WITH_SANITIZER if re.search(r"lib[at]san", open("/proc/%d/maps" % self.process.pid).read()) else PATIENCE

    def write(self, settings):
        with open(self.file, "w") as f:
            f.write(SETTINGS + 'milter: { socket = "%s"; };\nstore: { path = "%s/record.db"; };\n%s' % (self.address, self.store, settings))

    def processor_seconds(self):
        fields = open("/proc/%d/stat" % self.process.pid).read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def split(raw):
    """Header fields as an MTA hands them over, and the body with CRLF."""
    raw = re.sub(rb"\r?\n", b"\n", raw)
    if raw.startswith(b"From "):
        raw = raw.split(b"\n", 1)[-1]
    header, _, body = raw.partition(b"\n\n")
    fields = []
    for line in header.split(b"\n"):
        if line[:1] in (b" ", b"\t") and fields:
            fields[-1][1] += b"\n" + line
        elif line.find(b":") > 0:      # an MTA takes nothing else for a field
            fields.append(list(line.split(b":", 1)))
    return fields, body.replace(b"\n", b"\r\n")


def send(daemon, fields, body):
    """What is wrong with the answer, or None."""
    session = daemon.session(timeout=20 * daemon.patience).connect()
    session.mail("<sender@peer.example>")
    session.rcpt(OURS)
    assert session.data() == b"c"
    try:
        for name, value in fields:
            session.send(b"L", name[:1000].replace(b"\0", b"") + b"\0" + value[:100000].replace(b"\0", b"") + b"\0")
        session.eoh()
        session.body(body)
        began = daemon.processor_seconds()
        code, text = session.end()[-1]
    except (OSError, Closed) as fault:
        return repr(fault)
    session.quit()
    seconds = daemon.processor_seconds() - began
    return None if code == b"a" and seconds < daemon.patience else "%r after %.1f s" % (code + text, seconds)


def send_all(messages):
    """messages: (name, fields, body)"""
    with RealDaemon() as daemon:
        faults, count = [], 0
        for name, fields, body in messages:
            count += 1
            fault = send(daemon, fields, body)
            if fault:
                faults.append("%s: %s" % (name, fault))
            if daemon.process.poll() is not None:
                break
        print("# %d messages" % count)
        if faults:
            daemon.kill(signal.SIGKILL)
        assert not faults, "\n".join(faults) + "\n" + daemon.text()[-2000:]


def mime_corpus():
    top = os.environ.get("LIAISON_CORPUS") or os.path.join(os.environ.get("top_srcdir", "."), "../shared/corpus")
    files = sorted(f for f in glob.glob(top + "/mime/**/*", recursive=True) if os.path.isfile(f) and not f.endswith(("README", "LICENSE", ".txt.license")))
    if not files:
        raise Skip("no corpus")
    send_all((name, *split(open(name, "rb").read())) for name in files)


def nested(depth):
    parts = [b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth)]
    return [[b"Subject", b" nested"], [b"Content-Type", b' multipart/mixed; boundary="b"']], b"--b\r\n" + b"".join(parts) + b"\r\nend\r\n"


def generated_mail():
    multipart = [[b"Subject", b" many"], [b"Content-Type", b' multipart/mixed; boundary="b"']]
    messages = {
        "nested 10,000 deep": nested(10000),
        "100,000 parts": (multipart, b"--b\r\n\r\nx\r\n" * 100000 + b"--b--\r\n"),
        "messages in messages": ([[b"Content-Type", b" message/rfc822"]], b"Content-Type: message/rfc822\r\n\r\n" * 10000 + b"end\r\n"),
        "NULs": ([[b"Subject", b" n"]], b"Title: a\0b\0\r\n\0" * 1000),
        "only NULs": ([], b"\0" * 100000),
        "nothing": ([], b""),
        "a header of 40 MB": ([[b"X-%d" % n, b" " + b"y" * 100000] for n in range(420)], b"x\r\n"),
        "a line of 20 MB": ([[b"Subject", b" long"]], b"Title: " + b"x" * 20000000),
        "addresses without end": ([[b"To", b" " + b"a@b.example, " * 4000]] * 200, b"x\r\n"),
        "base64 of 40 MB": ([[b"Content-Type", b" application/octet-stream"], [b"Content-Transfer-Encoding", b" base64"]], (b"QUJD" * 19 + b"\r\n") * 500000),
        "encoded words": ([[b"Subject", b" " + b"=?utf-8?B?w7w=?=\n " * 3000]] * 100, b"x\r\n"),
    }
    send_all((name, fields, body) for name, (fields, body) in messages.items())


def a_gigabyte_is_refused_in_little_memory():
    with RealDaemon() as daemon:
        session = daemon.session(timeout=120).connect()
        session.mail("<sender@peer.example>")
        session.rcpt(OURS)
        session.data()
        session.header("Subject", " big")
        session.eoh()
        chunk = b"QUJD" * 16383
        peak = 0
        for n in range(16500):
            session.body(chunk)
            if n % 500 == 0:
                peak = max(peak, int(re.search(r"^VmRSS:\s+(\d+)", open("/proc/%d/status" % daemon.process.pid).read(), re.M).group(1)) // 1024)
        answer = session.end()[-1]
        assert answer[1].startswith(b"552 5.3.4"), answer
        assert peak < 400, peak


run([mime_corpus, generated_mail, a_gigabyte_is_refused_in_little_memory])
