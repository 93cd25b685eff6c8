"""Asks strangers' servers: https alone, public addresses alone, within time and size, each redirect looked at anew.

An address is resolved once and the connection is made to what was found, so that a name can't point elsewhere
between the look and the call. Hosts that the operator allows may be private and may speak plain http.
"""

from __future__ import annotations

import base64
import gzip
import http.client
import io
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from coachapp.core import wayout

SECONDS = 15.0
MOST_BYTES = 5 * 1024 * 1024
MOST_REDIRECTS = 3
_MOVED = {301, 302, 303, 307, 308}
_AGENT = "coachapp (calendar reader)"


class Trouble(StrEnum):
    """Why nothing was got."""

    ODD_ADDRESS = "odd_address"
    NOT_SECURE = "not_secure"
    NOT_PUBLIC = "not_public"
    UNKNOWN_HOST = "unknown_host"
    NO_ANSWER = "no_answer"
    NOT_TRUSTED = "not_trusted"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    CUT_OFF = "cut_off"


class NotFetched(Exception):
    """Nothing was got; `trouble` says why. The text never holds the address."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. Header names are in lower case; `url` is where it was said, after redirects.

    `is_measured`: the server told how long the answer is, so that it is known to be whole.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    reason: str = ""
    is_measured: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: method, headers, body; and what may be used up: seconds in total, bytes of answer."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES


def tidy(address: str) -> str:
    """Give an address as it will be asked: webcal and bare http become https where http is not allowed.

    Raises NotFetched for what can't be asked at all; looks nothing up.
    """
    text = address.strip()
    scheme, colon, rest = text.partition("://")
    if not colon and text.lower().startswith(("webcal:", "webcals:")):
        scheme, _, rest = text.partition(":")
    if scheme.lower() in {"webcal", "webcals"}:
        text = "https://" + rest.lstrip("/")
    parts = _split(text)
    if parts.scheme == "http" and not wayout.is_allowed(parts.hostname or ""):
        parts = parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80"))
    return urlunsplit(parts._replace(fragment=""))


def checked(address: str) -> str:
    """Give a tidy address; one that is private by its very spelling is refused, without asking anybody."""
    url = tidy(address)
    if wayout.is_private_by_spelling(_split(url).hostname or ""):
        raise NotFetched(Trouble.NOT_PUBLIC)
    return url


def ask(address: str, question: Question | None = None) -> Answer:
    """Ask that address, following redirects; raises NotFetched."""
    question = question or Question()
    until = time.monotonic() + question.seconds
    url, method, body = tidy(address), question.method, question.body
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip", **question.headers}
    for _ in range(MOST_REDIRECTS + 1):
        answer = _once(url, method, headers, body, until=until, most=question.most_bytes)
        if answer.status not in _MOVED or "location" not in answer.headers:
            return answer
        url = _next(url, answer.headers["location"], headers)
        if answer.status == 303 and method not in {"GET", "HEAD"}:
            method, body = "GET", None
    raise NotFetched(Trouble.TOO_MANY_REDIRECTS)


def _next(url: str, location: str, headers: dict[str, str]) -> str:
    """Give where a redirect leads; a password never goes to another server."""
    try:
        found = urljoin(url, location)
    except ValueError:
        raise NotFetched(Trouble.ODD_ADDRESS) from None
    before, after = _split(url), _split(found)
    if after.scheme == "http" and not wayout.is_allowed(after.hostname or ""):
        raise NotFetched(Trouble.NOT_SECURE)
    if (before.scheme, before.hostname, before.port) != (after.scheme, after.hostname, after.port):
        for name in [name for name in headers if name.lower() in {"authorization", "cookie"}]:
            del headers[name]
    elif "@" in before.netloc and "@" not in after.netloc:
        found = urlunsplit(after._replace(netloc=f"{before.netloc.rpartition('@')[0]}@{after.netloc}"))
    return found


def _split(url: str) -> SplitResult:
    """Take an address apart, or refuse it."""
    if any(ord(c) <= 0x20 or ord(c) == 0x7F for c in url):
        raise NotFetched(Trouble.ODD_ADDRESS)
    try:
        parts = urlsplit(url)
        is_odd = parts.port == 0 or not parts.hostname or "\\" in url
    except ValueError:
        raise NotFetched(Trouble.ODD_ADDRESS) from None
    if is_odd or parts.scheme not in {"http", "https"}:
        raise NotFetched(Trouble.ODD_ADDRESS)
    return parts


def _once(url: str, method: str, headers: Mapping[str, str], body: bytes | None, *, until: float, most: int) -> Answer:
    parts = _split(url)
    host, is_secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    target = urlunsplit(("", "", _escaped(parts.path) or "/", _escaped(parts.query), ""))
    try:
        sent = {"Host": _authority(parts), **headers, **_signed_in(parts, headers)}
        with wayout.opened(host, port, is_secure=is_secure, until=until) as connection:
            connection.request(method, target, body=body, headers=sent)
            response = connection.getresponse()
            is_measured = response.chunked or response.length is not None
            got = _body(response, until, most)
    except wayout.NoWay as no:
        raise NotFetched(Trouble(no.why)) from None
    except http.client.IncompleteRead:
        raise NotFetched(Trouble.TOO_SLOW if time.monotonic() >= until else Trouble.CUT_OFF) from None
    except (http.client.HTTPException, OSError, ValueError):
        raise NotFetched(Trouble.TOO_SLOW if time.monotonic() >= until else Trouble.NO_ANSWER) from None
    told = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, told, _inflated(got, told, most), url, response.reason, is_measured)


def _authority(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].encode("idna" if not parts.netloc.isascii() else "ascii").decode("ascii")


def _escaped(text: str) -> str:
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


def _signed_in(parts: SplitResult, headers: Mapping[str, str]) -> dict[str, str]:
    """Give the header for a name and password that stand in the address."""
    if parts.username is None or any(name.lower() == "authorization" for name in headers):
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def _body(response: http.client.HTTPResponse, until: float, most: int) -> bytes:
    if (response.length or 0) > most:
        raise NotFetched(Trouble.TOO_LARGE)
    got = bytearray()
    while chunk := response.read1(65536):
        got += chunk
        if len(got) > most:
            raise NotFetched(Trouble.TOO_LARGE)
    if time.monotonic() >= until:
        raise NotFetched(Trouble.TOO_SLOW)
    if response.length:
        raise NotFetched(Trouble.CUT_OFF)
    return bytes(got)


def _inflated(got: bytes, told: Mapping[str, str], most: int) -> bytes:
    if told.get("content-encoding", "").strip().lower() not in {"gzip", "x-gzip"} or not got:
        return got
    try:
        with gzip.open(io.BytesIO(got)) as file:
            whole = file.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise NotFetched(Trouble.CUT_OFF) from None
    if len(whole) > most:
        raise NotFetched(Trouble.TOO_LARGE)
    return whole
