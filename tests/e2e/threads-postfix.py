#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Answers and revised statements behind a real Postfix: see threads.py."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mta
import threads
from harness import need_programs
from tap import Tap, skip_all

need_programs("liaison-milter", "liaison-worker", "liaisonctl")
tap = Tap()
try:
    threads.run(tap, mta.Postfix)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
