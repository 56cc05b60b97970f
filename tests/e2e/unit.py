#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""unit.py - a program as systemd would run it: the restrictions that a unit file states, applied by hand.

    unit.py WHERE UNIT... -- COMMAND...

Root, in a mount name space of its own: makes what the unit says of the file system, gives up what it says of privileges, loads a system call
filter, and becomes COMMAND. UNIT is a unit file and its drop-ins. WHERE is a JSON object: "user" and "group" (numbers), "groups" (numbers for names that
are in the units), "bind" ({path as the unit has it: path here}), "show" ([path]: what the test needs besides, read only). A directive of these
units that is not known here is an error, so that none is passed over.
"""
import ctypes
import json
import os
import subprocess
import sys

libc = ctypes.CDLL(None, use_errno=True)
seccomp = ctypes.CDLL("libseccomp.so.2", use_errno=True)
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_BIND, MS_MOVE, MS_REC, MS_PRIVATE = 1, 2, 4, 4096, 8192, 16384, 1 << 18
ALLOW, KILL, EPERM, EAFNOSUPPORT = 0x7fff0000, 0x80000000, 1, 97
FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16}
# what changes nothing for a program that is started once by a test
OF_THE_MANAGER = {"Type", "ExecStart", "ExecReload", "TimeoutStopSec", "TimeoutStartSec", "Restart", "RestartSec", "RestartPreventExitStatus", "KillMode",
                  "User", "Group", "StateDirectoryMode", "RuntimeDirectoryMode", "RemoveIPC", "PrivateMounts", "OOMPolicy", "NotifyAccess"}


def directives(paths):
    """The [Service] section: {name: [value, ...]}; an empty value forgets those before it, as systemd does."""
    found, section = {}, None
    for path in paths:
        with open(path) as f:
            for line in f.read().replace("\\\n", " ").splitlines():
                line = line.strip()
                if not line or line[0] in "#;":
                    continue
                if line[0] == "[":
                    section = line
                elif section == "[Service]":
                    name, _, value = line.partition("=")
                    found[name.strip()] = found.get(name.strip(), []) + [value.strip()] if value.strip() else [""]
    return found


def check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), "%s: %s" % (what, os.strerror(ctypes.get_errno())))


def mount(source, target, flags, kind=None, data=None):
    check(libc.mount(source.encode(), target.encode(), kind.encode() if kind else None, ctypes.c_ulong(flags), data.encode() if data else None), "mount " + target)


def set_read_only(path, on, recursive=False):
    """mount_setattr(2)"""
    attributes = (ctypes.c_uint64 * 4)(1 if on else 0, 0 if on else 1, 0, 0)
    check(libc.syscall(442, -100, path.encode(), 0x8000 if recursive else 0, attributes, 32), "read only " + path)


def bind(source, target):
    os.makedirs(target, exist_ok=True)
    mount(source, target, MS_BIND | MS_REC)


def yes(unit, name):
    return unit.pop(name, ["no"])[-1] in ("yes", "true", "1", "on")


def private_devices():
    os.makedirs("/tmp/dev", exist_ok=True)
    mount("tmpfs", "/tmp/dev", MS_NOSUID, "tmpfs", "mode=755")
    for name in ("null", "zero", "full", "random", "urandom", "tty"):
        open("/tmp/dev/" + name, "w").close()
        mount("/dev/" + name, "/tmp/dev/" + name, MS_BIND)
    for name in ("pts", "shm"):
        bind("/dev/" + name, "/tmp/dev/" + name)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2"), ("ptmx", "pts/ptmx")):
        os.symlink(target, "/tmp/dev/" + name)
    mount("/tmp/dev", "/dev", MS_MOVE)


def scratch(path, mode):
    if os.path.isdir(path):
        mount("tmpfs", path, MS_NOSUID | MS_NODEV, "tmpfs", "mode=" + mode)


def file_system(unit, where):
    writable = []
    mount("none", "/", MS_REC | MS_PRIVATE)
    # folders that may lie below /tmp: kept while everything there is hidden
    descriptors = {path: os.open(here, os.O_PATH | os.O_DIRECTORY) for path, here in where["bind"].items()}
    shown = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in where["show"]}
    libreoffice = os.open("/var/lib/libreoffice", os.O_PATH) if os.path.isdir("/var/lib/libreoffice") else None
    if yes(unit, "PrivateTmp"):
        scratch("/tmp", "1777")
        scratch("/var/tmp", "1777")
    if yes(unit, "ProtectHome"):
        for path in ("/home", "/root", "/run/user"):
            scratch(path, "000")
    if yes(unit, "ProtectKernelModules"):
        scratch("/usr/lib/modules", "000")
    if yes(unit, "PrivateDevices"):
        private_devices()
    # places for what an installation has and this machine has not
    for path in ("/var/lib", "/var/spool", "/run"):
        scratch(path, "755")
    if libreoffice is not None:
        bind("/proc/self/fd/%d" % libreoffice, "/var/lib/libreoffice")
    for kind, root in (("StateDirectory", "/var/lib/"), ("RuntimeDirectory", "/run/")):
        for name in " ".join(unit.pop(kind, [])).split():
            os.makedirs(root + name, exist_ok=True)
            os.chown(root + name, where["user"], where["group"])
            writable.append(root + name)
    for path, descriptor in {**descriptors, **shown}.items():
        bind("/proc/self/fd/%d" % descriptor, path)
    writable += [path for path in " ".join(unit.pop("ReadWritePaths", [])).split() if os.path.isdir(path.lstrip("-"))]
    writable = [path.lstrip("-") for path in writable]
    for path in writable:
        if path not in descriptors:
            mount(path, path, MS_BIND | MS_REC)
    if unit.pop("ProtectSystem", ["no"])[-1] != "strict":
        raise SystemExit("unit.py: only ProtectSystem=strict is known")
    yes(unit, "ProtectControlGroups")       # /sys as a whole is read only here
    tunables = yes(unit, "ProtectKernelTunables")
    yes(unit, "ProtectClock")               # no device of a clock is there, and no system call (below)
    set_read_only("/", True, True)
    for path in ["/proc", "/dev", "/dev/shm", "/tmp", "/var/tmp"]:
        set_read_only(path, False)
    for path in writable:
        set_read_only(path, False, True)
    if tunables:
        mount("/proc/sys", "/proc/sys", MS_BIND)
        set_read_only("/proc/sys", True)


class Argument(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


EQ, GT, MASKED = 4, 6, 7


class Filter:
    def __init__(self):
        seccomp.seccomp_init.restype = ctypes.c_void_p
        self.context = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(ALLOW)))

    def deny(self, name, action, *arguments):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            array = (Argument * max(1, len(arguments)))(*[Argument(*a) for a in arguments])
            done = seccomp.seccomp_rule_add_array(self.context, ctypes.c_uint32(action), number, len(arguments), array)
            if done not in (0, -17):        # -EEXIST
                raise OSError(-done, "seccomp rule for " + name)

    def load(self):
        done = seccomp.seccomp_load(self.context)
        if done:
            raise OSError(-done, "seccomp_load")


def names_of(group):
    """The system calls of "@clock", with those of the groups in it."""
    said = subprocess.run(["systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True).stdout
    words = [line.strip() for line in said.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return [name for word in words for name in (names_of(word) if word[0] == "@" else [word])]


def system_calls(unit):
    """What a filter does for the unit; loaded by the function that it answers with."""
    rules = Filter()
    words = " ".join(unit.pop("SystemCallFilter", ["~"]))
    denial = {"EPERM": 0x50000 | EPERM, "": KILL}[unit.pop("SystemCallErrorNumber", [""])[-1]]
    if not words.startswith("~"):
        raise SystemExit("unit.py: only lists of what is denied are known")
    for word in words.replace("~", "").split():
        for name in names_of(word) if word[0] == "@" else [word]:
            rules.deny(name, denial)
    unit.pop("SystemCallArchitectures", None)   # libseccomp ends what comes in another one by itself
    allowed = sorted(FAMILIES[name] for name in " ".join(unit.pop("RestrictAddressFamilies", [])).split())
    if allowed:
        for family in range(allowed[-1]):
            if family not in allowed:
                rules.deny("socket", 0x50000 | EAFNOSUPPORT, (0, EQ, family, 0))
        rules.deny("socket", 0x50000 | EAFNOSUPPORT, (0, GT, allowed[-1], 0))
    if yes(unit, "RestrictSUIDSGID"):
        for name, argument in (("chmod", 1), ("fchmod", 1), ("fchmodat", 2), ("mkdir", 1), ("mkdirat", 2), ("mknod", 1), ("mknodat", 2)):
            for bit in (0o4000, 0o2000):
                rules.deny(name, 0x50000 | EPERM, (argument, MASKED, bit, bit))
    if yes(unit, "RestrictRealtime"):
        for policy in (1, 2, 6):
            rules.deny("sched_setscheduler", 0x50000 | EPERM, (1, EQ, policy, 0))
    if yes(unit, "LockPersonality"):
        for personality in (0x8, 0x40000, 0x400000):    # 32 bits, no randomness of addresses, all readable pages executable
            rules.deny("personality", 0x50000 | EPERM, (0, EQ, personality, 0))
    return rules


def main():
    cut = sys.argv.index("--")
    where, unit, command = json.loads(sys.argv[1]), directives(sys.argv[2:cut]), sys.argv[cut + 1:]
    check(libc.unshare(0x20000), "a mount name space")      # CLONE_NEWNS
    libc.prctl(1, 15, 0, 0, 0)                             # ends with the test
    rules = system_calls(unit)
    file_system(unit, where)
    groups = [str(where["groups"][name]) for name in " ".join(unit.pop("SupplementaryGroups", [])).split()]
    words = ["setpriv", "--reuid=%d" % where["user"], "--regid=%d" % where["group"], "--groups=" + ",".join(groups) if groups else "--clear-groups"]
    kept = ["+" + name[4:].lower() for name in " ".join(unit.pop("CapabilityBoundingSet")).split()]
    words += ["--bounding-set=" + ",".join(["-all"] + kept), "--inh-caps=-all", "--ambient-caps=-all"]
    if yes(unit, "NoNewPrivileges"):
        words += ["--no-new-privs"]
    os.umask(int(unit.pop("UMask", ["0022"])[-1], 8))
    unknown = set(unit) - OF_THE_MANAGER
    if unknown:
        raise SystemExit("unit.py: directives that nobody has taught it: " + " ".join(sorted(unknown)))
    os.chdir("/")
    rules.load()                                            # while still root; setpriv needs none of what is denied
    os.execvp(words[0], words + command)


main()
