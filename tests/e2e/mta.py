# SPDX-License-Identifier: BSD-2-Clause
"""mta.py - a real Postfix and a real Sendmail of our own, on loopback, beside whatever the machine has.

Debian's packages are downloaded and unpacked into a cache folder ($LIAISON_MTA_CACHE, else ~/.cache/liaison-milter/mta); nothing is
installed, no user is made, no file outside the cache and the test's own folder is touched. Both need root, as MTAs do.

Postfix wants an owner for its queue and a group for its drop folder that nobody else uses as such. Making users
would leave traces, so two of Debian's own that own no running program are borrowed for the time of the test: uucp and news. They
own files below the test's folder only.
"""
import ctypes
import fcntl
import glob
import os
import pwd
import grp
import shutil
import signal
import socket
import subprocess
import time

PACKAGES = {
    "postfix": ["postfix", "libdb5.3", "libicu72", "libnsl2", "libsasl2-2", "libssl3"],
    "sendmail": ["sendmail-bin", "sendmail-base", "sendmail-cf", "libdb5.3", "libldap-2.5-0", "liblockfile1", "libnsl2", "libsasl2-2",
                 "libssl3", "libwrap0"],
}


class Unavailable(Exception):
    """This machine cannot run that MTA; says why."""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for_smtp(port, seconds, process=None):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process and process.poll() is not None:
            return False
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as s, s.makefile("rb") as greeting:
                if greeting.readline().startswith(b"220"):
                    return True
        except OSError:
            time.sleep(0.05)
    return False


def cache_folder():
    return os.environ.get("LIAISON_MTA_CACHE") or \
        os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "liaison-milter", "mta")


def missing_library(package):
    """libfoo2 that the machine has installed already need not be unpacked."""
    status = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True, text=True)
    return status.stdout.strip() != "installed"


