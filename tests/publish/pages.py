#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""pages.py - the files of the public record, read by other programs: HTML, links, Atom, iCalendar, JSON, CSV, sitemap, manifest.

What needs tidy, feedparser or icalendar is skipped where they are not installed.
"""
import csv
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import xml.dom.minidom
sys.dont_write_bytecode = True
from served import fill
from tap import Scratch, Tap

BASE = "http://liaison.example/liaison/"


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.open, self.faults = [], set(), [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        for name in ("href", "src", "action"):
            if name in values and values.get("rel") != "canonical" and "ugc" not in (values.get("rel") or ""):
                self.links.append(values[name])
        self.ids.add(values.get("id"))
        if tag not in ("meta", "link", "br", "input", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append("</%s> at %s" % (tag, self.getpos()))


def walk(tree):
    for folder, folders, names in os.walk(tree):
        if ".liaison" in folders:
            folders.remove(".liaison")
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), tree)


def read(tree, path):
    with open(os.path.join(tree, path), "rb") as f:
        return f.read().decode("utf-8")


def pages(tap, tree):
    parsed, faults, broken, targets = {}, [], [], set()
    for path in walk(tree):
        if path.endswith(".html"):
            parsed[path] = Links()
            parsed[path].feed(read(tree, path))
            faults += [path + ": " + f for f in parsed[path].faults] + ([path + " leaves open: " + str(parsed[path].open)] if parsed[path].open else [])
    for path, page in parsed.items():
        for link in page.links:
            if link.startswith("mailto:"):
                continue
            target, _, fragment = urllib.parse.urljoin("/" + path, link).partition("#")
            target = target[1:] + ("index.html" if target.endswith("/") else "")
            if link.startswith(("http:", "https:", "//")) or not os.path.isfile(os.path.join(tree, target)):
                broken.append(path + " -> " + link)
            elif fragment and fragment not in parsed[target].ids:
                broken.append(path + " -> no id " + link)
            targets.add(target)
    tap.ok(len(parsed) > 300, "there are many pages", len(parsed))
    tap.equal(faults[:20], [], "every element is closed where it has to be")
    tap.equal(broken[:20], [], "every link leads to a file of the tree")
    tap.equal(sorted(p for p in parsed if p not in targets and not re.match(r"1/", p))[:20], [], "every page is linked from somewhere, but for the removed one")
    tap.equal([p for p in parsed if os.path.getsize(os.path.join(tree, p)) >= 100000], [], "no page has 100 KB")


def tidy(tap, tree):
    if not shutil.which("tidy"):
        return tap.skip("tidy finds no fault", "tidy is not installed")
    paths = [p for p in walk(tree) if p.endswith(".html") and (p.count("/") < 2 or p.startswith(("11", "body/itu-t/")))]
    result = subprocess.run(["tidy", "-q", "-e", "-utf8"] + paths, cwd=tree, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    # older than WAI-ARIA 1.1
    faults = [line for line in result.stderr.decode().splitlines() if line.strip() and "aria-current" not in line and "<bdi>" not in line]
    tap.equal(faults[:20], [], "tidy finds no fault in %d pages" % len(paths))


def feeds(tap, tree):
    paths = [p for p in walk(tree) if p.endswith((".atom", ".xml", ".svg"))]
    for path in paths:
        xml.dom.minidom.parseString(read(tree, path).encode())
    tap.ok(len(paths) > 20, "feeds and sitemaps are well-formed XML")
    feed = xml.dom.minidom.parseString(read(tree, "feed.atom"))
    missing = [(e.parentNode.nodeName, name) for e in feed.getElementsByTagName("entry") for name in ("id", "title", "updated", "author", "link", "summary")
               if not e.getElementsByTagName(name)]
    tap.equal(missing, [], "entries have what RFC 4287 asks for")
    ids = [e.getElementsByTagName("id")[0].firstChild.data for e in feed.getElementsByTagName("entry")]
    tap.equal((len(ids), len(set(ids))), (30, 30), "thirty entries, each once")
    try:
        import feedparser
    except ImportError:
        return tap.skip("feedparser reads the feed", "python3-feedparser is not installed")
    got = feedparser.parse(read(tree, "feed.atom"))
    tap.equal((got.bozo, len(got.entries), got.version), (False, 30, "atom10"), "feedparser reads the feed")


def calendars(tap, tree):
    paths = [p for p in walk(tree) if p.endswith(".ics")]
    long = [p for p in paths for line in read(tree, p).split("\r\n") if len(line.encode()) > 75]
    tap.equal(long, [], "no line of a calendar is longer than 75 bytes")
    tap.equal([p for p in paths if "\n" in read(tree, p).replace("\r\n", "")], [], "lines end in CRLF")
    try:
        import icalendar
    except ImportError:
        return tap.skip("icalendar reads the calendars", "python3-icalendar is not installed")
    events = 0
    for path in paths:
        found = icalendar.Calendar.from_ical(read(tree, path)).walk("VEVENT")
        tap_ok = all(e["UID"] and e["DTSTAMP"] and e["DTSTART"].dt < e["DTEND"].dt and str(e["URL"]).startswith(BASE) for e in found)
        if not tap_ok:
            tap.ok(False, path + ": events have what RFC 5545 asks for")
        events += len(found)
    tap.ok(events > 20, "icalendar reads the calendars, with %d events" % events)


def data(tap, tree):
    lines = {}
    for path in walk(tree):
        if path.endswith(".json"):
            json.loads(read(tree, path))
        if path.endswith(".jsonl"):
            for line in read(tree, path).split("\n")[:-1]:
                lines[json.loads(line)["id"]] = json.loads(line)
    tap.ok(len(lines) > 100, "JSON Lines are JSON, a line each")
    differ = [n for n in lines if json.loads(read(tree, "%d/statement.json" % n)) != lines[n]]
    tap.equal(differ, [], "each line is the JSON of its statement")
    rows = {}
    for path in walk(tree):
        if path.endswith(".csv"):
            with open(os.path.join(tree, path), newline="", encoding="utf-8") as f:
                rows.update({int(row["id"]): row for row in csv.DictReader(f, strict=True)})
    tap.equal(sorted(rows), sorted(lines), "CSV has the same statements")
    tap.equal([row["title"] for row in rows.values() if row["title"][:1] in tuple("=+-@")], [], "and no formula")
    addresses = set()
    for path in walk(tree):
        if re.match(r"sitemap-\d+\.xml", path):
            addresses.update(re.findall(r"<loc>(.*?)</loc>", read(tree, path)))
    tap.equal(addresses, {BASE + "%d/" % n for n in lines}, "the sitemap has the same statements")
    for name in ("jsonl", "csv"):
        listed = [line[len(BASE):] for line in read(tree, "data/%s.txt" % name).splitlines()]
        tap.equal(sorted(listed), sorted(p for p in walk(tree) if p.endswith("." + name)), "data/%s.txt lists the files of the whole record" % name)
    index = json.loads(read(tree, "data/index.json"))
    tap.equal(sum(year["statements"] for year in index["years"]), len(lines), "the list of years counts them")


def manifest(tap, tree):
    covered = set()
    for path in ["manifest.txt"] + [p for p in walk(tree) if p.startswith("manifest/")]:
        result = subprocess.run(["sha256sum", "--quiet", "--strict", "-c", path], cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if result.returncode:
            tap.ok(False, "sha256sum agrees with " + path, result.stdout.decode())
        covered.update(line[66:] for line in read(tree, path).splitlines())
    tap.equal(covered, set(walk(tree)) - {"manifest.txt"}, "the manifest has every file, and sha256sum agrees")


def main():
    tap = Tap()
    with Scratch("pages") as work:
        for line in fill(work, 130, 15).splitlines():
            tap.note(line)
        tree = os.path.join(work, "public")
        for case in (pages, tidy, feeds, calendars, data, manifest):
            tap.case(case.__name__, case, tap, tree)
    tap.done()


main()
