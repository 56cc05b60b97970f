# SPDX-License-Identifier: BSD-2-Clause
"""tap.py - test results as TAP, and a scratch folder that is gone afterwards.

A test script is:

    tap = Tap()
    tap.ok(condition, "name", "what to say when it fails")
    tap.done()

skip_all() ends the script where the machine cannot run it at all.
"""
import os
import shutil
import sys
import tempfile
import traceback


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def ok(self, good, name, *details):
        self.count += 1
        print("%s %d - %s" % ("ok" if good else "not ok", self.count, name.replace("#", "")))
        if not good:
            self.failed += 1
            for detail in details:
                self.note(detail)
        sys.stdout.flush()
        return bool(good)

    def equal(self, got, expected, name, *details):
        return self.ok(got == expected, name, "got      %r" % (got,), "expected %r" % (expected,), *details)

    def skip(self, name, why):
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, name, why))
        sys.stdout.flush()

    def note(self, text):
        for line in str(text).splitlines():
            print("# " + line)
        sys.stdout.flush()

    def case(self, name, function, *arguments):
        """One case that must not stop the others: an exception is a failure with its trace."""
        try:
            function(*arguments)
        except Exception:                       # whatever it is, it is this case's failure
            self.ok(False, name + " ran", traceback.format_exc())

    def done(self):
        print("1..%d" % self.count)
        sys.stdout.flush()
        sys.exit(1 if self.failed else 0)


def skip_all(why):
    print("1..0 # SKIP " + why)
    sys.exit(0)


class Scratch:
    """A folder under $TMPDIR, or under `base` where its kind of file system matters. Everybody may enter it, since
    MTAs run parts of themselves under other users."""

    def __init__(self, name, base=None):
        self.path = tempfile.mkdtemp(prefix="liaison-%s-" % name, dir=base)
        os.chmod(self.path, 0o755)

    def __enter__(self):
        return self.path

    def __exit__(self, kind, value, trace):
        if not os.environ.get("LIAISON_KEEP"):
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            print("# kept: " + self.path)
