"""One uuid7 per row: key and public id together. An id is never a secret."""

from __future__ import annotations

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    """Give a fresh id that sorts by the time it was made (RFC 9562, version 7)."""
    return UUID(bytes=uuid7().bytes)


def parse_id(text: str) -> UUID | None:
    """Give the id that the text spells, or None where it spells none."""
    try:
        return UUID(text)
    except ValueError:
        return None
