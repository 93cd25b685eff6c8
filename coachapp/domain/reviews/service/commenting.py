"""Comment on a passage, change it, take it away; and what is said below it afterwards."""

from __future__ import annotations

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients.queries import coach_recipient, recipient
from coachapp.domain.notifications.service import notify
from coachapp.domain.reviews import policies
from coachapp.domain.reviews.anchors import Anchor, anchor_at, anchor_of_quote
from coachapp.domain.reviews.errors import NoSuchPassage, NotPublished
from coachapp.domain.reviews.kinds import Answer, CommentKind
from coachapp.domain.reviews.models import Comment, CommentReply, Review
from coachapp.domain.reviews.service.drafting import assert_draft
from coachapp.domain.reviews.subjects import Subject


def comment(
    actor: Viewer,
    review: Review,
    subject: Subject,
    *,
    kind: CommentKind,
    body: str,
    replacement: str = "",
    criterion: str = "",
    start: int | None = None,
    end: int | None = None,
    quote: str = "",
) -> Comment:
    """Say something about a passage, or about the whole where none is named."""
    assert_draft(actor, review)
    _assert_criterion(review, criterion)
    found = _passage(subject.text, start, end, quote)
    made = Comment(
        id=new_id(),
        review_id=review.id,
        kind=kind,
        body=body,
        replacement=replacement if kind is CommentKind.SUGGESTION else "",
        criterion=criterion,
    )
    if found is not None:
        made.start, made.end, made.quote = found.start, found.end, found.quote
        made.prefix, made.suffix, made.page = found.prefix, found.suffix, subject.page_of(found.start)
    db.session.add(made)
    db.session.flush()
    return made


def _assert_criterion(review: Review, criterion: str) -> None:
    if criterion and review.rubric.find(criterion) is None:
        raise Invalid(fields={"criterion": ["This rubric has no such criterion."]})


def _passage(text: str, start: int | None, end: int | None, quote: str) -> Anchor | None:
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


def change_comment(
    actor: Viewer, made: Comment, *, kind: CommentKind, body: str, replacement: str = "", criterion: str = ""
) -> Comment:
    """Reword a comment of a draft."""
    assert_draft(actor, made.review)
    _assert_criterion(made.review, criterion)
    made.kind, made.body, made.criterion = kind, body, criterion
    made.replacement = replacement if kind is CommentKind.SUGGESTION else ""
    return made


def remove_comment(actor: Viewer, made: Comment) -> None:
    """Take a comment out of a draft."""
    assert_draft(actor, made.review)
    db.session.delete(made)
    db.session.flush()


def answer_comment(actor: Viewer, made: Comment, *, answer: Answer, why: str = "") -> Comment:
    """Say what was done with a comment: done, not doing because, or a question to the coach."""
    review = made.review
    require(policies.may_answer(actor, review, review.client))
    if answer in {Answer.NOT_DOING, Answer.QUESTION} and not why:
        ask = "Say in a few words why." if answer is Answer.NOT_DOING else "Write your question."
        raise Invalid(fields={"why": [ask]})
    made.answer = answer
    made.why = why if answer is Answer.NOT_DOING else ""
    made.answered_at = None if answer is Answer.OPEN else clock.now()
    record(actor, f"comment.{answer}", made, client_id=review.client_id)
    if answer is Answer.QUESTION:
        asked = _reply(actor, made, why)
        notify(coach_recipient(review.client), "comment_question", key=f"comment_reply:{asked.id}", subject_id=asked.id)
    return made


def reply(actor: Viewer, made: Comment, *, body: str) -> CommentReply:
    """Answer below a comment; a question is open no longer, and the client is told."""
    review = made.review
    require(policies.may_review(actor, review.client))
    if not review.is_published:
        raise NotPublished
    said = _reply(actor, made, body)
    if made.answer is Answer.QUESTION:
        made.answer, made.answered_at = Answer.OPEN, None
    record(actor, "comment.replied", made, client_id=review.client_id)
    notify(recipient(review.client), "comment_reply", key=f"comment_reply:{said.id}", subject_id=said.id)
    return said


def _reply(actor: Viewer, made: Comment, body: str) -> CommentReply:
    said = CommentReply(
        id=new_id(),
        comment_id=made.id,
        author_id=actor.membership_id,
        author_name=actor.name,
        by_client=actor.is_client,
        body=body,
    )
    db.session.add(said)
    db.session.flush()
    db.session.refresh(made, ["replies"])
    return said
