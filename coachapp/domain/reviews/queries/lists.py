"""Read reviews as lists show them: drafts, what was published, questions below comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, Uuid, bindparam, or_, select, union_all

from coachapp.core.db import db
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.models import Role
from coachapp.domain.accounts.viewer import Viewer, anybody
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.documents.queries import versions_in_the_bin
from coachapp.domain.reviews.kinds import Answer, SubjectKind, Verdict
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.reviews.queries.queue import SIZE, Promise, promises_of
from coachapp.domain.reviews.queries.rights import reviews_visible_to


@dataclass(frozen=True)
class Line:
    """One review as lists show it."""

    id: UUID
    client_id: UUID
    client_name: str
    subject_kind: str
    rejection_id: UUID | None
    answer_id: UUID | None
    title: str
    verdict: str | None
    changed_at: datetime
    published_at: datetime | None

    @property
    def says(self) -> str:
        """Give the verdict in words."""
        return Verdict(self.verdict).says_of(SubjectKind(self.subject_kind)) if self.verdict else ""


def on_the_desk(viewer: Viewer, *, limit: int = SIZE) -> tuple[list[Line], list[Line]]:
    """Give the viewer's own drafts, the last changed first, and what was published, the latest first: in one query."""
    lines = _lines(_on_the_desk(viewer.role, limit).rows(membership_id=viewer.membership_id))
    return [line for line in lines if not line.published_at], [line for line in lines if line.published_at]


def published_to(viewer: Viewer, *, client_id: UUID | None = None, limit: int = SIZE) -> list[Line]:
    """Give what was published, the latest first."""
    found = _published(viewer.role, limit, of_client=client_id is not None)
    return _lines(found.rows(membership_id=viewer.membership_id, client_id=client_id))


def _lines(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Line]:
    return [Line(**row._asdict()) for row in rows]


@prepared
def _on_the_desk(role: Role, limit: int) -> Statement:
    viewer = anybody(role)
    mine = reviews_visible_to(viewer).where(Review.author_id == viewer.membership_id, Review.published_at.is_(None))
    at_hand = or_(Review.version_id.is_(None), Review.version_id.not_in(versions_in_the_bin().scalar_subquery()))
    drafts = _as_lines(mine.where(at_hand).order_by(Review.changed_at.desc()).limit(limit)).subquery("drafts")
    published = _as_lines(_latest(viewer).limit(limit)).subquery("published")
    return union_all(select(drafts), select(published))


@prepared
def _published(role: Role, limit: int, *, of_client: bool) -> Statement:
    query = _latest(anybody(role))
    if of_client:
        query = query.where(Review.client_id == bindparam("client_id", type_=Uuid()))
    return _as_lines(query.limit(limit))


def _latest(viewer: Viewer) -> Select[Review]:
    published = reviews_visible_to(viewer).where(Review.published_at.is_not(None))
    return published.order_by(Review.published_at.desc(), Review.id.desc())


def _as_lines(query: Select[Review]) -> Select[*tuple[Any, ...]]:
    return query.join(Client, Client.id == Review.client_id).with_only_columns(
        Review.id,
        Review.client_id,
        Client.name.label("client_name"),
        Review.subject_kind,
        Review.rejection_id,
        Review.answer_id,
        Review.title,
        Review.verdict,
        Review.changed_at,
        Review.published_at,
    )


def published_on(viewer: Viewer, document: Document) -> Sequence[Review]:
    """Give what was published on any version of that document, the latest first."""
    versions = select(Version.id).where(Version.document_id == document.id).scalar_subquery()
    return db.session.scalars(
        reviews_visible_to(viewer)
        .where(Review.published_at.is_not(None), Review.version_id.in_(versions))
        .order_by(Review.published_at.desc())
    ).all()


def find_draft_on(viewer: Viewer, version: Version) -> Review | None:
    """Give the viewer's own draft on that version, or None."""
    return db.session.scalar(
        reviews_visible_to(viewer).where(
            Review.version_id == version.id,
            Review.author_id == viewer.membership_id,
            Review.published_at.is_(None),
        )
    )


@dataclass(frozen=True)
class Question:
    """A comment below which a client asks something."""

    id: UUID
    review_id: UUID
    client_id: UUID
    client_name: str
    title: str
    body: str
    asked_at: datetime


def questions_to(viewer: Viewer, *, limit: int = SIZE) -> list[Question]:
    """Give the comments below which a client asks something, the longest waiting first."""
    return [Question(*row) for row in _questions(viewer.role, limit).rows(membership_id=viewer.membership_id)]


@prepared
def _questions(role: Role, limit: int) -> Statement:
    return (
        reviews_visible_to(anybody(role))
        .join(Comment, Comment.review_id == Review.id)
        .join(Client, Client.id == Review.client_id)
        .where(Comment.answer == Answer.QUESTION, Comment.is_private.is_(False))
        .order_by(Comment.answered_at, Comment.id)
        .limit(limit)
        .with_only_columns(
            Comment.id,
            Comment.review_id,
            Review.client_id,
            Client.name,
            Review.title,
            Comment.body,
            Comment.answered_at,
        )
    )


@dataclass(frozen=True)
class Waiting:
    """Everything in this room that waits for the viewer."""

    promises: Sequence[Promise]
    questions: Sequence[Question]


def waiting_for(viewer: Viewer, *, limit: int = SIZE) -> Waiting:
    """Give what waits for a coach: promised reviews, the soonest first, and questions below comments."""
    return Waiting(promises_of(viewer, limit=limit), questions_to(viewer, limit=limit))
