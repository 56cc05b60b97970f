#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""bench.py - what liaison-milter costs, beside milters that do nothing, on one real Postfix in one run.

Everything is interleaved: each round sends one batch through each milter, in an order that turns from round to round; the figure is the
median of the rounds' ratios. Queue and store lie on one file system, which must be a real one. See README, "What it costs".
"""
import argparse
import os
import statistics
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tests", "e2e"))
import mails
import mta
from harness import BUILD, Liaison, Milter, Noop, program, send
from tap import Scratch

TARGETS = {"unrelated": 1.05, "recording": 1.35}


class PythonMilter(Milter):
    def __init__(self, folder):
        super().__init__(folder, None, "unix:" + os.path.join(folder, "python.sock"))
        self.command = ["/usr/bin/python3", os.path.join(HERE, "python-milter.py"), self.address, os.path.join(folder, "python.db")]


class EditingNoop(Noop):
    """Makes the edits that liaison-milter makes on the statement, and nothing else."""
    def __init__(self, folder):
        super().__init__(folder, "edit", "unix:" + folder + "/edit.sock")
        self.command.append("coordination@ietf.example")


class Runner:
    """Batches through one Postfix that has an smtpd for each milter."""

    def __init__(self, folder, services, senders):
        self.folder, self.senders = folder, senders
        self.postfix = mta.Postfix(folder)
        self.ports, self.batches = {}, 0
        with open(os.path.join(self.postfix.etc, "master.cf"), "a") as f:
            for name, milter in services.items():
                self.ports[name] = mta.free_port()
                f.write("127.0.0.1:%d inet n - n - 100 smtpd -o smtpd_milters=%s\n" % (self.ports[name], milter.postfix))
        self.postfix.start()

    def batch(self, name, template, count, sender, recipients):
        """Seconds a message, and the keys of those that were accepted."""
        self.batches += 1
        key = "b%d.%s" % (self.batches, name)
        done = subprocess.run([program("load"), str(self.ports[name]), str(self.senders), str(count), key, template, sender] + recipients,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        lines = done.stdout.split()
        if len(lines) - 1 != count:
            raise RuntimeError("%s: %d of %d accepted\n%s" % (name, len(lines) - 1, count, self.postfix.log()[-1500:]))
        while self.postfix.queued():                    # deliveries must not run into the next batch
            time.sleep(0.05)
        return float(lines[0]) / count, lines[1:]


def write_template(path, data, size):
    """The mail as @ID@ template of about size bytes; further lines are harmless text."""
    data = data.replace(b"message-id-goes-here", b"@ID@")
    filler = b"The group has looked at this from several sides and keeps its view of it\r\n"
    while len(data) + len(filler) < size:
        data += filler
    with open(path, "wb") as f:
        f.write(data)


def write_statement(path):
    """The letter of bench-reading as template; each is one more letter of its own, or all but the first would be possible duplicates."""
    with open(os.path.join(HERE, "statement-4k.eml"), "rb") as f:
        data = f.read().replace(b"\n", b"\r\n")
    for old, new in ((b"<bench.1@", b"<@ID@@"), (b"Subject: LS on", b"Subject: LS @ID@ on"), (b"Title: ", b"Title: @ID@, ")):
        if data.count(old) != 1:
            raise RuntimeError("statement-4k.eml has no %r" % old)
        data = data.replace(old, new)
    with open(path, "wb") as f:
        f.write(data)


def report(label, ratios, milliseconds, target=None):
    verdict = "" if target is None else "   target %.2f: %s" % (target, "reached" if statistics.median(ratios) <= target else "MISSED")
    print("%-58s median %.3f   rounds %s   spread %.3f%s" % (
        label, statistics.median(ratios), " ".join("%.3f" % r for r in ratios), max(ratios) - min(ratios), verdict))
    if milliseconds:
        print("    ms a message: " + "   ".join("%s %.3f" % (n, 1000 * statistics.median(v)) for n, v in milliseconds.items()))


def memory(pid):
    """Rss and Pss of a process in bytes."""
    with open("/proc/%d/smaps_rollup" % pid) as f:
        fields = dict(line.split(":", 1) for line in f if ":" in line and "kB" in line)
    return tuple(int(fields[name].split()[0]) * 1024 for name in ("Rss", "Pss"))


def large_message(runner, liaison, size):
    """How the daemon's memory grows while a message of size bytes passes, and where it is afterwards."""
    line = b"VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZyB3aGlsZSB0aGUgb3RoZXI=\r\n"
    text = mails.STATEMENT % {"number": 1}
    message_id, data = mails.incoming(extra=[], body="", authenticated=True)
    head = data.partition(b"\r\n\r\n")[0].replace(b"Content-Type: text/plain; charset=utf-8", b'Content-Type: multipart/mixed; boundary="cut"')
    data = head + b"\r\n\r\n--cut\r\nContent-Type: text/plain\r\n\r\n" + text.replace("\n", "\r\n").encode() + \
        b'\r\n--cut\r\nContent-Type: application/octet-stream; name="large.bin"\r\nContent-Disposition: attachment; filename="large.bin"\r\n' \
        b"Content-Transfer-Encoding: base64\r\n\r\n" + line * (size // len(line)) + b"--cut--\r\n"
    pid = liaison.process.pid
    before, peak, ended = memory(pid), [0, 0], threading.Event()

    def watch():
        while not ended.is_set():
            peak[:] = [max(a, b) for a, b in zip(peak, memory(pid))]
            time.sleep(0.002)
    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.monotonic()
    code, text = send(runner.ports["liaison"], "ines.moreau@itu.example", ["statements@ietf.example"], data)
    seconds = time.monotonic() - began
    time.sleep(1)
    ended.set()
    watcher.join()
    after = memory(pid)
    mb = 1024.0 * 1024
    print("a message of %.1f MB: reply %d in %.2f s; on record %d times" % (len(data) / mb, code, seconds, len(liaison.find(message_id))))
    for i, kind in enumerate(("Rss", "Pss")):
        print("    %s before %.1f MB, peak %.1f MB (+%.1f = %.2f x its size; target below 2: %s), a second after %.1f MB (%+.1f)" % (
            kind, before[i] / mb, peak[i] / mb, (peak[i] - before[i]) / mb, (peak[i] - before[i]) / len(data),
            "reached" if peak[i] - before[i] < 2 * len(data) else "MISSED", after[i] / mb, (after[i] - before[i]) / mb))


def check_record(liaison, keys):
    on_record = {}
    for record in liaison.records():
        on_record[record["message_id"]] = on_record.get(record["message_id"], 0) + 1
    missing = [k for k in keys if on_record.get(k + "@itu.example") != 1]
    print("%d statements were accepted; on record exactly once: %d; not so: %d" % (len(keys), len(keys) - len(missing), len(missing)))
    return not missing


def rounds_of(runner, count, rounds, plans):
    """plans: name -> arguments of batch(); returns name -> seconds of each round, name -> keys."""
    seconds, keys = {name: [] for name in plans}, {name: [] for name in plans}
    names = list(plans)
    for number in range(rounds + 1):                    # the first one warms up and does not count
        for name in names[number % len(names):] + names[:number % len(names)]:
            taken, accepted = runner.batch(name, plans[name][0], count, *plans[name][1:])
            keys[name] += accepted
            if number:
                seconds[name].append(taken)
    return seconds, keys


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--messages", type=int, default=600, help="a batch")
    options.add_argument("--senders", type=int, default=8)
    options.add_argument("--folder", default=BUILD, help="where queue and store are made [the build folder]")
    chosen = options.parse_args()
    kind = subprocess.run(["stat", "-f", "-c", "%T", chosen.folder], capture_output=True, text=True).stdout.strip()
    if kind in ("tmpfs", "ramfs"):
        sys.exit("bench: %s is on %s; name a --folder on a real file system" % (chosen.folder, kind))
    have_python = subprocess.run(["/usr/bin/python3", "-c", "import Milter"], capture_output=True).returncode == 0
    with Scratch("bench", chosen.folder) as folder:
        milters = {"noop-accept": Noop(folder, "accept"), "noop-take": Noop(folder, "take", "unix:" + folder + "/take.sock"),
                   "noop-edit": EditingNoop(folder), "liaison": Liaison(folder), "observe": Liaison(folder, 'mode = "observe";', name="observe")}
        if have_python:
            milters["python"] = PythonMilter(folder)
        else:
            print("No python3-milter here: its column is left out")
        runner = None
        try:
            for milter in milters.values():
                milter.start()
            runner = Runner(folder, milters, chosen.senders)
            print("Postfix %s, queue and store on %s, UNIX sockets, %d senders, one connection a message, 4 KB, %d messages a batch, %d rounds, %d processors"
                  % (runner.postfix.command("postconf", "-h", "mail_version").stdout.strip(), kind, chosen.senders, chosen.messages, chosen.rounds, os.cpu_count()))
            unrelated, statement = folder + "/unrelated", folder + "/statement"
            write_template(unrelated, mails.unrelated("<message-id-goes-here@elsewhere.example>")[1].replace(b"\r\n.", b"\r\n"), 4096)
            write_statement(statement)

            plain = (unrelated, "alice@elsewhere.example", ["bob@users.example"])
            seconds, _ = rounds_of(runner, chosen.messages, chosen.rounds, {"noop-accept": plain, "liaison": plain})
            ratios = [a / b for a, b in zip(seconds["liaison"], seconds["noop-accept"])]
            report("(a) unrelated mail : a no-op that lets go at DATA", ratios, seconds, TARGETS["unrelated"])

            ours = (statement, "ines.moreau@itu.example", ["statements@ietf.example"])
            seconds, keys = rounds_of(runner, chosen.messages, chosen.rounds, {name: ours for name in ("noop-take", "noop-edit", "liaison", "observe", "python") if name in milters})
            ratios = [a / b for a, b in zip(seconds["liaison"], seconds["noop-take"])]
            report("(b) recording a statement : a no-op that takes the message", ratios, seconds, TARGETS["recording"])
            report("    of it what the MTA does for the edits : the same no-op", [a / b for a, b in zip(seconds["noop-edit"], seconds["noop-take"])], {})
            report("    all : a no-op that makes the same edits", [a / b for a, b in zip(seconds["liaison"], seconds["noop-edit"])], {})
            report("    without edits (mode = observe) : a no-op that takes it", [a / b for a, b in zip(seconds["observe"], seconds["noop-take"])], {})
            if have_python:
                report("    30 lines of Python that parse and insert : a no-op that takes it", [a / b for a, b in zip(seconds["python"], seconds["noop-take"])], {})
            good = check_record(liaison=milters["liaison"], keys=keys["liaison"])
            large_message(runner, milters["liaison"], 20 * 1000 * 1000)
        finally:
            if runner:
                runner.postfix.stop()
            for milter in milters.values():
                milter.stop()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
