# SPDX-License-Identifier: BSD-2-Clause
"""served.py - a published record to look at: made by fill, served on loopback below /liaison/ with the fields that the snippets in contrib set."""
import http.server
import os
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
         ".json": "application/json", ".jsonl": "application/jsonl", ".csv": "text/csv; charset=utf-8", ".atom": "application/atom+xml", ".xml": "application/xml",
         ".ics": "text/calendar; charset=utf-8", ".pdf": "application/pdf"}


def fill(folder, count, hostile):
    """Returns what it printed; the tree is in folder/public."""
    program = os.path.join(os.environ.get("top_builddir", "."), "tests", "publish", "fill")
    return subprocess.run([program, folder, str(count), str(hostile)], check=True, stdout=subprocess.PIPE).stdout.decode()


class Server:
    """Requests that were made, with the bytes of their answers, are in seen."""
    def __init__(self, tree):
        seen = self.seen = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"        # as web servers do: connections stay
            wbufsize = 1 << 20                   # and head and body go out together
            disable_nagle_algorithm = True

            def do_GET(self):
                path = self.path.split("?")[0].split("#")[0]
                body, code = b"not found", 404
                if path.startswith("/liaison/") and ".." not in path:
                    name = os.path.join(tree, path[len("/liaison/"):])
                    if os.path.isdir(name):
                        name = os.path.join(name, "index.html")
                    if os.path.isfile(name):
                        with open(name, "rb") as f:
                            body, code = f.read(), 200
                seen.append((path, len(body), code))
                self.send_response(code)
                self.send_header("Content-Type", TYPES.get(os.path.splitext(path if code == 404 else name)[1], "application/octet-stream"))
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", POLICY)
                self.send_header("X-Content-Type-Options", "nosniff")
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = "http://127.0.0.1:%d/liaison/" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
