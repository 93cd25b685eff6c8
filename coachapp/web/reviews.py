"""What every page that shows a review needs: its passages with their marks, its comments, its letter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from coachapp.core.errors import NotFound
from coachapp.domain.documents.places import Mark, marked
from coachapp.domain.documents.queries import get_whole_version
from coachapp.domain.reviews import anchors, queries, subjects
from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.reviews.models import Comment, Review
from coachapp.domain.reviews.subjects import Subject
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.documents import shown


def find_subject(review: Review) -> Subject | None:
    """Give what the review is about, or None where it is not shared any more."""
    try:
        return subjects.of_review(viewer(), review)
    except NotFound:
        return None


def passages(subject: Subject | None, comments: Sequence[Comment], *, as_text: bool = False) -> dict[str, Any]:
    """Give the passages with a mark for each comment: pages of a version, or the text of anything else."""
    if subject is None:
        return {"version": None, "doc_html": "", "doc_pages": [], "as_text": False, "lines": []}
    marks = [mark for n, comment in enumerate(comments, 1) if (mark := _mark(subject.text, comment, n))]
    lines = [(span.start, span.end, subject.text[span.start : span.end]) for span in anchors.lines_of(subject.text)]
    if subject.version is not None:
        whole = get_whole_version(viewer(), subject.version.id)
        return {**shown(whole, marks), "as_text": as_text, "lines": lines if as_text else []}
    html = "".join(f'<p data-start="{start}" data-end="{end}">{escape(text)}</p>' for start, end, text in lines)
    return {"version": None, "doc_html": marked(html, marks), "doc_pages": [], "as_text": as_text, "lines": lines}


def _mark(text: str, comment: Comment, number: int) -> Mark | None:
    anchor = comment.anchor
    span = anchors.find(text, anchor) if anchor else None
    return Mark(span.start, span.end, comment.kind, str(comment.id), number) if span else None


def read(review: Review) -> dict[str, Any]:
    """Give a published review as both sides read it."""
    comments = queries.comments_of(viewer(), review)
    asked = [comment for comment in comments if comment.kind is not CommentKind.PRAISE]
    return {
        "review": review,
        "comments": comments,
        "sheet": queries.sheet_of(viewer(), review)["scores"],
        "steps": queries.steps_of(viewer(), review),
        "settled": sum(comment.answer.is_settled for comment in asked),
        "asked": len(asked),
        **passages(find_subject(review), comments),
    }


def at_rest(form: Form) -> Form:
    """Give a form that shows what is kept, on a page that another form was sent to."""
    form.sent = False
    return form
