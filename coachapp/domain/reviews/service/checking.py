"""Check what became of a comment in the next version: it is settled, or still to be done."""

from __future__ import annotations

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.reviews import policies
from coachapp.domain.reviews.errors import Private
from coachapp.domain.reviews.kinds import Answer, Check
from coachapp.domain.reviews.models import Comment
from coachapp.domain.reviews.queries.carried import Carried
from coachapp.domain.reviews.service.saying import say_below


def check(actor: Viewer, found: Carried, decided: Check, *, why: str = "") -> Carried:
    """Keep what the coach decides about a comment that came along; deciding anew replaces it, and nothing is lost.

    `why` stands below a comment that stays open; the client reads it there and on their week, without a mail.
    """
    made = found.comment
    require(policies.may_review(actor, made.review.client))
    if why:
        _assert_open(made, decided)
    _decide(actor, found, decided)
    if why and not any(said.body == why and not said.by_client for said in made.replies):
        say_below(actor, made, why)
    return found


def _assert_open(made: Comment, decided: Check) -> None:
    if made.is_private:
        raise Private
    if decided is not Check.REOPENED:
        raise Invalid(fields={"why": ["Say why for a comment that stays open."]})


def _decide(actor: Viewer, found: Carried, decided: Check) -> None:
    made = found.comment
    if decided is found.check:
        return
    _undo(made)
    if decided is not Check.NONE:
        made.checked_in, made.checked_by = found.version_id, actor.membership_id
    if decided is Check.VERIFIED:
        made.verified_at = clock.now()
    if decided is Check.REOPENED and made.answer.is_settled:
        made.reopened_from, made.answer = made.answer, Answer.OPEN
    if decided is not Check.NONE and not made.is_private:
        record(actor, f"comment.{decided}", made, client_id=made.review.client_id)
    db.session.flush()


def _undo(made: Comment) -> None:
    """Let it be as it was before anybody checked it."""
    if made.reopened_from is not None:
        made.answer = made.reopened_from
    forget(made)


def forget(made: Comment) -> None:
    """Let no check stand any more: the client has said something new."""
    made.verified_at = made.checked_in = made.checked_by = made.reopened_from = None
