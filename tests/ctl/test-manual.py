#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""liaisonctl(8) names every command that there is, each with its options, and nothing else."""
import os
import re
import sys
sys.dont_write_bytecode = True
from ctl_test import TOP, done, equal, ok, run

with open(os.path.join(TOP, 'man', 'liaisonctl.8'), encoding='utf-8') as f:
    page = f.read()
synopsis, described = {}, {}
for form in re.split(r'^\.Nm$', page.partition('.Sh SYNOPSIS')[2].partition('.Sh DESCRIPTION')[0], flags=re.M)[1:]:
    names, words = re.search(r'^\.Cm (.*)$', form, re.M).group(1), set(re.findall(r'Fl -([a-z-]+)', form))
    for name in names.split(' | '):
        synopsis[name] = words
# behind an item of the text: the options that it speaks of, up to the next command
items = re.split(r'^\.It Cm ([a-z]+)\b', page.partition('.Ss Without the record')[2].partition('.Ss JSON')[0], flags=re.M)
for name, text in zip(items[1::2], items[2::2]):
    described[name] = described.get(name, set()) | set(re.findall(r'Fl -([a-z-]+)', text.partition('\n.Ss ')[0]))

table = re.findall(r'^  ([a-z]+) ', run('help').out.partition('Commands:')[2].partition('Options:')[0], re.M)
equal(sorted(synopsis), sorted(table), 'the synopsis names all commands')
equal(sorted(described), sorted(set(table) - {'help'}), 'the text describes all commands')
for name in table:
    options = set(re.findall(r'--([a-z-]+)', run('help', name).out.partition('Options:')[2])) - {'help'}
    equal(sorted(synopsis.get(name, ())), sorted(options), 'the synopsis has the options of ' + name)
    # what --by and --json mean everywhere is said once for all
    missing = options - described.get(name, set()) - {'by', 'json'}
    ok(not missing, 'the text speaks of the options of ' + name, *sorted(missing))
done()
