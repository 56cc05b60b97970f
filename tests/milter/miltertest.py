# SPDX-License-Identifier: BSD-2-Clause
#
# miltertest.py - liaison-milter itself, with everything behind it, in conversation with miltertest(8)
import os, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mta import *

SCRIPTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lua")
SETTINGS = """
organization: { name = "Ours"; domains = [ "ours.example" ]; coordination = "coordination@ours.example"; };
liaison_addresses = [ "statements@ours.example" ];
bodies: ( { name = "Optical WG"; kind = "wg"; contacts = [ "optical-chairs@ours.example" ]; } );
peers: ( { name = "Peer"; domains = [ "peer.example" ]; } );
"""


class RealDaemon(Daemon):
    def write(self, settings):
        with open(self.file, "w") as f:
            f.write(SETTINGS + 'milter: { socket = "%s"; };\nstore: { path = "%s/record.db"; };\n%s' % (self.address, self.store, settings))


def script(name):
    def test():
        program = shutil.which("miltertest") or shutil.which("miltertest", path="/usr/sbin:/sbin")
        if not program:
            raise Skip("no miltertest")
        with RealDaemon(program=os.path.join(os.environ.get("top_builddir", "."), "src/milter/liaison-milter")) as daemon:
            done = subprocess.run([program, "-s", "%s/%s.lua" % (SCRIPTS, name), "-D", "socket=" + daemon.address, "-D", "lua=" + SCRIPTS],
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
            assert done.returncode == 0, (done.returncode, done.stdout, done.stderr, daemon.text())
    test.__name__ = name
    return test


run([script(name) for name in ("unrelated", "recorded", "candidate", "null-sender")])
