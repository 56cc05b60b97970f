# SPDX-License-Identifier: BSD-2-Clause
#
# daemon.py - how the daemon starts, goes on and ends, whatever comes at it
import glob, random, re, socket, stat, struct, subprocess, sys, threading, time
import os, signal
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mta import *

OURS, OTHER, CANDIDATE = "<liaison@ours.example>", "<other@ours.example>", "<candidate@ours.example>"
PROGRAM = os.path.join(os.environ.get("top_builddir", "."), "tests/milter/fake-milter")


def ends(*arguments, **options):
    done = subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, env={**SANITIZERS, **os.environ}, **options)
    return done.returncode, done.stdout, done.stderr


def words_on_the_command_line():
    assert ends("-x")[0] == 64 and ends("word")[0] == 64 and ends("-c")[0] == 64
    code, out, _ = ends("-V")
    assert code == 0 and out.startswith("liaison-milter "), out


def a_configuration_is_tested():
    with Daemon() as daemon:
        code, out, err = ends("-c", daemon.file, "-t")
        assert (code, out) == (0, "configuration %s is good\n" % daemon.file), (code, out, err)
        daemon.write("user no-such-user\nwrong 1\nalso-wrong 2")
        code, out, err = ends("-c", daemon.file, "-t")
        assert code == 78 and out == "" and err.count("error:") == 2 and daemon.file + ":4: " in err and daemon.file + ":5: " in err, err
        assert ends("-c", daemon.file, "-f")[0] == 78
        assert ends("-c", daemon.folder + "/none", "-t")[0] == 78
        # what the file alone does not show
        daemon.write("user no-such-user\npid_file /nonexistent/pid")
        code, out, err = ends("-c", daemon.file, "-t")
        assert code == 0 and "there is no user 'no-such-user'" in err and "'/nonexistent'" in err, err
        daemon.write("")


def a_second_instance_is_refused():
    with Daemon() as daemon:
        began = time.monotonic()
        code, _, err = ends("-c", daemon.file, "-f")
        assert code == 75 and "another program listens on" in err, (code, err)
        assert time.monotonic() - began < 5
        assert daemon.session().connect().message()[-1][0] == b"a"
        code, _, err = ends("-c", daemon.file)
        assert code == 75, (code, err)


def two_that_start_together_do_not_steal():
    for _ in range(5):
        with Daemon() as daemon:
            daemon.stop(signal.SIGKILL)
            rivals = [subprocess.Popen([PROGRAM, "-c", daemon.file, "-f"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**SANITIZERS, **os.environ}) for _ in range(4)]
            until = time.monotonic() + 20
            while sum(r.poll() is None for r in rivals) > 1 and time.monotonic() < until:
                time.sleep(0.02)
            living = [r for r in rivals if r.poll() is None]
            try:
                assert len(living) == 1 and sorted(r.returncode for r in rivals if r.poll() is not None) == [75] * 3, [r.poll() for r in rivals]
                assert daemon.session().connect().message()[-1][0] == b"a"
            finally:
                for r in living:
                    r.terminate()
                    assert r.wait(20) == 0
            daemon.process = rivals[0]
            daemon.process.returncode = 0


def a_stale_socket_is_replaced():
    with Daemon() as daemon:
        daemon.stop(signal.SIGKILL)
        assert stat.S_ISSOCK(os.lstat(daemon.address[5:]).st_mode)
        daemon.start(wait=False)
        daemon.wait_for("takes mail on", count=2)
        assert daemon.session().connect().message()[-1][0] == b"a"
        assert daemon.stop() == 0, daemon.text()[-3000:]
        assert not os.path.exists(daemon.address[5:])


def another_file_at_the_path_is_not_touched():
    with Daemon() as daemon:
        daemon.stop()
        with open(daemon.address[5:], "w") as f:
            f.write("precious")
        code, _, err = ends("-c", daemon.file, "-f")
        assert code == 78 and "is no socket" in err, (code, err)
        assert open(daemon.address[5:]).read() == "precious"
        daemon.address = "unix:/nonexistent/x.sock"
        daemon.write("")
        code, _, err = ends("-c", daemon.file, "-f")
        assert code == 78 and "no directory '/nonexistent'" in err, (code, err)


