"""Let everything that stands on a version's words stand on the same words once its file was read anew.

What was published is never rewritten: where it stands now is a place of the comment in its own version.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, select

from coachapp.core.db import db
from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews.anchors import Anchor, anchor_at, find
from coachapp.domain.reviews.carrying import NOWHERE, Carrier, Place, State
from coachapp.domain.reviews.models import Comment, CommentPlace, Review
from coachapp.domain.reviews.remarks import BY_HAND
from coachapp.domain.reviews.same_words import has_same_letters, is_misread
from coachapp.domain.reviews.service.carrying import Texts, carry_over, keep

READ_AGAIN = "read again"
"""How a comment came to a place in its own version."""


def reanchor(version_id: UUID, old: str, new: str) -> None:
    """Move what stood in the old text to its words in the new one; what is not found for certain has no place there.

    Areas, and remarks on the whole, stay. The texts are those of the version before and after it was read anew in
    this unit of work.
    """
    if old == new:
        return
    moving = _Moving(version_id, old, new)
    _move_own(moving)
    _move_earlier(moving)
    db.session.flush()
    carry_over(version_id)


class _Moving:
    """Finds the passages of a text in the same text read anew."""

    def __init__(self, version_id: UUID, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.texts = Texts(version_id)

    @property
    def version_id(self) -> UUID:
        """Give the version that was read anew."""
        return self.texts.version_id

    @cached_property
    def carrier(self) -> Carrier:
        """Read both texts side by side, once."""
        return Carrier(self.old, self.new)

    def place(self, anchor: Anchor | None) -> Place:
        """Say what became of a passage of the old text."""
        found = self.carrier.place(anchor) if anchor else NOWHERE
        if anchor is None or found.state is not State.CHANGED:
            return found
        if has_same_letters(anchor.quote, found.words):
            return replace(found, state=State.CARRIED)
        return found if is_misread(anchor.quote, found.words) else NOWHERE

    def again(self, comment: Comment, last: CommentPlace | None) -> Place:
        """Say what became of a comment: from its place in the text before, else by its own words in the new one."""
        if last is None:
            return self.place(comment.anchor)
        if last.start is not None and last.end is not None:
            found = self.place(anchor_at(self.old, last.start, last.end))
            is_as_changed = found.state is State.CARRIED and last.state is State.CHANGED
            return replace(found, state=State.CHANGED) if is_as_changed else found
        span = find(self.new, comment.anchor) if comment.anchor else None
        return Place(State.CARRIED, span, self.new[span.start : span.end], certainty=1.0) if span else NOWHERE


def _move_own(moving: _Moving) -> None:
    """Move comments on this version: those of drafts themselves, as far as their words are the same."""
    of_this = Review.version_id == moving.version_id
    db.session.execute(select(Review.id).where(of_this).order_by(Review.id).with_for_update(read=True))
    own = and_(CommentPlace.comment_id == Comment.id, CommentPlace.version_id == moving.version_id)
    rows = db.session.execute(
        select(Comment, CommentPlace, Review.published_at)
        .join(Review, Review.id == Comment.review_id)
        .outerjoin(CommentPlace, own)
        .where(of_this, Comment.start.is_not(None))
        .order_by(Comment.id)
        .with_for_update(of=Comment)
    )
    for comment, last, published_at in rows:
        if last is not None and last.how == BY_HAND:
            _follow(last, moving)
            continue
        found = moving.again(comment, last)
        if published_at is None and last is None and found.state is State.CARRIED and found.span is not None:
            _move(comment, found.span, moving)
        else:
            keep(comment, replace(found, how=READ_AGAIN), moving.texts)


def _move(comment: Comment, span: Span, moving: _Moving) -> None:
    anchor = anchor_at(moving.new, span.start, span.end)
    if anchor is not None:
        comment.start, comment.end, comment.quote = anchor.start, anchor.end, anchor.quote
        comment.prefix, comment.suffix, comment.page = anchor.prefix, anchor.suffix, moving.texts.page_of(anchor.start)


def _move_earlier(moving: _Moving) -> None:
    """Move the places that comments on earlier versions have in this one; by hand stays by hand, others are doubted."""
    places = db.session.scalars(
        select(CommentPlace)
        .join(Comment, Comment.id == CommentPlace.comment_id)
        .join(Review, Review.id == Comment.review_id)
        .where(CommentPlace.version_id == moving.version_id, Review.version_id != moving.version_id)
    ).all()
    for place in places:
        _follow(place, moving)
        if place.how != BY_HAND:
            place.algorithm = 0


def _follow(place: CommentPlace, moving: _Moving) -> None:
    """Let a place stand on the same words, or nowhere."""
    if place.start is None or place.end is None:
        return
    found = moving.place(anchor_at(moving.old, place.start, place.end))
    if found.state is State.CARRIED and found.span is not None:
        place.start, place.end = found.span
        place.words, place.page = found.words, moving.texts.page_of(found.span.start)
    else:
        _lose(place)


def _lose(place: CommentPlace) -> None:
    place.state, place.words, place.how, place.certainty = State.UNPLACED, "", "", 0.0
    place.start = place.end = place.page = None
