#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
#
# kill.py - a worker that is killed at random moments: each job's result is there exactly once, and at no moment half of one
import os, random, signal, subprocess, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from worker_test import *

JOBS, KILLS = (200, 50) if not os.environ.get('LIAISON_QUICK') else (40, 10)
# three files each, so that half a result could be seen; the number is unique to the mail
SCRIPT = 'for n in 1 2 3; do { printf "%%PDF-1.4\\n"; cat "$1"; echo $n; } > "$2/$n.pdf"; done\n'


def whole(place):
    """Every mail has all three results or none, and then its job is done."""
    rows = place.rows('SELECT j.statement, j.state, (SELECT count(*) FROM result r WHERE r.message = s.message) FROM job j JOIN statement s ON s.id = j.statement WHERE j.kind = ?', 'convert')
    bad = [row for row in rows if row[2] != (3 if row[1] == 'done' else 0)]
    assert not bad, bad
    return sum(row[1] == 'done' for row in rows)


def a_killed_worker_loses_nothing_and_does_nothing_twice():
    random.seed(20261124)
    with Place() as place:
        place.configure(hooks=[('pdf', 'x', SCRIPT, 'application/pdf', '')], worker='lease = "1s"; pause = "0s"; tries = 100; concurrency = 4;')
        place.put(*[mail(n, [('a.x', 'application/octet-stream', b'input %d' % n)]) for n in range(JOBS)])
        assert len(place.jobs()) == JOBS
        kills = 0
        while kills < KILLS:
            process = place.start()
            time.sleep(random.uniform(0.05, 0.6 if kills % 5 else 2))
            assert process.poll() is None, place.log()
            process.kill()
            process.wait()
            kills += 1
            done = whole(place)
        print('# %d of %d done after %d kills' % (done, JOBS, kills))
        process = place.start()
        assert place.wait(lambda: place.states() == ['done'] * JOBS, 180), (place.jobs(), place.log()[-3000:])
        process.terminate()
        # where the killed ones have done all, this one may not yet stand when it is told to end
        assert process.wait(20) in (0, -signal.SIGTERM)
        assert whole(place) == JOBS
        assert len(place.results()) == 3 * JOBS
        assert len({row[6] for row in place.results()}) == 3 * JOBS
        events = place.rows("SELECT statement, count(*) FROM event WHERE kind = 'modified' GROUP BY statement")
        assert len(events) == JOBS
        assert len({count for _, count in events}) == 1, {count for _, count in events}
        checked = subprocess.run([CTL, '-c', place.file, 'check'], capture_output=True, text=True, timeout=120)
        assert checked.returncode == 0, checked
        # no converter outlives its worker
        assert place.wait(lambda: place.folder.encode() not in command_lines(), 10), command_lines()


why = no_sandbox()
if why:
    print('1..0 # SKIP hooks cannot be confined here: ' + ' '.join(why.split())[:300])
    sys.exit(0)
run([a_killed_worker_loses_nothing_and_does_nothing_twice])
