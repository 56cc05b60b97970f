# SPDX-License-Identifier: BSD-2-Clause
"""bench.py [N [TREE]] - what publishing costs with N (20,000) statements, and what a reader loads of them; TREE: only looks at that one."""
import os
import sys
import time
sys.dont_write_bytecode = True
import driver
from served import Server, fill
from tap import Scratch

WATCH = """window.took = 0; window.began = 0; var input = document.getElementById('q'), list = document.getElementById('results');
new MutationObserver(function () { if (list.children.length && window.began && !window.took) window.took = performance.now() - window.began; })
  .observe(list, { childList: true });"""
PASTE = "window.began = performance.now(); var input = document.getElementById('q'); input.value = arguments[0]; input.form.requestSubmit();"
# a letter every 120 ms, as a quick typist does; the clock starts with the last one
TYPE = """var input = document.getElementById('q'), text = arguments[0], at = 0;
(function next() { at++; if (at === text.length) { document.getElementById('results').replaceChildren(); window.took = 0; window.began = performance.now(); }
  input.value = text.slice(0, at); input.dispatchEvent(new Event('input')); if (at < text.length) setTimeout(next, 120); })();"""
AGAIN = """document.getElementById('results').replaceChildren(); window.took = 0; window.began = performance.now(); document.getElementById('q').form.requestSubmit();"""
ROUNDS = 3


def ask(browser, server, script, words, fresh=True):
    if fresh:
        browser.cdp("Network.clearBrowserCache")
        browser.go(server.url + "search/")
        browser.run(WATCH)
        time.sleep(0.2)           # until the page has come to rest
    del server.seen[:]
    browser.run(script, words)
    return browser.wait("return window.took") or -1


def searches(tree, work):
    server = Server(tree)
    browser = driver.Browser(work)
    try:
        for words in ("quantum", "synchronization", "packet transport", "SG8-LS1000"):
            figures = []
            for _ in range(ROUNDS):
                cold = ask(browser, server, PASTE, words)
                size, files = sum(s[1] for s in server.seen), len(server.seen)
                again = ask(browser, server, AGAIN, words, False)
                figures.append((cold, again, ask(browser, server, TYPE, words)))
            columns = [" ".join("%.0f" % f[i] for f in figures) for i in range(3)]
            print("search for '%s': pasted into a fresh page %s ms (%d bytes in %d files); once loaded %s ms; typed, after the last letter %s ms"
                  % (words, columns[0], size, files, columns[1], columns[2]))
    finally:
        browser.stop()
        server.stop()


def main():
    with Scratch("bench") as work:
        tree = sys.argv[2] if len(sys.argv) > 2 else os.path.join(work, "public")
        if len(sys.argv) <= 2:
            print(fill(work, int(sys.argv[1]) if len(sys.argv) > 1 else 20000, 0), end="")
        for path in ("index.html", "bodies/index.html", "body/itu-t/index.html", "action/index.html"):
            print("%s: %d bytes" % (path, os.path.getsize(os.path.join(tree, path))))
        if driver.available():
            searches(tree, work)


main()
