"""Long lists, a page at a time: by cursor, which stays fast at any depth."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from coachapp.core.db import Record, db
from coachapp.core.errors import Invalid

R = TypeVar("R", bound=Record)
T = TypeVar("T")
K = TypeVar("K")
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list, and where the next one starts."""

    items: Sequence[T]
    next: str | None


def page(
    select: Select[R],
    model: type[R],
    *,
    after: str | None = None,
    size: int = SIZE,
    by: InstrumentedAttribute[UUID] | None = None,
) -> Page[R]:
    """Give one page, newest first (ids grow with time), from behind the cursor on."""
    key = by if by is not None else model.id
    if after:
        select = select.where(key < _read(after))
    rows = db.session.scalars(select.order_by(None).order_by(key.desc()).limit(size + 1)).unique().all()
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _write(rows[-1].id) if more else None)


def write_mark(key: str, last: UUID) -> str:
    """Give the mark of a page in a list that is ordered by a key, then by id."""
    return base64.urlsafe_b64encode(json.dumps([key, str(last)]).encode()).decode().rstrip("=")


def read_mark(mark: str, key_of: Callable[[str], K]) -> tuple[K, UUID]:
    """Give key and id back from such a mark; one that we did not make is refused."""
    try:
        key, last = json.loads(base64.urlsafe_b64decode(mark.encode() + b"=="))
        return key_of(key), UUID(last)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _not_ours() from error


def _write(last: UUID) -> str:
    return base64.urlsafe_b64encode(last.bytes).decode().rstrip("=")


def _read(cursor: str) -> UUID:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (ValueError, UnicodeError) as error:
        raise _not_ours() from error


def _not_ours() -> Invalid:
    return Invalid("This page mark is not one of ours. Start from the first page.", fields={"after": ["Leave it out."]})
