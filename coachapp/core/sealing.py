"""Secrets of others that are needed again, like the address of a private calendar: kept under this house's own key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_key = b""


class SealBroken(Exception):
    """What was sealed can't be opened: another key, another purpose, or changed bytes."""


def configure(secret_key: str) -> None:
    """Seal with this installation's key from now on."""
    global _key  # noqa: PLW0603 - one key per process
    _key = hashlib.sha256(b"coachapp sealing" + secret_key.encode()).digest()


def seal(purpose: str, text: str) -> str:
    """Give a text as it may be stored: AES-256-GCM under a key of that purpose."""
    nonce = secrets.token_bytes(12)
    return base64.b64encode(nonce + _box(purpose).encrypt(nonce, text.encode(), None)).decode()


def unseal(purpose: str, sealed: str) -> str:
    """Give the text again."""
    try:
        raw = base64.b64decode(sealed, validate=True)
        return _box(purpose).decrypt(raw[:12], raw[12:], None).decode()
    except (ValueError, InvalidTag):
        raise SealBroken(purpose) from None


def _box(purpose: str) -> AESGCM:
    if not _key:
        raise RuntimeError("sealing has no key: call sealing.configure first")
    return AESGCM(hmac.new(_key, purpose.encode(), hashlib.sha256).digest())
