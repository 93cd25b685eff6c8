"""Addresses in mails and answers, built from the configured base address, never from Host."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_base = "http://127.0.0.1:8000"


def configure(base_url: str) -> None:
    """Build all addresses from this one from now on."""
    global _base  # noqa: PLW0603 - one base address per process
    _base = base_url.rstrip("/")


def url(*parts: object, **query: object) -> str:
    """Give the absolute address of a path: url("bookings", token) -> https://.../bookings/<token>."""
    path = "/".join(quote(str(part).strip("/"), safe="/-_.~") for part in parts)
    tail = "&".join(f"{quote(name)}={quote(str(value))}" for name, value in query.items())
    return f"{_base}/{path}" + (f"?{tail}" if tail else "")


def origin() -> str:
    """Give the scheme, host and port of our addresses, as browsers spell an origin."""
    parts = urlsplit(_base)
    return f"{parts.scheme}://{parts.netloc}".lower()


def is_local_path(target: str) -> bool:
    """Tell whether `next=` may lead there: a path of this site and nothing else."""
    if not target.startswith("/") or target.startswith(("//", "/\\")) or "\\" in target:
        return False
    if any(ord(c) < 0x20 or ord(c) == 0x7F for c in target):
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc
