"""A server that speaks the protocol of chat completions, on this machine alone, with answers as a test wants them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the next reply of the server; the last one stays."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(raw)
        with self.server.lock:
            self.server.asked.append(body)
            self.server.headers.append(dict(self.headers))
            self.server.paths.append(self.path)
            reply = self.server.replies.pop(0) if len(self.server.replies) > 1 else self.server.replies[0]
        reply(self, body)

    def do_GET(self) -> None:
        self.server.paths.append(f"GET {self.path}")
        self.send(200, b"")

    def send(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *replies: Reply) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies = list(replies)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, *_args: object) -> None:
        """A client that hangs up is no fault of the server."""


@contextmanager
def running(*replies: Reply) -> Iterator[Server]:
    server = Server(*replies)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def completion(content: object, tokens: object = 100, finish: str = "stop") -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}],
                       "usage": {"total_tokens": tokens}}, ensure_ascii=False).encode()


def says(content: object, tokens: object = 100, finish: str = "stop") -> Reply:
    """A reply with this content: a string, or an object as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return lambda handler, _: handler.send(200, completion(text, tokens, finish))


def status(code: int, body: str = "", **headers: str) -> Reply:
    return lambda handler, _: handler.send(code, body.encode(), **headers)


def raw(data: bytes, **headers: str) -> Reply:
    return lambda handler, _: handler.send(200, data, **headers)


def sleeps(seconds: float) -> Reply:
    """No answer for a while."""
    def reply(handler: Handler, _body: dict[str, Any]) -> None:
        time.sleep(seconds)
        handler.send(200, completion("{}"))
    return reply


def drips(seconds: float, chunked: bool = False) -> Reply:
    """A byte now and then."""
    def reply(handler: Handler, _body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", "100000")))
        handler.end_headers()
        if chunked:
            handler.wfile.write(b"186A0\r\n")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b" ")
            time.sleep(0.02)
    return reply


def drips_headers(seconds: float) -> Reply:
    """A header now and then."""
    def reply(handler: Handler, _body: dict[str, Any]) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b"x")
            time.sleep(0.02)
    return reply


def hangs_up(after: int = 0) -> Reply:
    """The connection ends in the middle of an answer."""
    def reply(handler: Handler, _body: dict[str, Any]) -> None:
        if after:
            handler.send_response(200)
            handler.send_header("Content-Length", str(after * 2))
            handler.end_headers()
            handler.wfile.write(b"x" * after)
        handler.close_connection = True
    return reply
