"""Servers of other people's calendars: real ones, on this machine, that answer as they are told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Asked = Mapping[str, str]


@dataclass
class Reply:
    """What the server says next."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0
    """Seconds between one byte and the next."""
    claims: int | None = None
    """The length that is told, if another than the true one; -1 tells none."""


@dataclass
class FeedServer:
    """A server with its address, what it says at each path, and what it was asked."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, Asked]] = field(default_factory=list)

    def url(self, path: str = "/private-x9/basic.ics") -> str:
        """Give the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def says(self, body: bytes | str, path: str = "/private-x9/basic.ics", **more: object) -> str:
        """Answer a path like that from now on; gives its address."""
        raw = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(raw, **more)  # type: ignore[arg-type]
        return self.url(path)


def _answer(request: BaseHTTPRequestHandler, server: FeedServer) -> None:
    server.asked.append((request.path, {k.lower(): v for k, v in request.headers.items()}))
    reply = server.replies.get(request.path, Reply(b"nothing here", 404))
    etag = reply.headers.get("ETag")
    if etag and request.headers.get("If-None-Match") == etag:
        reply = Reply(b"", 304, {"ETag": etag})
    request.send_response(reply.status)
    for name, value in reply.headers.items():
        request.send_header(name, value)
    if reply.claims != -1:
        request.send_header("Content-Length", str(len(reply.body) if reply.claims is None else reply.claims))
    request.end_headers()
    if not reply.drip:
        request.wfile.write(reply.body)
        return
    for byte in reply.body:
        request.wfile.write(bytes([byte]))
        request.wfile.flush()
        time.sleep(reply.drip)


@contextmanager
def serving(prepare: Callable[[ThreadingHTTPServer], None] = lambda _: None) -> Iterator[FeedServer]:
    """Run a server until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                _answer(self, known)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    prepare(server)
    known = FeedServer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
