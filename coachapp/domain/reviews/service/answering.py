"""What is said below a comment once it is published: done, not doing because, a question, a reply."""

from __future__ import annotations

from coachapp.core import clock
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients.queries import coach_recipient, recipient
from coachapp.domain.notifications.service import notify
from coachapp.domain.reviews import policies
from coachapp.domain.reviews.errors import Closed, NotPublished, Private
from coachapp.domain.reviews.kinds import Answer
from coachapp.domain.reviews.models import Comment, CommentReply
from coachapp.domain.reviews.service.checking import forget
from coachapp.domain.reviews.service.saying import say_below


def answer_comment(actor: Viewer, made: Comment, *, answer: Answer, why: str = "") -> Comment:
    """Say what was done with a comment: done, not doing because, or a question to the coach."""
    review = made.review
    require(policies.may_answer(actor, review, review.client))
    if answer in {Answer.NOT_DOING, Answer.QUESTION} and not why:
        ask = "Say in a few words why." if answer is Answer.NOT_DOING else "Write your question."
        raise Invalid(fields={"why": [ask]})
    if answer is Answer.ACCEPTED and not made.replacement:
        raise Invalid(fields={"state": ["Only other words that were suggested can be taken."]})
    if not (made.verified_at and answer.is_settled):
        forget(made)
    made.answer = answer
    made.why = why if answer is Answer.NOT_DOING else ""
    made.answered_at = None if answer is Answer.OPEN else clock.now()
    record(actor, f"comment.{answer}", made, client_id=review.client_id)
    if answer is Answer.QUESTION:
        asked = say_below(actor, made, why)
        notify(coach_recipient(review.client), "comment_question", key=f"comment_reply:{asked.id}", subject_id=asked.id)
    return made


def reply(actor: Viewer, made: Comment, *, body: str) -> CommentReply:
    """Say something below a comment that is not closed, and tell the other side; a coach's reply answers a question."""
    review = made.review
    is_own = policies.may_answer(actor, review, review.client)
    require(is_own or policies.may_review(actor, review.client))
    _assert_open(made)
    said = say_below(actor, made, body)
    if made.answer is Answer.QUESTION and not is_own:
        made.answer, made.answered_at = Answer.OPEN, None
    record(actor, "comment.replied", made, client_id=review.client_id)
    to = coach_recipient(review.client) if is_own else recipient(review.client)
    notify(to, "comment_reply", key=f"comment_reply:{said.id}", subject_id=said.id)
    return said


def _assert_open(made: Comment) -> None:
    if not made.review.is_published:
        raise NotPublished
    if made.is_private:
        raise Private
    if made.answer.is_settled:
        raise Closed
