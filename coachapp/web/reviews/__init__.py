"""What every page that shows a review needs: its passages with their marks, its comments, its letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from coachapp.core.errors import NotFound
from coachapp.domain.documents.models import Version, VersionPage
from coachapp.domain.documents.places import Box, Mark, marked
from coachapp.domain.documents.queries import get_page, get_version, get_whole_version, pages_over
from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews import anchors, queries, subjects
from coachapp.domain.reviews.areas import Area
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.reviews.self_scores import widest_gaps
from coachapp.domain.reviews.since import by_criterion
from coachapp.domain.reviews.subjects import Subject
from coachapp.domain.rubrics.rubric import WORDS, mean
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.documents import layer, shown, wants_all
from coachapp.web.reviews.carried import carried_to, marks_along, unsettled

BY_MACHINE: dict[str, Any] = {"as": "machine"}
"""How a document's page is asked for what a machine reads."""


def find_subject(review: Review) -> Subject | None:
    """Give what the review is about, or None where it is not shared any more."""
    try:
        return subjects.of_review(viewer(), review)
    except NotFound:
        return None


def reviewed_version(review: Review) -> Version:
    """Give the version that is reviewed; nothing else has pages of its own."""
    if review.version_id is None:
        raise NotFound
    return get_version(viewer(), review.version_id)


def passages(
    subject: Subject | None, marks: Sequence[Mark], *, as_text: bool = False, later: str = ""
) -> dict[str, Any]:
    """Give what is reviewed with its marks: pages of a version, or the text of anything else."""
    if subject is None:
        return {"version": None, "doc_html": "", "doc_pages": [], "as_text": False, "lines": []}
    if subject.version is not None:
        whole = get_whole_version(viewer(), subject.version.id, at_first=bool(later) and not wants_all())
        lines = list(_lines(subject.text)) if as_text else []
        return {**shown(whole, marks, later=later), "as_text": as_text, "lines": lines}
    lines = list(_lines(subject.text))
    html = "".join(f'<p data-start="{start}" data-end="{end}">{escape(text)}</p>' for start, end, text in lines)
    return {"version": None, "doc_html": marked(html, marks), "doc_pages": [], "as_text": as_text, "lines": lines}


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    return ((span.start, span.end, text[span.start : span.end]) for span in anchors.lines_of(text))


def marks_of(subject: Subject | None, comments: Sequence[Comment], *, numbered: bool = False) -> list[Mark]:
    """Give a mark for each comment that stands somewhere; numbers tie marks to comments on paper."""
    if subject is None:
        return []
    moved = queries.moved_within(subject.version, comments)
    marks = []
    for n, comment in enumerate(comments, 1):
        number = n if numbered and not comment.is_private else 0
        if comment.area is not None:
            marks.append(Mark(0, 0, comment.kind, str(comment.id), number, area=_box(comment.area)))
            continue
        span = moved[comment.id] if comment.id in moved else _span(subject, comment)
        if span is not None:
            marks.append(Mark(span.start, span.end, comment.kind, str(comment.id), number))
    return marks


def _span(subject: Subject, comment: Comment) -> Span | None:
    anchor, version = comment.anchor, subject.version
    if anchor is None:
        return None
    # the text is the one in which the comment was made, so that its passage is where it was
    is_same = version is not None and not queries.is_older(comment, version)
    if is_same and subject.text[anchor.start : anchor.end] == anchor.quote:
        return Span(anchor.start, anchor.end)
    return anchors.find(subject.text, anchor)


def _box(area: Area) -> tuple[int, Box]:
    return area.page, Box(area.x, area.y, area.width, area.height)


