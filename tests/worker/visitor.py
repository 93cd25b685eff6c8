"""Somebody with a browser and a stopwatch, in front of real web processes."""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What a web process said, and how long it took."""

    status: int
    body: bytes
    location: str
    took: float

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def facts(self) -> Any:
        return json.loads(self.body)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Show the redirect itself."""


class Visitor:
    """Opens pages, sends forms and files, asks the API; keeps cookies."""

    def __init__(self, url: str, *, token: str = "") -> None:
        self.url = url
        self.cookies = CookieJar()
        self.browser = urllib.request.build_opener(_Stay, urllib.request.HTTPCookieProcessor(self.cookies))
        if token:
            self.browser.addheaders.append(("Authorization", f"Bearer {token}"))

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask(urllib.request.Request(self.url + path))

    def form(self, path: str, **fields: str) -> Answer:
        """Send a form of that page."""
        sent = urllib.parse.urlencode({**fields, "csrf_token": self._csrf()}).encode()
        return self._ask(urllib.request.Request(self.url + path, sent))

    def file(self, path: str, name: str, data: bytes, **fields: str) -> Answer:
        """Send a form with a file in it."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{text}\r\n'.encode()
            for each, text in {**fields, "csrf_token": self._csrf()}.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join(parts) + head + data + f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._ask(urllib.request.Request(self.url + path, body, kind))

    def json(self, path: str, **facts: Any) -> Answer:
        """Send facts as a program does."""
        head = {"Content-Type": "application/json"}
        return self._ask(urllib.request.Request(self.url + path, json.dumps(facts).encode(), head))

    def _csrf(self) -> str:
        """Give the token that the forms of this browser hold."""
        page = self.get("/me/documents/new")
        page = page if page.status == 200 else self.get("/sign-in")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert token is not None, page.text
        return token[1]

    def _ask(self, request: urllib.request.Request) -> Answer:
        began = time.monotonic()
        try:
            with self.browser.open(request, timeout=30) as answer:
                found = answer.status, answer.read(), ""
        except urllib.error.HTTPError as error:
            found = error.code, error.read(), error.headers.get("Location", "")
        return Answer(*found, time.monotonic() - began)
