#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""browser.py [FOLDER] - the public pages in a real browser: index, statement, history, search, keyboard, phone and desk, light and dark.

Skipped where there is no chromium with its driver. With FOLDER the screenshots are kept there.
"""
import os
import sys
sys.dont_write_bytecode = True
import driver
from served import Server, fill
from tap import Scratch, Tap, skip_all

PAGES = ["", "action/", "incoming/", "bodies/", "search/", "about/", "year/2006/", "body/itu-t/", "2/", "2/history/", "1/", "117/", "118/", "119/"]

# Contrast of every piece of text against what lies behind it (WCAG 2.2, 1.4.3)
CONTRAST = """
function parse(c) { var m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [m[0], m[1], m[2], 1] : m; }
function light(c) { return [0.2126, 0.7152, 0.0722].reduce(function (sum, part, i) { var v = c[i] / 255;
  return sum + part * (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)); }, 0); }
function behind(node) { for (; node; node = node.parentElement) { var c = parse(getComputedStyle(node).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255, 1]; }
var bad = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  var node = walker.currentNode.parentElement, style = getComputedStyle(node);
  if (!walker.currentNode.data.trim() || node.closest(".skip, noscript") || style.visibility === "hidden") continue;
  var a = light(parse(style.color)), b = light(behind(node)), ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) bad.push(ratio.toFixed(2) + " " + node.tagName + "." + node.className + " " + walker.currentNode.data.trim().slice(0, 30));
}
return bad;
"""
LANDMARKS = """
return [document.querySelectorAll('main').length, document.querySelectorAll('h1').length, document.documentElement.lang,
  document.querySelectorAll('header.site, footer.site, nav[aria-label]').length >= 3,
  Array.from(document.querySelectorAll('[id]')).length === new Set(Array.from(document.querySelectorAll('[id]')).map(function (n) { return n.id; })).size,
  Array.from(document.querySelectorAll('a')).filter(function (a) { return !a.textContent.trim(); }).length,
  document.querySelectorAll('script:not([src]), style, [style], [onclick], [onerror]').length];
"""
# 2.5.8: what is pressed is at least 24 px high, or stands in a line of text
SMALL = """
return Array.from(document.querySelectorAll('nav a, .tools a, footer a, .row .title a, button, input')).filter(function (n) {
  var box = n.getBoundingClientRect(); return box.width && !n.closest('noscript') && !n.classList.contains('skip') && box.height < 24; })
  .map(function (n) { return n.outerHTML.slice(0, 80) + ' ' + n.getBoundingClientRect().height; });