def unpacked(name):
    """The folder that holds the package's files; downloads and unpacks on first use."""
    folder = os.path.join(cache_folder(), name)
    if os.path.exists(os.path.join(folder, ".complete")):
        return folder
    os.makedirs(cache_folder(), exist_ok=True)
    with open(os.path.join(cache_folder(), name + ".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.path.exists(os.path.join(folder, ".complete")):
            return folder
        part = folder + ".part"
        shutil.rmtree(part, ignore_errors=True)
        os.makedirs(part)
        wanted = [p for p in PACKAGES[name] if not p.startswith("lib") or missing_library(p)]
        fetched = subprocess.run(["apt-get", "download", "-qq"] + wanted, cwd=part, capture_output=True, text=True)
        if fetched.returncode:
            raise Unavailable("apt-get download %s: %s" % (" ".join(wanted), fetched.stderr.strip()[-300:]))
        for deb in glob.glob(os.path.join(part, "*.deb")):
            subprocess.run(["dpkg", "-x", deb, part], check=True)
            os.remove(deb)
        for path in glob.glob(os.path.join(part, "usr/libexec/sendmail/*")):
            os.chmod(path, 0o755)               # a set-group-id bit makes the loader ignore LD_LIBRARY_PATH
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(part, folder)
        open(os.path.join(folder, ".complete"), "w").close()
    return folder


def end_with_parent():
    """In a child before exec: it is told to end when this test is killed, so that nothing stays behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def need_root():
    if os.geteuid():
        raise Unavailable("an MTA of our own needs root")


class Mta:
    """What both have in common: a process that was started and is ended by its id."""
    process = None

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.process = None

    def drain(self, seconds=60):
        """Waits until all that was accepted is delivered; whether it is."""
        end = time.monotonic() + seconds
        while self.queued():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.stop()

    def log(self):
        try:
            with open(self.log_path, errors="replace") as f:
                return f.read()
        except OSError:
            return ""


class Postfix(Mta):
    """smtpd on 127.0.0.1:self.port; everything is delivered to sink_port, or thrown away where that is None.

    milters is main.cf's smtpd_milters, settings further main.cf lines."""
    name = "postfix"

    def __init__(self, folder, milters="", sink_port=None, settings=None):
        need_root()
        root = unpacked("postfix")
        self.folder = os.path.join(folder, "postfix")
        self.etc = os.path.join(self.folder, "etc")
        self.queue = os.path.join(self.folder, "queue")
        self.data = os.path.join(self.folder, "data")
        self.log_path = os.path.join(self.folder, "maillog")
        self.port = free_port()
        self.owner, self.group = pwd.getpwnam("uucp"), grp.getgrnam("news")
        libraries = ":".join(os.path.join(root, d) for d in ("usr/lib/postfix", "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu") +
                             tuple(os.path.relpath(p, root) for p in glob.glob(os.path.join(root, "usr/lib/*-linux-gnu*"))))
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LD_LIBRARY_PATH": libraries, "MAIL_CONFIG": self.etc}
        self.sbin = os.path.join(root, "usr/sbin")
        self.daemons = os.path.join(root, "usr/lib/postfix/sbin")
        self._folders()
        self._write(root, milters, sink_port, settings or {})

    def _folders(self):
        for path in (self.folder, self.etc, self.queue, self.data):
            os.makedirs(path, mode=0o755)
        for name in ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"):
            os.mkdir(os.path.join(self.queue, name), 0o700)
            os.chown(os.path.join(self.queue, name), self.owner.pw_uid, 0)
        for name, mode in (("maildrop", 0o1730), ("public", 0o2710)):
            path = os.path.join(self.queue, name)
            os.mkdir(path)
            os.chown(path, self.owner.pw_uid, self.group.gr_gid)
            os.chmod(path, mode)
        os.mkdir(os.path.join(self.queue, "pid"), 0o755)
        os.chown(self.data, self.owner.pw_uid, 0)

    def _write(self, root, milters, sink_port, settings):
        main = {
            "compatibility_level": "3.6",
            "config_directory": self.etc,
            "queue_directory": self.queue,
            "data_directory": self.data,
            "command_directory": self.sbin,
            "daemon_directory": self.daemons,
            "shlib_directory": os.path.join(root, "usr/lib/postfix"),
            "meta_directory": os.path.join(root, "etc/postfix"),
            "import_environment": "MAIL_CONFIG PATH LD_LIBRARY_PATH",
            "export_environment": "MAIL_CONFIG PATH LD_LIBRARY_PATH",
            "mail_owner": self.owner.pw_name,
            "setgid_group": self.group.gr_name,
            "maillog_file": self.log_path,
            "maillog_file_prefixes": self.folder,
            "myhostname": "mx.test.example",
            "mydestination": "",
            "mynetworks": "0.0.0.0/0",
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "smtpd_peername_lookup": "no",
            "local_recipient_maps": "",
            "local_header_rewrite_clients": "",
            "alias_maps": "",
            "smtpd_relay_restrictions": "permit_mynetworks,reject",
            "smtpd_authorized_xclient_hosts": "127.0.0.1",
            "default_transport": "smtp:[127.0.0.1]:%d" % sink_port if sink_port else "discard",
            "smtp_dns_support_level": "disabled",
            "smtp_host_lookup": "native",
            "message_size_limit": "0",
            "enable_long_queue_ids": "yes",
            "smtpd_milters": milters,
            "milter_default_action": "tempfail",
            "milter_connect_timeout": "5s",
        }
        main.update(settings)
        with open(os.path.join(self.etc, "main.cf"), "w") as f:
            f.writelines("%s = %s\n" % item for item in main.items())
        with open(os.path.join(self.etc, "master.cf"), "w") as f:
            f.write("127.0.0.1:%d inet n - n - 100 smtpd\n" % self.port)
            f.write("""pickup    unix n - n 1 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
smtp      unix - - n - - smtp
relay     unix - - n - - smtp
showq     unix n - n - - showq
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
""")

    def start(self):
        # master itself rather than postfix(1): it stays our child, so that it can be ended by its id alone
        self.process = subprocess.Popen([os.path.join(self.daemons, "master"), "-c", self.etc], env=self.environment, cwd=self.queue,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        preexec_fn=end_with_parent)
        if not wait_for_smtp(self.port, 15, self.process):
            self.stop()
            raise RuntimeError("Postfix did not start: " + self.log()[-2000:])
        return self

    def command(self, *arguments):
        return subprocess.run([os.path.join(self.sbin, arguments[0])] + list(arguments[1:]), env=self.environment, capture_output=True, text=True)

    def quarantine(self):
        """What outgoing has to say to release and to remove a message of this one's: words for release, its sign, words for remove, its sign, words to show it."""
        def words(*command):
            return ["/usr/bin/env", *("%s=%s" % item for item in self.environment.items()), os.path.join(self.sbin, command[0]), *command[1:]]
        release = words("postsuper", "-H", "%i", "hold") + [";"] + words("postqueue", "-i", "%i")
        return release, "%i: released from hold", words("postsuper", "-d", "%i", "hold"), "%i: removed", words("postcat", "-qh", "%i")

    def queued(self):
        """How many messages are in the queue, held ones included. Looked at along the ways that a message goes, so that none is missed
        which moves meanwhile: from hold to deferred, and from there to active and back."""
        return len({name for folder in ("maildrop", "incoming", "hold", "deferred", "active", "deferred", "active")
                    for _, _, files in os.walk(os.path.join(self.queue, folder)) for name in files})

    def held(self):
        """Their queue IDs."""
        return sorted(name for _, _, files in os.walk(os.path.join(self.queue, "hold")) for name in files)


class Sendmail(Mta):
    """A listening sendmail; everything is relayed to sink_port. milter is the S= of INPUT_MAIL_FILTER."""
    name = "sendmail"

    def __init__(self, folder, milter=None, sink_port=None, settings=None):
        need_root()
        self.root = unpacked("sendmail")
        self.folder = os.path.join(folder, "sendmail")
        self.queue = os.path.join(self.folder, "queue")
        os.makedirs(self.queue, mode=0o700)
        self.log_path = os.path.join(self.folder, "log")
        self.port = free_port()
        libraries = glob.glob(os.path.join(self.root, "usr/lib/*-linux-gnu*")) + glob.glob(os.path.join(self.root, "lib/*-linux-gnu*"))
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LD_LIBRARY_PATH": ":".join(libraries)}
        self._configure(milter, sink_port)

    def _configure(self, milter, sink_port):
        def path(name, text=""):
            full = os.path.join(self.folder, name)
            with open(full, "w") as f:
                f.write(text)
            return full
        cf = os.path.join(self.root, "usr/share/sendmail/cf/")
        lines = [
            "divert(0)dnl", "include(`%sm4/cf.m4')dnl" % cf, "OSTYPE(`linux')dnl", "DOMAIN(`generic')dnl",
            "FEATURE(`promiscuous_relay')dnl", "FEATURE(`accept_unqualified_senders')dnl", "FEATURE(`accept_unresolvable_domains')dnl",
            "FEATURE(`nocanonify')dnl", "undefine(`UUCP_RELAY')dnl", "undefine(`BITNET_RELAY')dnl", "undefine(`DECNET_RELAY')dnl",
            "define(`confDOMAIN_NAME', `mx.test.example')dnl", "define(`QUEUE_DIR', `%s')dnl" % self.queue,
            "define(`confPID_FILE', `%s')dnl" % os.path.join(self.folder, "pid"), "define(`STATUS_FILE', `%s')dnl" % path("statistics"),
            "undefine(`HELP_FILE')dnl", "define(`ALIAS_FILE', `')dnl", "define(`confCW_FILE', `-o %s')dnl" % path("names"),
            "define(`confSERVICE_SWITCH_FILE', `%s')dnl" % path("switch", "hosts files\naliases files\n"),
            "define(`confDONT_BLAME_SENDMAIL', `GroupWritableDirPathSafe,TrustStickyBit,AssumeSafeChown')dnl",
            "define(`confCON_EXPENSIVE', `False')dnl", "define(`confTO_IDENT', `0')dnl", "define(`confBAD_RCPT_THROTTLE', `0')dnl",
            "define(`confTO_CONNECT', `5s')dnl", "define(`confQUEUE_LA', `1000')dnl", "define(`confREFUSE_LA', `1000')dnl",
            "define(`confDELAY_LA', `0')dnl", "define(`confDELIVERY_MODE', `background')dnl",
            "DAEMON_OPTIONS(`Port=%d, Addr=127.0.0.1, Name=MTA')dnl" % self.port,
            "define(`SMART_HOST', `relay:[127.0.0.1]')dnl", "define(`RELAY_MAILER_ARGS', `TCP $h %d')dnl" % (sink_port or 9),
        ]
        if milter:
            lines.append("INPUT_MAIL_FILTER(`liaison', `S=%s, F=T, T=C:10s;S:30s;R:30s;E:60s')dnl" % milter)
        lines += ["MAILER(`local')dnl", "MAILER(`smtp')dnl"]
        made = subprocess.run(["m4", "-D_CF_DIR_=" + cf, path("sendmail.mc", "\n".join(lines) + "\n")], capture_output=True, text=True)
        if made.returncode:
            raise Unavailable("m4: " + made.stderr.strip()[-300:])
        self.cf = path("sendmail.cf", made.stdout)

    def start(self):
        log = open(self.log_path, "wb")
        self.process = subprocess.Popen(self._words("-bD", "-L", "liaison-test", "-D", self.log_path),
                                        env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, preexec_fn=end_with_parent)
        log.close()
        if not wait_for_smtp(self.port, 30, self.process):
            self.stop()
            raise RuntimeError("Sendmail did not start: " + self.log()[-2000:])
        return self

    def _words(self, *arguments):
        script = 'hostname mx.test.example && exec "$0" "$@"'      # unqualified, it would sleep for a minute first
        return ["/usr/bin/unshare", "-u", "/bin/sh", "-c", script, os.path.join(self.root, "usr/libexec/sendmail/sendmail"), "-C" + self.cf, *arguments]

    def quarantine(self):
        """As that of Postfix. The delivery that follows has a session of its own, since it goes on when the command has ended."""
        env = ["/usr/bin/env", *("%s=%s" % item for item in self.environment.items())]
        release = env + self._words("-v", "-qQ", "-Q", "-qI%i") + [";", "/usr/bin/setsid", "--wait"] + env + self._words("-qI%i")
        find = ["/usr/bin/find", self.queue, "-name"]
        remove = find + ["hf%i", "-print", "-delete", ";"] + find + ["df%i", "-delete"]
        return release, "%i: Removed quarantine", remove, "hf%i", ["/bin/cat", os.path.join(self.queue, "hf%i")]

    def held(self):
        """The queue IDs of what is in quarantine."""
        return sorted(os.path.basename(name)[2:] for name in glob.glob(os.path.join(self.queue, "hf*")))

    def stop(self):
        process = self.process
        super().stop()
        if process:                             # children that still deliver are of the group that we started
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass

    def queued(self):
        """How many messages are in the queue, quarantined ones included."""
        return len(glob.glob(os.path.join(self.queue, "[qh]f*")))
