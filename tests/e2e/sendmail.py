#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""liaison-milter behind a real Sendmail: see delivery.py."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import delivery
import mta
from harness import need_programs
from tap import Tap, skip_all

need_programs("liaison-milter", "liaisonctl")
tap = Tap()
try:
    delivery.run(tap, mta.Sendmail)
except mta.Unavailable as reason:
    skip_all(str(reason))
tap.done()
