"""Secrets: one-purpose tokens that are stored hashed, and signed links that can be rendered again."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from uuid import UUID

_key = b""


def configure(secret_key: str) -> None:
    """Use this installation's key from now on."""
    global _key  # noqa: PLW0603 - one key per process
    _key = hashlib.sha256(b"coachapp links" + secret_key.encode()).digest()


def new_token() -> str:
    """Give 256 random bits as text that fits into an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Give what is stored of a token (SHA-256: the token has full entropy already)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def sign(purpose: str, subject: UUID, generation: int = 1) -> str:
    """Give a link token over purpose, id and generation; raising the generation revokes it."""
    body = subject.bytes + generation.to_bytes(4, "big")
    return base64.urlsafe_b64encode(body + _mac(purpose, body)).decode().rstrip("=")


def unsign(purpose: str, token: str) -> tuple[UUID, int] | None:
    """Give the id and generation of a link token made for that purpose, or None."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, UnicodeEncodeError):
        return None
    body, mac = raw[:20], raw[20:]
    if len(raw) != 52 or not hmac.compare_digest(mac, _mac(purpose, body)):
        return None
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != token:
        return None
    return UUID(bytes=body[:16]), int.from_bytes(body[16:], "big")


def _mac(purpose: str, body: bytes) -> bytes:
    if not _key:
        raise RuntimeError("signing has no key: call signing.configure first")
    return hmac.new(_key, purpose.encode() + b"\0" + body, hashlib.sha256).digest()
