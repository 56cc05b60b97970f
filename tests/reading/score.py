#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""score.py - how well statements are read: right, missing and wrong values of a folder of cases

    score.py [--list] [--known FILE] [--bar N] FOLDER COMMAND...

COMMAND (liaisonctl -c CONFIGURATION inspect --json) is run once a case with its envelope and message, and what it prints is held
against expected.json; tests/data/statements/README says what stands there. Wrong is what misleads: a value that differs, or one where
nothing is stated; a wrong value in the place of a missing one counts as wrong only. The exit status is 1 where a message cannot be
inspected, where a wrong value is not one of FILE (CASE, field, value, by tabs), or where fewer than N values are right.
"""
import argparse
import itertools
import json
import os
import re
import subprocess
import sys
import unicodedata

SINGLE = ("kind", "direction", "title", "purpose", "deadline", "is_reply", "from_liaison_contact", "to_liaison_contact")
LISTS = ("from", "from_contacts", "to", "to_contacts", "cc", "refers_to", "identifiers", "attachments")
MAILBOXES = ("from_contacts", "to_contacts", "from_liaison_contact", "to_liaison_contact")
BODIES = ("from", "to", "cc", "identifiers", "refers_to")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
QUOTES = {**dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032"), "'"), **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u2033\u00ab\u00bb"), '"')}
EMPTY = (None, "", [])


def fold_text(value):
    text = unicodedata.normalize("NFKC", value).casefold().translate(DASHES).translate(QUOTES)
    return " ".join(text.split()).rstrip(". ")


def fold_body(value):
    text = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    text = text.replace("working group", "wg").replace("study group", "sg")
    return "".join(c for c in text if c.isalnum() or c == ".")


def fold_mailbox(value):
    inside = re.search(r"<([^<>]*)>\s*$", value)
    return re.sub(r"^mailto:", "", (inside.group(1) if inside else value).strip(), flags=re.I).casefold()


def fold(field, value):
    """What two values of a field have in common when they mean the same."""
    if isinstance(value, bool) or value is None:
        return value
    if field == "attachments":
        return " ".join(unicodedata.normalize("NFC", value).casefold().split())
    if field in MAILBOXES or (field == "cc" and "@" in value):
        return fold_mailbox(value)
    return (fold_body if field in BODIES else fold_text)(value)


class Tally:
    """Counts of one field or of all; empty is what was rightly left empty."""
    def __init__(self):
        self.right = self.missing = self.wrong = self.of = self.empty = 0

    def add(self, other):
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def single(field, expected, got):
    accepted = expected["any"] if isinstance(expected, dict) and "any" in expected else [expected]
    tally, may_be_empty = Tally(), any(a in EMPTY for a in accepted)
    tally.of = 0 if may_be_empty else 1
    if got in EMPTY:
        tally.missing, tally.empty = (0, 1) if may_be_empty else (1, 0)
        return tally, [], [] if may_be_empty else [accepted[0]]
    if fold(field, got) in [fold(field, a) for a in accepted if a not in EMPTY]:
        tally.right, tally.empty = (0, 1) if may_be_empty else (1, 0)
        return tally, [], []
    tally.wrong = 1
    return tally, [got], []


def spellings(field, entry):
    return {fold(field, e) for e in (entry if isinstance(entry, list) else [entry])}


def match(field, wanted, optional, got):
    """One reading of the expected list: (tally, wrong values, missing entries)."""
    open_entries = [(spellings(field, w), w) for w in wanted]
    taken, wrong = set(), []
    for value in got:
        key = fold(field, value)
        found = next((e for e in open_entries if key in e[0]), None)
        if found:
            open_entries.remove(found)
            taken |= found[0]
        elif key not in taken and not any(key in spellings(field, o) for o in optional):
            wrong.append(value)
            taken.add(key)
    tally = Tally()
    tally.of, tally.right, tally.wrong = len(wanted), len(wanted) - len(open_entries), len(wrong)
    tally.missing = max(0, len(open_entries) - len(wrong))
    if not wanted and not wrong:
        tally.empty = 1
    return tally, wrong, [w if isinstance(w, str) else w[0] for _, w in open_entries]


def listed(field, expected, got):
    if isinstance(expected, dict):
        expected = [expected]
    optional = [e["maybe"] for e in expected if isinstance(e, dict) and "maybe" in e]
    choices = [e["any"] if isinstance(e, dict) else [[e]] for e in expected if not (isinstance(e, dict) and "maybe" in e)]
    best = None
    for choice in itertools.product(*choices):
        result = match(field, list(itertools.chain(*choice)), optional, got)
        worth = result[0].right - result[0].missing - 2 * result[0].wrong
        if best is None or worth > best[0]:
            best = (worth, result)
    return best[1]


def inspect(command, folder):
    """What the program says of one case, or why it says nothing."""
    try:
        done = subprocess.run(command + ["--envelope", os.path.join(folder, "envelope"), os.path.join(folder, "message.eml")],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None, "no answer in time"
    if done.returncode:
        return None, f"status {done.returncode}: {done.stderr.decode(errors='replace').strip()[-200:]}"
    try:
        return json.loads(done.stdout), None
    except ValueError as error:
        return None, f"not JSON: {error}"


def compare(expected, got):
    """(field, tally, wrong, missing) for each field that counts."""
    fields = ("kind", "title") if expected["kind"] != "statement" else SINGLE + LISTS
    for field in fields:
        value = got.get(field)
        yield (field,) + (single(field, expected[field], value) if field in SINGLE else listed(field, expected[field], value or []))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--list", action="store_true", help="each deviation on a line")
    parser.add_argument("--known", help="wrong values that are known")
    parser.add_argument("--bar", type=int, help="how many have to be right")
    parser.add_argument("folder")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    fields, total, failed, wrongs = {f: Tally() for f in SINGLE + LISTS}, Tally(), [], []
    cases = sorted(c for c in os.listdir(options.folder) if os.path.exists(os.path.join(options.folder, c, "expected.json")))
    for case in cases:
        folder = os.path.join(options.folder, case)
        with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
            expected = json.load(file)
        got, why = inspect(options.command, folder)
        if got is None:
            failed.append(case)
            print(f"failed\t{case}\t{why}")
        for field, tally, wrong, missing in compare(expected, got or {}):
            fields[field].add(tally)
            total.add(tally)
            wrongs += [(case, field, json.dumps(w, ensure_ascii=False)) for w in wrong]
            if options.list:
                for name, values in (("wrong", wrong), ("missing", missing)):
                    for value in values:
                        print(f"{name}\t{case}\t{field}\t{json.dumps(value, ensure_ascii=False)}")
    for field, tally in fields.items():
        print(f"{field:22}{tally.right:5} right {tally.missing:4} missing {tally.wrong:4} wrong  of {tally.of:4}  empty as stated {tally.empty}")
    known = []
    if options.known:
        with open(options.known, encoding="utf-8") as file:
            known = [tuple(line.rstrip("\n").split("\t")) for line in file if line.strip() and not line.startswith("#")]
    unknown = [w for w in wrongs if w not in known]
    for entry in unknown if options.known else []:
        print("new\t" + "\t".join(entry))
    for entry in known:
        if entry not in wrongs:
            print("gone\t" + "\t".join(entry))
    percent = 100 * total.right / total.of if total.of else 0
    print(f"cases: {len(cases)}, of them failed: {len(failed)}")
    print(f"score: {total.right} right, {total.missing} missing, {total.wrong} wrong of {total.of} ({percent:.1f} % right)")
    low = options.bar is not None and total.right < options.bar
    return 1 if failed or (options.known and unknown) or low or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
