"""Read what a new comment needs to know of its draft, in one statement: whose it is, its rubric, the text around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Uuid, and_, bindparam, func, select

from coachapp.core.errors import NotFound
from coachapp.core.prepared import Statement, prepared
from coachapp.domain.accounts.models import Role
from coachapp.domain.accounts.viewer import Viewer, anybody
from coachapp.domain.documents.models import Version, VersionPage
from coachapp.domain.documents.queries import versions_visible_to
from coachapp.domain.reviews.anchors import CONTEXT, Anchor, anchor_at
from coachapp.domain.reviews.models import Review
from coachapp.domain.reviews.queries.rights import reviews_visible_to
from coachapp.domain.rubrics.rubric import Rubric


@dataclass(frozen=True)
class Place:
    """A draft as a comment meets it; `around` is the text from `begins` on, None where it is not a version's."""

    id: UUID
    author_id: UUID
    published_at: datetime | None
    rubric_kept: dict[str, Any]
    version_id: UUID | None
    around: str | None
    page: int | None
    begins: int

    @property
    def is_published(self) -> bool:
        """Tell whether the client can read it."""
        return self.published_at is not None

    @property
    def rubric(self) -> Rubric:
        """Give the rubric as it was when the review began."""
        return Rubric.from_json(self.rubric_kept)

    def anchor(self, start: int, end: int) -> Anchor | None:
        """Anchor to that passage of the whole text; None where it lies outside of it."""
        found = anchor_at(self.around or "", start - self.begins, end - self.begins)
        if found is None:
            return None
        return Anchor(
            found.start + self.begins, found.end + self.begins, found.quote, prefix=found.prefix, suffix=found.suffix
        )


def get_place(viewer: Viewer, review_id: UUID, start: int, end: int) -> Place:
    """Give what the review, as far as the viewer may see it, has at that passage."""
    begins = max(start - CONTEXT, 0)
    rows = _place(viewer.role).rows(
        membership_id=viewer.membership_id,
        review_id=review_id,
        first=begins + 1,
        length=max(end + CONTEXT - begins, 0),
        at=start,
    )
    if not rows:
        raise NotFound
    return Place(**rows[0]._asdict(), begins=begins)


@prepared
def _place(role: Role) -> Statement:
    viewer = anybody(role)
    versions = versions_visible_to(viewer).with_only_columns(Version.id)
    first, length, at = (bindparam(name, type_=Integer()) for name in ("first", "length", "at"))
    page = select(func.max(VersionPage.number)).where(VersionPage.version_id == Version.id, VersionPage.start <= at)
    return (
        reviews_visible_to(viewer)
        .where(Review.id == bindparam("review_id", type_=Uuid()))
        .outerjoin(Version, and_(Version.id == Review.version_id, Version.id.in_(versions.scalar_subquery())))
        .with_only_columns(
            Review.id,
            Review.author_id,
            Review.published_at,
            Review.rubric_kept,
            Review.version_id,
            func.substr(Version.text, first, length).label("around"),
            page.correlate(Version).scalar_subquery().label("page"),
        )
    )
