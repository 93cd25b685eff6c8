"""Comment on a passage, change it, take it away."""

from __future__ import annotations

from typing import NamedTuple, Required, TypedDict, Unpack
from uuid import UUID

from coachapp.core.db import db
from coachapp.core.errors import Invalid, NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.queries import get_page
from coachapp.domain.reviews import queries, subjects
from coachapp.domain.reviews.anchors import Anchor, anchor_at, anchor_of_quote
from coachapp.domain.reviews.areas import Area
from coachapp.domain.reviews.errors import NoSuchPassage, StaleComment
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.reviews.service.drafting import assert_draft
from coachapp.domain.reviews.subjects import Subject


class Said(TypedDict, total=False):
    """What a comment says, and which criterion it counts for."""

    kind: Required[CommentKind]
    body: Required[str]
    replacement: str
    criterion: str
    is_private: bool


class Box(TypedDict):
    """A part of a page's picture, in percent of the page."""

    page: int
    x: float
    y: float
    width: float
    height: float


def comment_on(
    actor: Viewer,
    review_id: UUID,
    *,
    start: int | None = None,
    end: int | None = None,
    quote: str = "",
    area: Box | None = None,
    **said: Unpack[Said],
) -> Comment:
    """Say something about a passage, an area, or the whole where none is named; in one read and one write."""
    place = queries.get_place(actor, review_id, start or 0, end or 0)
    assert_draft(actor, place)
    if area is not None:
        return _add(place, _on_page(actor, place, area), **said)
    if start is None and end is None and not quote:
        return _add(place, None, **said)
    found = place.anchor(start, end) if start is not None and end is not None else None
    if found is not None and place.around and (not quote or _bare(found.quote) == _bare(quote)):
        return _add(place, Passage(found, place.page), **said)
    review = queries.get_review(actor, review_id)
    return comment(actor, review, subjects.of_review(actor, review), start=start, end=end, quote=quote, **said)


def comment(
    actor: Viewer,
    review: Review,
    subject: Subject,
    *,
    start: int | None = None,
    end: int | None = None,
    quote: str = "",
    **said: Unpack[Said],
) -> Comment:
    """Say something about a passage of a text that is at hand, or about the whole where none is named."""
    assert_draft(actor, review)
    found = find_passage(subject.text, start, end, quote)
    return _add(review, Passage(found, subject.page_of(found.start)) if found else None, **said)


class Passage(NamedTuple):
    """Words and the page on which they begin."""

    anchor: Anchor
    page: int | None


def _on_page(actor: Viewer, place: queries.Place, area: Box) -> Area:
    """Give the area, on a page of the reviewed version that has a picture."""
    try:
        get_page(actor, place.version_id or place.id, area["page"])
    except NotFound as error:
        raise NoSuchPassage("There is no such page.", fields={"area": ["There is no such page."]}) from error
    return Area.drawn(area["page"], x=area["x"], y=area["y"], width=area["width"], height=area["height"])


def _add(review: Review | queries.Place, found: Passage | Area | None, **said: Unpack[Said]) -> Comment:
    _assert_criterion(review, said.get("criterion", ""))
    made = Comment(id=new_id(), review_id=review.id, **_words(**said))
    if isinstance(found, Area):
        made.page, made.area_kept = found.page, found.to_json()
    elif found is not None:
        anchor = found.anchor
        made.start, made.end, made.quote, made.page = anchor.start, anchor.end, anchor.quote, found.page
        made.prefix, made.suffix = anchor.prefix, anchor.suffix
    db.session.add(made)
    db.session.flush()
    return made


def _words(**said: Unpack[Said]) -> Said:
    """Give what is kept of what was said: other words belong to a suggestion alone."""
    kind = said["kind"]
    replacement = said.get("replacement", "") if kind is CommentKind.SUGGESTION else ""
    return Said(
        kind=kind,
        body=said["body"],
        replacement=replacement,
        criterion=said.get("criterion", ""),
        is_private=said.get("is_private", False),
    )


def _assert_criterion(review: Review | queries.Place, criterion: str) -> None:
    if criterion and review.rubric.find(criterion) is None:
        raise Invalid(fields={"criterion": ["This rubric has no such criterion."]})


def find_passage(text: str, start: int | None, end: int | None, quote: str) -> Anchor | None:
    """Give the passage that offsets and words name together; words that were typed win over offsets that disagree."""
    if start is not None and end is not None:
        found = anchor_at(text, start, end)
        if found is not None and (not quote or _bare(found.quote) == _bare(quote)):
            return found
        if not quote:
            raise NoSuchPassage("That place is outside the text.", fields={"start": ["That is outside the text."]})
    if not quote:
        return None
    found = anchor_of_quote(text, quote, near=start or 0)
    if found is None:
        raise NoSuchPassage(fields={"quote": [NoSuchPassage.message]})
    return found


def _bare(text: str) -> str:
    """Give the text without white space, which pages and texts set differently."""
    return "".join(text.split())


def change_comment(actor: Viewer, made: Comment, *, lock: int | None = None, **said: Unpack[Said]) -> Comment:
    """Reword a comment of a draft; one that was reworded elsewhere since `lock` is not overwritten."""
    assert_draft(actor, made.review)
    _assert_criterion(made.review, said.get("criterion", ""))
    words = _words(**said)
    db.session.refresh(made, ["lock", *words], with_for_update=True)
    if all(getattr(made, name) == word for name, word in words.items()):
        return made
    if lock is not None and lock != made.lock:
        raise StaleComment(lock=made.lock)
    for name, word in words.items():
        setattr(made, name, word)
    made.lock += 1
    db.session.flush()
    return made


def remove_comment(actor: Viewer, made: Comment) -> None:
    """Take a comment out of a draft."""
    assert_draft(actor, made.review)
    db.session.delete(made)
    db.session.flush()