"""


def looks(tap, browser, server, name):
    size = browser.run("return [document.documentElement.scrollWidth, innerWidth]")
    tap.ok(size[0] <= size[1], name + ": nothing is wider than the window", size)
    tap.equal(browser.run(LANDMARKS), [1, 1, "en", True, True, 0, 0], name + ": landmarks, one heading, no link without words, nothing inline")
    tap.equal(browser.run(CONTRAST), [], name + ": contrast")
    tap.equal(browser.run(SMALL), [], name + ": what is pressed is large enough")


def quiet(tap, browser, server, name):
    tap.equal(browser.console(), [], name + ": nothing in the console")
    strangers = [url for url in browser.requests() if not url.startswith((server.url, "data:", "about:", "chrome:", "chrome-extension:"))]
    tap.equal(strangers, [], name + ": no request to any other host")


def pages(tap, browser, server, shots):
    for scheme in ("light", "dark"):
        browser.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for width, height in ((360, 740), (1280, 900)):
            browser.size(width, height)
            for path in PAGES:
                browser.go(server.url + path)
                looks(tap, browser, server, "%s %d %s" % (scheme, width, path or "index"))
                if shots:
                    browser.screenshot(os.path.join(shots, "%s-%d-%s.png" % (scheme, width, path.strip("/").replace("/", "-") or "index")))
    quiet(tap, browser, server, "all pages")
    browser.cdp("Emulation.setEmulatedMedia", features=[])


def reading(tap, browser, server):
    browser.go(server.url)
    tap.ok("Example liaison statements" in browser.title(), "the title says whose record it is", browser.title())
    tap.equal(browser.run("return document.querySelectorAll('.row').length"), 40, "the index shows the newest forty")
    browser.run("document.querySelector('.row .title a').click()")
    tap.ok(browser.wait("return document.querySelector('dl.facts')"), "a title leads to its statement")
    browser.run("document.querySelector('a[href=\"history/\"]').click()")
    tap.ok(browser.wait("return document.querySelector('table.history')"), "which leads to its history")
    browser.go(server.url + "1/")
    tap.ok("was removed from it" in browser.run("return document.querySelector('main').textContent"), "what was removed says so")
    for number in (113, 114, 115, 116, 117, 119):
        browser.go(server.url + "%d/" % number)
        tap.equal(browser.run("return [document.querySelectorAll('main script, main img, main iframe, main b').length, typeof window.hacked]"), [0, "undefined"],
                  "hostile statement %d is text" % number)


def keyboard(tap, browser, server):
    browser.go(server.url)
    browser.press(driver.TAB)
    tap.equal(browser.run("return document.activeElement.className"), "skip", "the first stop is the link past the navigation")
    tap.ok(browser.run("var b = document.activeElement.getBoundingClientRect(); return b.top >= 0 && b.height > 0"), "which shows then")
    browser.press(driver.ENTER)
    browser.press(driver.TAB)
    tap.ok(browser.run("return document.querySelector('main').contains(document.activeElement)"), "and leads into the content")
    tap.ok(browser.run("return parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"), "where the focus can be seen")
    for _ in range(10):
        browser.press(driver.TAB)
        if browser.run("return !!document.activeElement.closest('.row')"):
            break
    browser.press(driver.ENTER)
    tap.ok(browser.wait("return document.querySelector('dl.facts')"), "a statement is reached and opened by keys alone")
    stops = browser.run("""return Array.from(document.querySelectorAll('a, button, input, pre')).filter(function (n) { return n.tabIndex < 0; }).length""")
    tap.equal(stops, 0, "nothing is out of the reach of keys")


def search(tap, browser, server):
    browser.go(server.url + "search/")
    tap.equal(browser.run("return document.activeElement.id"), "q", "the cursor stands in the field")
    browser.type("#q", "quan")
    tap.ok(browser.wait("return document.querySelectorAll('#results .row').length"), "results come as one types", browser.run("return document.body.innerText"))
    tap.ok("statements" in browser.run("return document.getElementById('status').textContent"), "and are counted aloud")
    browser.go(server.url + "search/?q=SG5-LS3")
    tap.ok(browser.wait("return document.querySelectorAll('#results .row').length"), "a number is found")
    browser.go(server.url + "search/?q=alpha+timing")
    tap.ok(browser.wait("return document.querySelectorAll('#results .row').length"), "two words are found, from a link")
    browser.go(server.url + "search/?q=zqprivate")
    tap.equal(browser.wait("return document.getElementById('status').textContent"), "Nothing found.", "what is private is not")
    browser.go(server.url + "search/?q=%3Cscript%3E")
    browser.wait("return document.querySelectorAll('#results .row').length")
    tap.equal(browser.run("return document.querySelectorAll('#results script, #results img').length"), 0, "hostile titles are text among results")
    quiet(tap, browser, server, "search")


def speed(tap, browser, server):
    browser.cdp("Network.clearBrowserCache")
    browser.go(server.url + "search/")
    del server.seen[:]
    browser.run("""window.began = 0; var input = document.getElementById('q'), list = document.getElementById('results');
      new MutationObserver(function () { if (list.children.length && !window.took) window.took = performance.now() - window.began; }).observe(list, { childList: true });
      window.began = performance.now(); input.value = 'synchronization'; input.form.requestSubmit();""")
    took = browser.wait("return window.took")
    size = sum(length for path, length, code in server.seen)
    tap.note("first query: %.0f ms, %d bytes in %d files" % (took or -1, size, len(server.seen)))
    tap.ok(took and size <= 500000, "the first query needs at most 500 KB")
    browser.run("""window.took = 0; window.began = performance.now(); var input = document.getElementById('q'); input.value = 'synchronizatio'; input.form.requestSubmit();""")
    took = browser.wait("return window.took")
    tap.note("a query of what is loaded: %.0f ms" % (took or -1))
    tap.ok(took and took < 1000, "the next one is answered from what is loaded")


def main():
    if not driver.available():
        skip_all("chromium and chromium-driver are not installed")
    tap = Tap()
    shots = sys.argv[1] if len(sys.argv) > 1 else None
    if shots:
        os.makedirs(shots, exist_ok=True)
    with Scratch("browser") as work:
        fill(work, 120, 8)
        server = Server(os.path.join(work, "public"))
        browser = driver.Browser(work)
        try:
            tap.case("pages", pages, tap, browser, server, shots)
            tap.case("reading", reading, tap, browser, server)
            tap.case("keyboard", keyboard, tap, browser, server)
            tap.case("search", search, tap, browser, server)
            tap.case("speed", speed, tap, browser, server)
        finally:
            browser.stop()
            server.stop()
    tap.done()


main()
