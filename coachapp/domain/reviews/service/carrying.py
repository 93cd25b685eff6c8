"""Say where the comments on earlier versions stand in a later one, once it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock, queue
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.documents import rereading
from coachapp.domain.documents.models import READ, Version, VersionPage
from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews import queries
from coachapp.domain.reviews.anchors import Anchor, anchor_at
from coachapp.domain.reviews.carrying import ALGORITHM, NOWHERE, Carrier, Place, State
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from coachapp.domain.reviews.remarks import BY_HAND
from coachapp.domain.reviews.whole_lines import widened

WHOLE = Place(State.CARRIED, how="about the whole", certainty=1.0)


@dataclass(frozen=True)
class Source:
    """The text in which a comment stood last, and where."""

    version_id: UUID
    anchor: Anchor
    is_changed: bool = False


def carry_over(version_id: UUID) -> int:
    """Keep where each earlier comment that nobody checked off stands in this version; gives how many were looked for.

    What a person placed stays, and what was found by these rules already is not looked for again.
    """
    version = db.session.scalar(select(Version).where(Version.id == version_id, Version.state.in_(READ)))
    if version is None:
        return 0
    rereading.hold_still(version.id)
    comments = queries.comments_to_carry(version)
    if not comments:
        return 0
    texts = Texts(version.id)
    for comment, source in _sources(version, comments, texts):
        keep(comment, texts.place(comment, source), texts)
    return len(comments)


class Texts:
    """The texts of a document's versions, and what finds the passages of one in another."""

    def __init__(self, version_id: UUID) -> None:
        self.version_id = version_id
        self._texts: dict[UUID, str] = {}
        self._carriers: dict[UUID, Carrier] = {}
        self._starts: Sequence[tuple[int, int]] | None = None

    def text(self, version_id: UUID) -> str:
        """Give the text of a version."""
        if version_id not in self._texts:
            self._texts[version_id] = db.session.scalar(select(Version.text).where(Version.id == version_id)) or ""
        return self._texts[version_id]

    def place(self, comment: Comment, source: Source | None) -> Place:
        """Say what became of a comment; one on the whole goes along, one on a picture has no words to be found by."""
        if source is None:
            return NOWHERE if comment.area else WHOLE
        if not self.text(self.version_id):
            return NOWHERE
        if source.version_id not in self._carriers:
            self._carriers[source.version_id] = Carrier(self.text(source.version_id), self.text(self.version_id))
        found = self._carriers[source.version_id].place(source.anchor)
        if found.state is State.CHANGED and found.span is not None:
            found = self._widened(source, found, found.span)
        if found.state is State.CARRIED and source.is_changed:
            return replace(found, state=State.CHANGED)
        return found

    def _widened(self, source: Source, found: Place, span: Span) -> Place:
        text, passage = self.text(self.version_id), Span(source.anchor.start, source.anchor.end)
        whole = widened(self.text(source.version_id), passage, text, span)
        return replace(found, span=whole, words=text[whole.start : whole.end])

    def page_of(self, at: int) -> int | None:
        """Give the number of the page on which that place of the new text stands."""
        if self._starts is None:
            pages = select(VersionPage.number, VersionPage.start).where(VersionPage.version_id == self.version_id)
            self._starts = [(row.number, row.start) for row in db.session.execute(pages)]
        return max((number for number, start in self._starts if start <= at), default=None)


def _sources(version: Version, comments: Sequence[Comment], texts: Texts) -> list[tuple[Comment, Source | None]]:
    """Give for each comment where it stood last: in the newest version in which it was placed, else its own."""
    reviewed = select(Review.id, Review.version_id).where(Review.id.in_({comment.review_id for comment in comments}))
    own = {row.id: row.version_id for row in db.session.execute(reviewed)}
    placed = db.session.scalars(
        select(CommentPlace)
        .join(Version, Version.id == CommentPlace.version_id)
        .where(
            CommentPlace.comment_id.in_([comment.id for comment in comments]),
            CommentPlace.start.is_not(None),
            Version.number < version.number,
        )
        .order_by(Version.number)
    )
    newest = {place.comment_id: place for place in placed}
    return [(comment, _source(comment, own[comment.review_id], newest.get(comment.id), texts)) for comment in comments]


def _source(comment: Comment, own: UUID | None, place: CommentPlace | None, texts: Texts) -> Source | None:
    if place is not None:
        anchor = anchor_at(texts.text(place.version_id), place.start or 0, place.end or 0)
        if anchor is not None:
            return Source(place.version_id, anchor, is_changed=place.state is State.CHANGED)
    return Source(own, comment.anchor) if own is not None and comment.anchor is not None else None


def keep(comment: Comment, found: Place, texts: Texts) -> None:
    """Write the place in the version of these texts, unless a person has placed it meanwhile."""
    values = {
        "state": found.state,
        "start": found.span.start if found.span else None,
        "end": found.span.end if found.span else None,
        "page": texts.page_of(found.span.start) if found.span else None,
        "words": found.words,
        "how": found.how,
        "certainty": found.certainty,
        "algorithm": ALGORITHM,
    }
    own = {"id": new_id(), "practice_id": current_practice_id(), "created_at": clock.now()}
    made = insert(CommentPlace).values(comment_id=comment.id, version_id=texts.version_id, **own, **values)
    db.session.execute(
        made.on_conflict_do_update(
            index_elements=["practice_id", "comment_id", "version_id"],
            set_=values,
            where=CommentPlace.how != BY_HAND,
        )
    )


def ring_for_later(review: Review) -> None:
    """Let the comments of a review that was just published be looked for where a later version was read already."""
    for version_id in queries.read_after(review.version_id) if review.version_id else ():
        queue.later("reviews.carry", current_practice_id(), version_id)
