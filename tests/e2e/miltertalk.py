# SPDX-License-Identifier: BSD-2-Clause
"""miltertalk.py - the MTA's side of the milter protocol, for what a real MTA would not let through: broken mail exactly as it
is, headers of megabytes, bodies without end. Speaks version 6, offers everything."""
import socket
import struct

# protocol steps that a filter may switch off (SMFIP_NO*) or answer nothing to (SMFIP_NR_*)
NO_STEP = {"C": 0x1, "H": 0x2, "M": 0x4, "R": 0x8, "B": 0x10, "L": 0x20, "N": 0x40, "T": 0x200}
NO_REPLY = {"L": 0x80, "C": 0x1000, "H": 0x2000, "M": 0x4000, "R": 0x8000, "T": 0x10000, "N": 0x40000, "B": 0x80000}
EDITS = "+-2himbqe"


class Gone(Exception):
    """The filter closed the connection."""


class Session:
    """One connection of an MTA. Answers are the letter of the protocol: c continue, a accept, d discard, t tempfail, r reject,
    y with a reply text of its own."""

    def __init__(self, address, timeout=30):
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            where = address[5:]
        else:
            self.socket = socket.socket()
            where = ("127.0.0.1", int(address.split(":")[1].split("@")[0]))
        self.socket.settimeout(timeout)
        self.socket.connect(where)
        self.edits, self.text = [], None
        self._write("O", struct.pack(">III", 6, 0x1FF, 0x1FFFFF))
        _, data = self._read()
        self.version, self.actions, self.steps = struct.unpack(">III", data[:12])

    def close(self):
        try:
            self._write("Q")
        except OSError:
            pass
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def macros(self, stage, **values):
        self._write("D", stage.encode() + b"".join(b"%s\0%s\0" % (k.encode(), v.encode()) for k, v in values.items()))

    def step(self, letter, data=b""):
        """The answer; c where the filter wants no such step or gives no answer to it."""
        if self.steps & NO_STEP.get(letter, 0):
            return "c"
        self._write(letter, data)
        return "c" if self.steps & NO_REPLY.get(letter, 0) else self.answer()

    def answer(self):
        while True:
            letter, data = self._read()
            if letter in EDITS:
                self.edits.append((letter, data))
            elif letter == "y":
                self.text = data.rstrip(b"\0").decode("utf-8", "replace")
                return letter
            elif letter != "p":
                return letter

    def message(self, sender, recipients, header, body, queue_id="TEST"):
        """A whole message: header is a list of (name, value) in bytes, body an iterable of chunks. The last answer."""
        self.edits, self.text = [], None
        answer = self.step("C", b"client.test.example\0" + b"4" + struct.pack(">H", 25) + b"192.0.2.1\0")
        if answer == "c":
            answer = self.step("H", b"client.test.example\0")
        if answer == "c":
            answer = self.step("M", b"<%s>\0" % sender.encode())
        for recipient in recipients:
            if answer == "c":
                answer = self.step("R", b"<%s>\0" % recipient.encode())
        if answer == "c":
            self.macros("T", i=queue_id)
            answer = self.step("T")
        for name, value in header:
            if answer == "c":
                answer = self.step("L", name + b"\0" + value + b"\0")
        if answer == "c":
            answer = self.step("N")
        skip = False
        for chunk in body:
            if answer == "c" and not skip:
                answer = self.step("B", chunk)
                if answer == "s":
                    skip, answer = True, "c"
        if answer == "c":
            self._write("E")
            answer = self.answer()
        return answer

    def abort(self):
        self._write("A")

    def _write(self, letter, data=b""):
        try:
            self.socket.sendall(struct.pack(">I", len(data) + 1) + letter.encode() + data)
        except (BrokenPipeError, ConnectionResetError):
            raise Gone()

    def _read(self):
        length = struct.unpack(">I", self._exactly(4))[0]
        data = self._exactly(length)
        return chr(data[0]), data[1:]

    def _exactly(self, count):
        data = b""
        while len(data) < count:
            try:
                part = self.socket.recv(count - len(data))
            except ConnectionResetError:
                raise Gone()
            if not part:
                raise Gone()
            data += part
        return data


def split(data):
    """Bytes of a mail as an MTA would hand them on: a list of header fields, and the body in chunks with CRLF."""
    data = data.replace(b"\r\n", b"\n")
    header, separator, body = data.partition(b"\n\n")
    if not separator and data.startswith(b"\n"):
        header, body = b"", data[1:]
    fields = []
    for line in header.split(b"\n"):
        if line[:1] in (b" ", b"\t") and fields:
            fields[-1][1] += b"\n" + line
        elif b":" in line:
            name, value = line.split(b":", 1)
            fields.append([name, value[1:] if value.startswith(b" ") else value])
    body = body.replace(b"\n", b"\r\n")
    return [(n.replace(b"\0", b""), v.replace(b"\0", b"")) for n, v in fields], [body[i:i + 65535] for i in range(0, len(body), 65535)]