def redrawn(
    review: Review, comments: Sequence[Comment], touched: Comment, along: Sequence[queries.Carried] = ()
) -> dict[str, Any]:
    """Give what changes in the document with one comment: the marks of the pages that it touches, or the text."""
    nothing: dict[str, Any] = {"layers": [], "doc_html": ""}
    subject = find_subject(review) if touched.anchor or touched.area else None
    if subject is None:
        return nothing
    marks = marks_of(subject, comments) + marks_along(along)
    if subject.version is not None and subject.page_starts:
        pages = _pages_of(subject.version, touched, marks_of(subject, [touched]))
        return {**nothing, "layers": [layer(page, subject.text, marks) for page in pages]}
    return {**nothing, "doc_html": passages(subject, marks)["doc_html"]}


def _pages_of(version: Version, touched: Comment, own: Sequence[Mark]) -> Sequence[VersionPage]:
    if touched.area is not None:
        return [get_page(viewer(), version.id, touched.area.page)]
    return [page for mark in own for page in pages_over(version.id, mark.start, mark.end)]


def page_of_review(review: Review, number: int) -> dict[str, Any]:
    """Give one page of what is reviewed as it arrives after the first: its words, and the marks on them."""
    subject = find_subject(review)
    if subject is None or subject.version is None:
        raise NotFound
    page = get_page(viewer(), subject.version.id, number)
    marks = marks_of(subject, queries.comments_of(viewer(), review), numbered=review.is_published)
    along = carried_to(review, subject)
    marks += marks_along(unsettled(along) if review.is_published else along)
    last = subject.version.page_count or number
    facts = {"number": number, "last": last, "doc_later": pages_of_review(review)}
    return {**facts, "layer": layer(page, subject.text, marks)}


def pages_of_review(review: Review) -> str:
    """Give the address under which the pages after the first are asked for."""
    return f"{'/me' if viewer().is_client else '/coach'}/reviews/{review.id}/pages"


def read(review: Review, *, ahead: bool = False) -> dict[str, Any]:
    """Give a published review as both sides read it; `ahead` of publishing what the client will read of it."""
    comments, subject = queries.comments_of(viewer(), review), find_subject(review)
    along = unsettled(carried_to(review, subject))
    if ahead:
        comments = [made for made in comments if not made.is_private]
        along = [each for each in along if not each.comment.is_private]
    found = queries.sheet_of(viewer(), review)
    sheet = found["scores"]
    return {
        "review": review,
        "is_revealed": found["is_revealed"],
        "has_looked": found["has_looked"],
        "ahead": ahead,
        "gaps": _gaps(review, sheet) if found["is_revealed"] else [],
        "comments": comments,
        "addenda": queries.addenda_of(viewer(), review),
        "sheet": sheet,
        **_totals(review, sheet),
        "steps": queries.steps_of(viewer(), review),
        "earlier": along,
        **settled([*comments, *(each.comment for each in along)]),
        **passages(
            subject,
            marks_of(subject, comments, numbered=True) + marks_along(along),
            later="" if ahead else pages_of_review(review),
        ),
    }


def _gaps(review: Review, sheet: Sequence[dict[str, Any]]) -> list[str]:
    """Name the criteria in which client and coach differ most."""
    own = {row["criterion"]: row["own_level"] for row in sheet if row["is_own_scored"]}
    coachs = {row["criterion"]: row["level"] for row in sheet}
    return [criterion.label for criterion, _, _ in widest_gaps(review.rubric, own, coachs)]


def _totals(review: Review, sheet: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give what the scores come to, and what changed since the review before."""
    since = queries.since_last(viewer(), review)
    total = mean(review.rubric, {row["criterion"]: row["level"] for row in sheet})
    return {"since": since, "steps_since": by_criterion(since), "total": total, "band_words": WORDS}


def settled(comments: Sequence[Comment]) -> dict[str, int]:
    """Count the comments that ask for something, and those that the client is through with."""
    asked = [comment for comment in comments if comment.kind is not CommentKind.PRAISE and not comment.is_private]
    return {"settled": sum(comment.answer.is_settled for comment in asked), "asked": len(asked)}


def at_rest(form: Form) -> Form:
    """Give a form that shows what is kept, on a page that another form was sent to."""
    form.sent = False
    return form
