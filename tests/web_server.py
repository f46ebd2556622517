"""A web server on 127.0.0.1 that a test starts and stops, with every vice that servers have."""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Reply:
    """What the server answers; ``body`` may be made piece by piece, as it is sent."""

    body: bytes | str | Callable[[], Iterator[bytes]] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Route = Reply | Callable[[BaseHTTPRequestHandler], Reply]


@dataclass
class Request:
    """What was asked, and when."""

    path: str
    headers: dict[str, str]
    at: float


class WebServer:
    """Routes by path, and a list of what was asked; a path without a route is a 404."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def serve(self, path: str, reply: Route | bytes | str, **headers: str) -> str:
        """Answer so at this path from now on; return its address."""
        if isinstance(reply, bytes | str):
            reply = Reply(reply, headers={k.replace("_", "-"): v for k, v in headers.items()})
        self.routes[path] = reply
        return f"{self.url}{path}"

    def secure(self, certificate: Path, key: Path) -> None:
        """Speak HTTPS from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        # The handshake is left to the thread of the connection, where it may fail.
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )

    def asked(self, path: str) -> int:
        """Return how often a path was asked for."""
        return self.counts[path]

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked for, that of robots.txt left out."""
        return Counter(each.path for each in self.requests if each.path != "/robots.txt")

    def __enter__(self) -> WebServer:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()


def with_validators(body: bytes | str, etag: str | None = None, day: str | None = None) -> Route:
    """Return a route that answers 304 to whoever has these already."""

    def answer(handler: BaseHTTPRequestHandler) -> Reply:
        headers = {"ETag": etag} if etag else {}
        headers |= {"Last-Modified": day} if day else {}
        known = etag and handler.headers["If-None-Match"] == etag
        known = known or (day and handler.headers["If-Modified-Since"] == day)
        return Reply(b"", 304, headers) if known else Reply(body, headers=headers)

    return answer


def _handler_of(server: WebServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path
            server.requests.append(Request(path, dict(self.headers), time.monotonic()))
            route = server.routes.get(path, Reply("not found", 404))
            reply = route if isinstance(route, Reply) else route(self)
            with contextlib.suppress(OSError):
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if callable(reply.body):
                self.send_header("Connection", "close")
                self.end_headers()
                for piece in reply.body():
                    if server.stopping.is_set():
                        break
                    self.wfile.write(piece)
                self.close_connection = True
                return
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            if "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            with contextlib.suppress(OSError):
                super().handle()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Print nothing."""

    return Handler
