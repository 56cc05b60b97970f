#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# attached.py - what an attached letter costs while the MTA waits: a mail of 1 MB with a docx, read with and without its hook
import os, resource, statistics, subprocess, sys, time
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tests', 'worker'))
from worker_test import *

ROUNDS = 15
DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'


def milliseconds(place, path):
    took, usage = [], resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(ROUNDS):
        began = time.monotonic()
        subprocess.run([CTL, '-c', place.file, 'inspect', path], stdout=subprocess.DEVNULL, check=True)
        took.append(1000 * (time.monotonic() - began))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return statistics.median(took), 1000 * (after.ru_utime + after.ru_stime - usage.ru_utime - usage.ru_stime) / ROUNDS


with Place() as place:
    path = place.folder + '/mail.eml'
    with open(path, 'wb') as f:
        f.write(mail(1, [('LS7.docx', DOCX, docx(LETTER * 200)), ('picture.png', 'image/png', b'\x89PNG\r\n\x1a\n' + os.urandom(700000))]))
    print('a mail of %.1f MB with a docx, whole run of liaisonctl inspect (which tries the sandbox as well, once a process), load %.1f:' % (os.path.getsize(path) / 1e6, os.getloadavg()[0]))
    print('  without its hook  %4.0f ms (median), %4.0f ms of processor time' % milliseconds(place, path))
    with open(place.file) as f:
        text = f.read()
    with open(place.file, 'w') as f:
        f.write(text.replace('hook_time = "0s"', 'hook_time = "20s"'))
    print('  with it           %4.0f ms (median), %4.0f ms of processor time' % milliseconds(place, path))
