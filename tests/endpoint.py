"""A SPARQL endpoint on this machine, for tests: it answers well at /sparql, and badly elsewhere."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph
from pyoxigraph import QueryResultsFormat

JSON = "application/sparql-results+json"


class Endpoint(ThreadingHTTPServer):
    """The server: `data` is what it holds, `asked` what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.data, self.asked, self.done = pyoxigraph.Store(), list[str](), threading.Event()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(body)["query"][0]
        self.server.asked.append(query)
        with contextlib.suppress(OSError):
            getattr(self, "answer_" + self.path.strip("/").partition("?")[0])(query)

    do_GET = do_POST

    def send(self, body: bytes, kind: str = JSON, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_sparql(self, query: str) -> None:
        self.send(self.server.data.query(query).serialize(format=QueryResultsFormat.JSON) or b"")

    def answer_xml(self, query: str) -> None:
        self.send(self.server.data.query(query).serialize(format=QueryResultsFormat.XML) or b"", "application/sparql-results+xml; charset=utf-8")

    def answer_redirect(self, query: str) -> None:
        self.send(b"", status=302, Location=f"http://{self.server.place}/sparql")

    def answer_page(self, query: str) -> None:
        self.send(b"<html>welcome</html>", "text/html")

    def answer_untyped(self, query: str) -> None:
        self.send(b"", "")

    def answer_broken(self, query: str) -> None:
        self.send(b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"uri","value":"x> } } SERVICE <http://evil/"}}]}}')

    def answer_cut(self, query: str) -> None:
        self.send(b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":')

    def answer_truth(self, query: str) -> None:
        self.send(b'{"head":{},"boolean":true}')

    def answer_wrong(self, query: str) -> None:
        self.send("查询\n太大".encode(), "text/plain", 500)

    def answer_packed(self, query: str) -> None:
        self.send(b"\x1f\x8b", Content_Encoding="gzip")

    def answer_others(self, query: str) -> None:
        """Variables that nobody asked for, a blank node, and text that would like to be a query."""
        self.send(b'{"head":{"vars":["o","unasked","s"]},"results":{"bindings":[{"o":{"type":"literal","value":"\\" } SERVICE <http://evil/> {"},'
                  b'"unasked":{"type":"uri","value":"x:y"},"s":{"type":"bnode","value":"b0"}}]}}')

    def answer_slow(self, query: str) -> None:
        self.server.done.wait(20)

    def answer_drip(self, query: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        while not self.server.done.wait(0.02):
            self.wfile.write(b" ")

    def answer_huge(self, query: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        self.wfile.write(b'{"head":{"vars":["o"]},"results":{"bindings":[')
        while not self.server.done.is_set():
            self.wfile.write(b'{"o":{"type":"literal","value":"x"}},' * 100)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@contextlib.contextmanager
def serving() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.done.set()
            server.shutdown()
            thread.join()
