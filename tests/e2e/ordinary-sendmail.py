#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Ordinary mail behind a real Sendmail: see ordinary.py."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mta
import ordinary
from harness import need_programs
from tap import Tap, skip_all

need_programs("liaison-milter", "liaison-worker", "liaisonctl")
tap = Tap()
try:
    ordinary.run(tap, mta.Sendmail)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
