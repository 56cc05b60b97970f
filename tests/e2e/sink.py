# SPDX-License-Identifier: BSD-2-Clause
"""sink.py - the end of the line: an SMTP server that keeps what it is given, envelope and bytes.

Each SMTP transaction is one Delivery. Nothing is refused.
"""
import os
import socket
import threading
import time


class Delivery:
    def __init__(self, sender, recipients, data):
        self.sender = sender
        self.recipients = recipients
        self.data = data
        head, separator, body = data.partition(b"\r\n\r\n")
        self.head = head + b"\r\n" if separator else data
        self.body = body

    def fields(self, name=None):
        """Header fields as (name, value), unfolded; of one name only where given: their values."""
        fields = []
        for line in self.head.split(b"\r\n"):
            if line[:1] in (b" ", b"\t") and fields:
                fields[-1][1] += b" " + line.strip()
            elif b":" in line:
                key, value = line.split(b":", 1)
                fields.append([key, value.strip()])
        if name is None:
            return [(key, value) for key, value in fields]
        return [value for key, value in fields if key.lower() == name.lower().encode()]


class Sink:
    def __init__(self, folder=None):
        """folder: where each delivery is written as a file as well, its envelope in X-Envelope fields."""
        self.deliveries = []
        self.folder = folder
        if folder:
            os.makedirs(folder)
        self.changed = threading.Condition()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def forget(self):
        with self.changed:
            self.deliveries.clear()

    def holding(self, token):
        """The deliveries whose bytes hold token."""
        token = token.encode() if isinstance(token, str) else token
        with self.changed:
            return [d for d in self.deliveries if token in d.data]

    def itself(self, message_id):
        """The deliveries of that message, and not of a notice that shows it."""
        return [d for d in self.holding(message_id) if d.fields("Message-ID") == [message_id.encode()]]

    def reached(self, message_id):
        """Whom the message itself has reached so far, each as often as it did, lower case, sorted."""
        return sorted(r.lower() for d in self.itself(message_id) for r in d.recipients)

    def wait(self, token, timeout=20, settled=0.3):
        """The deliveries that hold token, once there is one and no other has come for a moment; [] after the timeout."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            seen = self.holding(token)
            if seen:
                while True:
                    time.sleep(settled)
                    again = self.holding(token)
                    if len(again) == len(seen):
                        return again
                    seen = again
            with self.changed:
                self.changed.wait(0.1)
        return []

    def recipients(self, token, timeout=20):
        """All recipients that a message reached, each as often as it did, lower case, sorted."""
        return sorted(r.lower() for d in self.wait(token, timeout) for r in d.recipients)

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            with connection, connection.makefile("rwb") as stream:
                self._talk(stream)
        except OSError:
            pass

    def _talk(self, stream):
        sender, recipients = None, []

        def say(text):
            stream.write(text.encode() + b"\r\n")
            stream.flush()

        say("220 sink.test.example ESMTP")
        for line in stream:
            command = line.strip().decode("utf-8", "surrogateescape")
            verb = command[:4].upper()
            if verb == "EHLO":
                say("250-sink.test.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 0")
            elif verb == "MAIL":
                sender, recipients = self._path(command), []
                say("250 ok")
            elif verb == "RCPT":
                recipients.append(self._path(command))
                say("250 ok")
            elif verb == "DATA":
                say("354 go on")
                data = bytearray()
                for line in stream:
                    if line == b".\r\n":
                        break
                    data += line[1:] if line.startswith(b".") else line
                with self.changed:
                    self.deliveries.append(Delivery(sender, recipients, bytes(data)))
                    if self.folder:
                        self._write(self.deliveries[-1], len(self.deliveries))
                    self.changed.notify_all()
                say("250 kept")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")

    def _write(self, delivery, number):
        with open(os.path.join(self.folder, "%d.eml" % number), "wb") as f:
            f.write(("X-Envelope-From: <%s>\r\n" % delivery.sender).encode())
            f.writelines(("X-Envelope-To: <%s>\r\n" % r).encode() for r in delivery.recipients)
            f.write(delivery.data)

    @staticmethod
    def _path(command):
        return command[command.index("<") + 1:command.index(">")]
