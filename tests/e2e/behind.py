#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""behind.py - a set of cases behind one real MTA, named by the name it is called by: "approval-postfix.py" are the cases of approval.py behind
Postfix, and "postfix.py" those of delivery.py. Those names are links to this file."""
import importlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mta
from harness import need_programs
from tap import Tap, skip_all

cases, _, kind = os.path.basename(sys.argv[0]).removesuffix(".py").rpartition("-")
need_programs("liaison-milter", "liaison-worker", "liaison-queue", "liaisonctl")
tap = Tap()
try:
    importlib.import_module(cases or "delivery").run(tap, {"postfix": mta.Postfix, "sendmail": mta.Sendmail}[kind])
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
