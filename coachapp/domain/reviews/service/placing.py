"""Place by hand what was not found in a later version, or in its own once that was read anew."""

from __future__ import annotations

from sqlalchemy import update

from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.documents import rereading
from coachapp.domain.documents.tokens import tokens
from coachapp.domain.reviews import policies, subjects
from coachapp.domain.reviews.anchors import count_of_quote
from coachapp.domain.reviews.carrying import ALGORITHM, State
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.models import CommentPlace
from coachapp.domain.reviews.queries.carried import Carried
from coachapp.domain.reviews.remarks import BY_HAND
from coachapp.domain.reviews.service.commenting import find_passage

_LOOKED_FOR = "It is still being looked for in this version. Try again in a moment."


def place_by_hand(
    actor: Viewer, found: Carried, *, start: int | None = None, end: int | None = None, quote: str = ""
) -> Carried:
    """Let a comment stand on these words of that version, by offsets, by its words, or by both.

    In its own version that is possible once it lost its place, or got another one, because the file was read anew.
    """
    review = found.comment.review
    require(policies.may_review(actor, review.client))
    if found.place is None:
        is_own = review.version_id == found.version_id
        raise Invalid(fields={"quote": ["It stands on its own words." if is_own else _LOOKED_FOR]})
    rereading.hold_still(found.version_id)
    subject = subjects.load(actor, SubjectKind.VERSION, found.version_id)
    if start is None and (n := count_of_quote(subject.text, quote)) > 1:
        raise Invalid(fields={"quote": [f"These words stand there {n} times. Select them, or write more of them."]})
    anchor = find_passage(subject.text, start, end, quote)
    if anchor is None:
        raise Invalid(fields={"quote": ["Select the words in the document, or write them here."]})
    is_same = not found.comment.quote or _keys(found.comment.quote) == _keys(anchor.quote)
    db.session.execute(
        update(CommentPlace)
        .where(CommentPlace.id == found.place.id)
        .values(
            state=State.CARRIED if is_same else State.CHANGED,
            start=anchor.start,
            end=anchor.end,
            page=subject.page_of(anchor.start),
            words=anchor.quote,
            how=BY_HAND,
            certainty=1.0,
            algorithm=ALGORITHM,
        )
    )
    db.session.refresh(found.place)
    return found


def _keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]
