"""Read what waits: open requests by the time promised, drafts, what went out; and what a client was promised."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select, tuple_
from sqlalchemy.orm import joinedload

from coachapp.core.db import Instant, db
from coachapp.core.errors import Invalid, NotFound
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.models import Membership, Role
from coachapp.domain.accounts.viewer import Viewer, anybody
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews.models import Review, ReviewRequest
from coachapp.domain.reviews.queries.rights import requests_visible_to

SIZE = 25
WITH_PEOPLE = joinedload(ReviewRequest.client).joinedload(Client.coach).joinedload(Membership.user)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Promise:
    """One open request: who asked for what, and by when it is promised."""

    id: UUID
    client_id: UUID
    client_name: str
    version_id: UUID
    document_id: UUID
    title: str
    number: int
    note: str
    asked_at: datetime
    promised_at: datetime
    paused_at: datetime | None
    review_id: UUID | None
    """The viewer's own draft on it, if there is one."""


@dataclass(frozen=True)
class Due:
    """One page of open requests, and where the next one starts."""

    items: Sequence[Promise]
    next: str | None


def _open(viewer: Viewer) -> Select[ReviewRequest]:
    return requests_visible_to(viewer).where(ReviewRequest.answered_at.is_(None), ReviewRequest.withdrawn_at.is_(None))


@prepared
def _promises(role: Role, limit: int, *, of_client: bool = False, goes_on: bool = False) -> Statement:
    viewer = anybody(role)
    query = _open(viewer).order_by(ReviewRequest.promised_at, ReviewRequest.id).limit(limit)
    if of_client:
        query = query.where(ReviewRequest.client_id == bindparam("client_id", type_=Uuid()))
    if goes_on:
        mark = tuple_(bindparam("promised_at", type_=Instant()), bindparam("last", type_=Uuid()))
        query = query.where(tuple_(ReviewRequest.promised_at, ReviewRequest.id) > mark)
    mine = select(Review.id).where(
        Review.version_id == ReviewRequest.version_id,
        Review.author_id == viewer.membership_id,
        Review.published_at.is_(None),
    )
    return (
        query.join(Client, Client.id == ReviewRequest.client_id)
        .join(Version, Version.id == ReviewRequest.version_id)
        .join(Document, Document.id == Version.document_id)
        .with_only_columns(
            ReviewRequest.id,
            ReviewRequest.client_id,
            Client.name.label("client_name"),
            ReviewRequest.version_id,
            Version.document_id,
            Document.title,
            Version.number,
            ReviewRequest.note,
            ReviewRequest.created_at.label("asked_at"),
            ReviewRequest.promised_at,
            ReviewRequest.paused_at,
            mine.correlate(ReviewRequest).scalar_subquery().label("review_id"),
        )
    )


def due(viewer: Viewer, *, after: str | None = None, size: int = SIZE) -> Due:
    """Give one page of open requests, the soonest promised first."""
    promised_at, last = _read(after) if after else (None, None)
    found = _promises(viewer.role, size + 1, goes_on=bool(after))
    given = {"membership_id": viewer.membership_id, "promised_at": promised_at, "last": last}
    rows = [Promise(*row) for row in found.rows(**given)]
    more = len(rows) > size
    rows = rows[:size]
    return Due(rows, _write(rows[-1]) if more else None)


def _write(last: Promise) -> str:
    since = (last.promised_at - EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(since.to_bytes(8, "big", signed=True) + last.id.bytes).decode()


def _read(cursor: str) -> tuple[datetime, UUID]:
    try:
        kept = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True)
        since = EPOCH + timedelta(microseconds=int.from_bytes(kept[:8], "big", signed=True))
        return since, UUID(bytes=kept[8:])
    except (ValueError, OverflowError) as error:
        raise Invalid(
            "This page mark is not one of ours. Start from the first page.", fields={"after": ["Leave it out."]}
        ) from error


def promises_of(viewer: Viewer, *, client_id: UUID | None = None, limit: int = 50) -> list[Promise]:
    """Give what is promised and not kept yet, the soonest first: a client theirs, a coach those of their clients."""
    found = _promises(viewer.role, limit, of_client=client_id is not None)
    return [Promise(*row) for row in found.rows(membership_id=viewer.membership_id, client_id=client_id)]


def find_open_request(viewer: Viewer, version_id: UUID) -> ReviewRequest | None:
    """Give the open request for that version with its client and their coach, or None."""
    return db.session.scalar(_open(viewer).where(ReviewRequest.version_id == version_id).options(WITH_PEOPLE))


def get_open_request(viewer: Viewer, version_id: UUID) -> ReviewRequest:
    """Give the open request for that version."""
    found = find_open_request(viewer, version_id)
    if found is None:
        raise NotFound
    return found