def owner_group_and_mode_of_the_socket():
    with Daemon("socket_mode 0620") as daemon:
        assert stat.S_IMODE(os.stat(daemon.address[5:]).st_mode) == 0o620
    with Daemon() as daemon:
        assert stat.S_IMODE(os.stat(daemon.address[5:]).st_mode) == 0o660
        daemon.stop()
        daemon.write("socket_group no-such-group")
        code, _, err = ends("-c", daemon.file, "-f")
        assert code == 78 and "no group" in err and not os.path.exists(daemon.address[5:]), (code, err)
        daemon.write("socket_mode 9")
        assert ends("-c", daemon.file, "-f")[0] == 78


def privileges_are_dropped():
    if os.geteuid() != 0:
        raise Skip("not root")
    import grp, pwd
    uid, gid = pwd.getpwnam("nobody").pw_uid, grp.getgrnam("mail").gr_gid
    with Daemon("user nobody\nsocket_group mail\nsocket_mode 0660") as daemon:
        os.chmod(daemon.store, 0o777)
        status = open("/proc/%d/status" % daemon.process.pid).read()
        assert re.search(r"^Uid:\t%d\t%d\t%d\t%d$" % ((uid,) * 4), status, re.M), status
        assert not re.search(r"^Groups:.*\b0\b", status, re.M), status
        at = os.stat(daemon.address[5:])
        assert (at.st_uid, at.st_gid) == (uid, gid)
        assert daemon.session().connect().message()[-1][0] == b"a"


