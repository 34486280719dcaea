"""Servers that stand where a good one should: they are silent, trickle, or talk nonsense."""

import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

HEAD = "HTTP/1.1 {status}\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: {kind}\r\n"
WHOLE = {"took": 1, "timed_out": False, "_shards": {"failed": 0, "successful": 1, "total": 1}}
GARBAGE = {
    "a page": ("text/html", "<html>Welcome to the login page of the network</html>"),
    "no json": ("application/json", "{]"),
    "a list": ("application/json", "[]"),
    "nothing": ("application/json", "null"),
    "no hits": ("application/json", json.dumps(WHOLE)),
    "odd hits": ("application/json", json.dumps(WHOLE | {"hits": {"total": 3, "hits": 4}})),
    "fewer than none": (
        "application/json",
        json.dumps(WHOLE | {"hits": {"total": {"value": -1}, "hits": []}}),
    ),
    "a hit without a key": (
        "application/json",
        json.dumps(WHOLE | {"hits": {"total": {"value": 1}, "hits": [{"_score": 1.0}]}}),
    ),
    "a part": (
        "application/json",
        json.dumps(WHOLE | {"timed_out": True, "hits": {"total": {"value": 0}, "hits": []}}),
    ),
    "many bytes": ("application/json", "\0" * 1_000_000),
}
FAULTS = ("silent", "trickling", "hanging up", "out of order", "not the one", *GARBAGE)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, fault: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fault = fault
        self.asked = 0
        self.stopped = threading.Event()


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.server.asked += 1
        try:
            self.rfile.readline()
            self._misbehave(self.server.fault)
        except OSError:
            return

    def _misbehave(self, fault: str) -> None:
        if fault == "silent":
            self.server.stopped.wait(30)
        elif fault == "trickling":
            self._say("200 OK", "application/json", "", length=1_000_000)
            until = time.monotonic() + 30
            while not self.server.stopped.wait(0.05) and time.monotonic() < until:
                self.wfile.write(b" ")
        elif fault == "out of order":
            self._say("503 Service Unavailable", "application/json", '{"error": "busy"}')
        elif fault == "not the one":
            body = b'{"hits": {"total": {"value": 0}, "hits": []}}'
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            self.wfile.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        elif fault != "hanging up":
            self._say("200 OK", *GARBAGE[fault])

    def _say(self, status: str, kind: str, body: str, length: int | None = None) -> None:
        size = len(body.encode()) if length is None else length
        head = HEAD.format(status=status, kind=kind) + f"Content-Length: {size}\r\n\r\n"
        self.wfile.write(head.encode() + body.encode())
        self.wfile.flush()


@contextmanager
def running(fault: str) -> Iterator[_Server]:
    """One of `FAULTS` on loopback; `asked` counts who came to it."""
    with _Server(fault) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
