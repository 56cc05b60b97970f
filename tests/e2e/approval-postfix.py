#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Approval, review and mail of ours behind a real Postfix: see approval.py."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import approval
import mta
from harness import need_programs
from tap import Tap, skip_all

need_programs("liaison-milter", "liaison-worker", "liaisonctl")
tap = Tap()
try:
    approval.run(tap, mta.Postfix)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