def the_group_of_the_directory_is_enough():
    """As conf/liaison-milter-postfix.conf sets it up: a daemon that is not in the group, in a directory that hands it on."""
    if os.geteuid() != 0:
        raise Skip("not root")
    import grp
    with Daemon() as daemon:
        daemon.stop()
        os.mkdir(daemon.folder + "/queue")
        os.chown(daemon.folder + "/queue", 65534, grp.getgrnam("mail").gr_gid)
        os.chmod(daemon.folder + "/queue", 0o2750)
        os.chmod(daemon.store, 0o777)
        daemon.address = "unix:%s/queue/milter.sock" % daemon.folder
        daemon.write("user nobody\nsocket_group mail")
        daemon.start(prefix=["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], wait=False)
        daemon.wait_for("takes mail on", count=2)
        assert os.stat(daemon.address[5:]).st_gid == grp.getgrnam("mail").gr_gid
        assert stat.S_IMODE(os.stat(daemon.address[5:]).st_mode) == 0o660


def privileges_cannot_be_had_without_root():
    if os.geteuid() != 0:
        raise Skip("not root")
    with Daemon() as daemon:
        daemon.stop()
        os.chmod(daemon.folder, 0o777)
        daemon.write("user daemon")
        code, _, err = ends("-c", daemon.file, "-f", user="nobody")
        assert code == 77 and "not started as root" in err, (code, err)


def in_the_background():
    with Daemon() as daemon:
        daemon.stop()
        pid_file = daemon.folder + "/pid"
        daemon.write("pid_file " + pid_file)
        code, out, err = ends("-c", daemon.file)
        assert code == 0 and "takes mail on" not in err, (code, out, err)
        # it listens, and the number is there, the moment the command has ended
        pid = int(open(pid_file).read())
        try:
            assert daemon.session().connect().message()[-1][0] == b"a"
            for fd in (0, 1, 2):
                assert os.readlink("/proc/%d/fd/%d" % (pid, fd)) == "/dev/null"
            assert os.getsid(pid) == pid and os.readlink("/proc/%d/cwd" % pid) == "/"
            assert ends("-c", daemon.file)[0] == 75
            assert int(open(pid_file).read()) == pid
        finally:
            os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + 10
        while os.path.exists(pid_file) and time.monotonic() < until:
            time.sleep(0.02)
        assert not os.path.exists(pid_file) and not os.path.exists(daemon.address[5:])


def started_with_closed_descriptors():
    with Daemon(prefix=["sh", "-c", 'exec "$@" 0<&- 1>&-', "sh"]) as daemon:
        for fd in (0, 1):
            assert os.readlink("/proc/%d/fd/%d" % (daemon.process.pid, fd)) == "/dev/null"
        assert daemon.session().connect().message()[-1][0] == b"a"


def files_are_raised():
    with Daemon(prefix=["sh", "-c", 'ulimit -Sn 64; exec "$@"', "sh"]) as daemon:
        soft, hard = re.search(r"^Max open files +(\d+) +(\d+)", open("/proc/%d/limits" % daemon.process.pid).read(), re.M).groups()
        assert soft == hard
        sessions = [daemon.session().connect() for _ in range(100)]
        assert sessions[-1].message()[-1][0] == b"a"


def probes_and_garbage():
    random.seed(4053)
    with Daemon() as daemon:
        for n in range(200):
            s = socket.socket(socket.AF_UNIX)
            s.connect(daemon.address[5:])
            if n % 4 == 1:
                s.sendall(random.randbytes(random.randrange(1, 2000)))
            if n % 4 == 2:      # a right length, a wrong command
                s.sendall(struct.pack("!I", 5) + random.randbytes(5))
            if n % 4 == 3:      # enormous
                s.sendall(struct.pack("!I", random.choice((0, 0x7FFFFFFF, 0xFFFFFFFF, 70000))) + b"O" * random.randrange(100))
            s.close()
        # right frames in any order, with any contents
        for n in range(300):
            try:
                session = daemon.session(timeout=0.2)
                for _ in range(random.randrange(1, 15)):
                    code = random.choice([b"A", b"B", b"C", b"D", b"E", b"H", b"K", b"L", b"M", b"N", b"O", b"R", b"T", b"U"])
                    data = random.choice([b"", b"\0", b"x\0", b"<liaison@ours.example>\0", b"a\0b\0", b"i\0QQ\0", b"Ti\0QQ\0", random.randbytes(random.randrange(60)),
                                          b"x\x004\x12\x34192.0.2.1\0", b"x\0L\0\0/path\0", b"X-Do\0 hold\0", b"no end"])
                    session.send(code, data)
                session.close()
            except (Closed, OSError):
                pass
        assert daemon.session().connect().message()[-1][0] == b"a"
        assert daemon.process.poll() is None


def a_configuration_is_reloaded_whole_or_not_at_all():
    with Daemon("recipients 10") as daemon:
        session = daemon.session().connect()
        three = [OURS, OTHER, OTHER]
        assert session.message(three)[-1][0] == b"a"
        daemon.write("recipients 2\nuser somebody")
        daemon.kill(signal.SIGHUP)
        daemon.wait_for("reloaded")
        daemon.wait_for("milter.user cannot change while running")
        assert session.message(three).startswith(b"554")
        daemon.write("recipients 10\nwrong 1\nalso-wrong 2")
        daemon.kill(signal.SIGHUP)
        daemon.wait_for("configuration not reloaded, the old one stays: 2 faults")
        assert daemon.file + ":4: error: unknown setting 'wrong'" in daemon.text() and "'also-wrong'" in daemon.text()
        assert session.message(three).startswith(b"554")
        # a message keeps the settings that it began under; with an answer to MAIL it is known to have begun
        session = daemon.session(steps=ALL_STEPS & ~NR_MAIL).connect()
        session.mail("<a@peer.example>")
        daemon.write("recipients 10")
        daemon.kill(signal.SIGHUP)
        daemon.wait_for("reloaded", count=3)
        for recipient in three:
            session.rcpt(recipient)
        assert session.data().startswith(b"554")
        assert session.message(three)[-1][0] == b"a"


def a_storm_of_hups():
    with Daemon() as daemon:
        over, faults, count = threading.Event(), [], [0]

        def traffic():
            try:
                while not over.is_set():
                    session = daemon.session().connect()
                    for _ in range(5):
                        assert session.message()[-1][0] == b"a" and session.message([OTHER]) == b"a"
                        count[0] += 1
                    session.quit()
            except Exception as fault:
                faults.append(repr(fault))
        threads = [threading.Thread(target=traffic) for _ in range(4)]
        for thread in threads:
            thread.start()
        for n in range(4000):
            daemon.kill(signal.SIGHUP)
            if n % 50 == 0:
                time.sleep(0.002)
            if n % 400 == 0:
                daemon.write("wrong 1" if n % 800 else "")
        until = time.monotonic() + 20
        while count[0] < 40 and time.monotonic() < until and not faults:
            time.sleep(0.05)
        over.set()
        for thread in threads:
            thread.join()
        assert not faults, faults
        assert len(daemon.records()) == count[0] >= 40, (len(daemon.records()), count[0])
        before = daemon.text().count("reloaded")
        assert before >= 3
        daemon.write("note last")
        daemon.kill(signal.SIGHUP)
        daemon.wait_for("reloaded", count=before + 1)
        began = time.monotonic()
        assert daemon.stop() == 0, daemon.text()[-3000:]
        assert time.monotonic() - began < 5


def an_idle_daemon_ends_at_once():
    for number in (signal.SIGTERM, signal.SIGINT):
        with Daemon() as daemon:
            idle = daemon.session().connect()
            began = time.monotonic()
            assert daemon.stop(number) == 0, daemon.text()[-3000:]
            assert time.monotonic() - began < 2.5, time.monotonic() - began
            idle.close()
            assert "stopped" in daemon.text()


def messages_at_their_end_are_finished():
    with Daemon("drain 10") as daemon:
        slow, quick = daemon.session().connect(), daemon.session().connect()
        answers = []
        thread = threading.Thread(target=lambda: answers.append(slow.message(orders=["sleep 1500", "add late@ours.example"])))
        thread.start()
        daemon.wait_for("asleep")
        daemon.kill(signal.SIGTERM)
        daemon.wait_for("stopping")
        # meanwhile unrelated mail passes, and ours is sent away for later
        assert quick.message([OTHER]) == b"a"
        assert quick.message()[0][1].startswith(b"451 4.3.2")
        thread.join()
        assert answers == [[(b"+", b"<late@ours.example>\0"), (b"a", b"")]], answers
        daemon.process.wait(10)
        assert len(daemon.records()) == 1


def no_message_keeps_it_from_ending():
    with Daemon("drain 1") as daemon:
        slow = daemon.session().connect()
        slow.mail("<a@peer.example>")
        slow.rcpt(OURS)
        slow.data()
        slow.header("X-Do", " sleep 20000")
        slow.eoh()
        slow.send(b"E")
        daemon.wait_for("asleep")
        began = time.monotonic()
        assert daemon.stop() == 0, daemon.text()[-3000:]
        assert time.monotonic() - began < 5
        daemon.wait_for("1 messages are still not recorded")


def service_manager(folder):
    path = folder + "/notify"
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(path)
    listener.settimeout(15)
    return listener, path


def hear(listener, words):
    heard = []
    while True:
        try:
            heard.append(listener.recv(4096).decode())
        except socket.timeout:
            raise AssertionError("never heard %r but %r" % (words, heard))
        if words in heard[-1]:
            return heard


def the_service_manager_is_told():
    with Daemon() as daemon:
        daemon.stop()
        listener, path = service_manager(daemon.folder)
        daemon.start(environment={"NOTIFY_SOCKET": path}, wait=False)
        hear(listener, "STATUS=taking mail")
        hear(listener, "READY=1")
        # it was true when it was said
        assert daemon.session().connect().message()[-1][0] == b"a"
        daemon.kill(signal.SIGHUP)
        assert "MONOTONIC_USEC=" in hear(listener, "RELOADING=1")[-1]
        hear(listener, "READY=1")
        daemon.write("wrong 1")
        daemon.kill(signal.SIGHUP)
        hear(listener, "STATUS=taking mail under the old configuration: 1 fault")
        hear(listener, "READY=1")
        daemon.write("")
        daemon.kill(signal.SIGHUP)
        hear(listener, "STATUS=taking mail")
        daemon.kill(signal.SIGTERM)
        hear(listener, "STOPPING=1")
        listener.close()


def a_store_that_cannot_be_opened():
    with Daemon() as daemon:
        daemon.stop()
        listener, path = service_manager(daemon.folder)
        os.rmdir(daemon.store)
        daemon.start(environment={"NOTIFY_SOCKET": path}, wait=False)
        hear(listener, "STATUS=our mail is answered 451, trying again: cannot open '%s'" % daemon.store)
        hear(listener, "READY=1")
        session = daemon.session().connect()
        assert session.message([OTHER]) == b"a"
        assert session.message([CANDIDATE]) == [(b"a", b"")]
        assert session.message([CANDIDATE], ["outgoing"])[0][1].startswith(b"451 4.3.0")
        assert session.message()[0][1].startswith(b"451 4.3.0"), "not refused"
        daemon.wait_for("ABC123: verdict=tempfail")
        assert session.message(orders=["unrecorded"]) == [(b"a", b"")]
        os.mkdir(daemon.store)
        hear(listener, "STATUS=taking mail")
        assert session.message()[-1][0] == b"a"
        assert len(daemon.records()) == 1
        listener.close()


def a_store_of_a_newer_version():
    with Daemon() as daemon:
        daemon.stop()
        open(daemon.store + "/newer", "w").close()
        code, _, err = ends("-c", daemon.file, "-f")
        assert code == 78 and "newer version" in err and not os.path.exists(daemon.address[5:]), (code, err)
        assert ends("-c", daemon.file)[0] == 78


def confined_as_the_unit_confines_it():
    """No new privileges, parts of /proc masked."""
    mask = ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /proc/sys && mount -t tmpfs none /proc/bus && mount --bind /dev/null /proc/kmsg && " +
            'exec setpriv --no-new-privs "$@"', "sh"]
    if os.geteuid() != 0 or subprocess.run([*mask, "true"], capture_output=True).returncode != 0:
        raise Skip("not root, or no mount name space to be had")
    with Daemon("user nobody", prefix=mask) as daemon:
        os.chmod(daemon.store, 0o777)
        assert "NoNewPrivs:\t1" in open("/proc/%d/status" % daemon.process.pid).read()
        assert daemon.session().connect().message()[-1][0] == b"a"


def memory_of_a_large_message_is_given_back():
    def resident():
        return int(re.search(r"^VmRSS:\s+(\d+)", open("/proc/%d/status" % daemon.process.pid).read(), re.M).group(1)) // 1024
    with Daemon() as daemon:
        if re.search(r"lib[at]san", open("/proc/%d/maps" % daemon.process.pid).read()):
            raise Skip("a sanitizer keeps memory for itself")
        session = daemon.session().connect()
        session.message()
        before = resident()
        assert session.message(body=(b"x" * 998 + b"\r\n") * 20000)[-1][0] == b"a"
        time.sleep(0.2)
        assert resident() < before + 12, (before, resident())
        assert not [n for n in os.listdir("/proc/%d/fd" % daemon.process.pid) if "deleted" in os.readlink("/proc/%d/fd/%s" % (daemon.process.pid, n))]


run([words_on_the_command_line, a_configuration_is_tested, a_second_instance_is_refused, two_that_start_together_do_not_steal, a_stale_socket_is_replaced,
     another_file_at_the_path_is_not_touched, owner_group_and_mode_of_the_socket, privileges_are_dropped, the_group_of_the_directory_is_enough, privileges_cannot_be_had_without_root,
     in_the_background, started_with_closed_descriptors, files_are_raised, probes_and_garbage, a_configuration_is_reloaded_whole_or_not_at_all,
     a_storm_of_hups, an_idle_daemon_ends_at_once, messages_at_their_end_are_finished, no_message_keeps_it_from_ending, the_service_manager_is_told,
     a_store_that_cannot_be_opened, a_store_of_a_newer_version, confined_as_the_unit_confines_it, memory_of_a_large_message_is_given_back])
