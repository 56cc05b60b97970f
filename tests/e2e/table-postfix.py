#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Who gets what behind a real Postfix: see table.py."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mta
import table
from harness import need_programs
from tap import Tap, skip_all

need_programs("liaison-milter", "liaison-worker", "liaisonctl")
tap = Tap()
try:
    table.run(tap, mta.Postfix)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
