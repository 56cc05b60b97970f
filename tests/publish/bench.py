# SPDX-License-Identifier: BSD-2-Clause
"""bench.py [N] - what publishing costs with N (20,000) statements, and what a reader loads of them."""
import os
import sys
sys.dont_write_bytecode = True
import driver
from served import Server, fill
from tap import Scratch

SEARCH = """window.took = 0; var input = document.getElementById('q'), list = document.getElementById('results');
new MutationObserver(function () { if (list.children.length && !window.took) window.took = performance.now() - window.began; }).observe(list, { childList: true });
window.began = performance.now(); input.value = arguments[0]; input.form.requestSubmit();"""


def main():
    with Scratch("bench") as work:
        print(fill(work, int(sys.argv[1]) if len(sys.argv) > 1 else 20000, 0), end="")
        tree = os.path.join(work, "public")
        for path in ("index.html", "bodies/index.html", "body/itu-t/index.html", "action/index.html"):
            print("%s: %d bytes" % (path, os.path.getsize(os.path.join(tree, path))))
        if not driver.available():
            return
        server = Server(tree)
        browser = driver.Browser(work)
        try:
            for words in ("quantum", "synchronization", "packet transport", "SG15-LS1000"):
                browser.cdp("Network.clearBrowserCache")
                browser.go(server.url + "search/")
                del server.seen[:]
                browser.run(SEARCH, words)
                took = browser.wait("return window.took")
                print("search for '%s': %.0f ms, %d bytes in %d files" % (words, took or -1, sum(s[1] for s in server.seen), len(server.seen)))
        finally:
            browser.stop()
            server.stop()


main()
