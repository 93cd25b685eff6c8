"""What is said below a comment once it is published: done, not doing because, a question, a reply."""

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
from coachapp.domain.reviews.errors import NotPublished
from coachapp.domain.reviews.kinds import Answer
from coachapp.domain.reviews.models import Comment, CommentReply


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
