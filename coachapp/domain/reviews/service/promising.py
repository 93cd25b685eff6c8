"""Keep a promise in sight: another date with a word, a pause while the client is asked, and on again."""

from __future__ import annotations

from datetime import datetime

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients.queries import coach_recipient, recipient
from coachapp.domain.hours.queries import hours_of
from coachapp.domain.notifications.service import notify
from coachapp.domain.reviews import policies, promise
from coachapp.domain.reviews.errors import NotAskedAnyMore, NotWaiting
from coachapp.domain.reviews.models import ReviewRequest

LONGEST = 2
"""How often the days that we add by ourselves double: one working day, then two, then four."""


def promise_anew(actor: Viewer, asked: ReviewRequest, *, working_days: int, word: str) -> ReviewRequest:
    """Promise another date, counted from now, and tell the client, with the coach's word."""
    require(policies.may_review(actor, asked.client))
    _still_open(asked)
    _move(asked, promise.due(clock.now(), hours_of(asked.client.coach_id), working_days), word)
    record(actor, "review.promised_anew", asked, client_id=asked.client_id)
    return asked


def ask_first(actor: Viewer, asked: ReviewRequest, *, word: str) -> ReviewRequest:
    """Ask the client something first; the promise waits until they answer or send another version."""
    require(policies.may_review(actor, asked.client))
    _still_open(asked)
    now = clock.now()
    asked.paused_at = asked.paused_at or now  # a second question goes on with the same pause
    asked.paused_because, asked.client_said = word, ""
    db.session.flush()
    record(actor, "review.paused", asked, client_id=asked.client_id)
    key = f"review_request:{asked.id}:paused:{now.isoformat()}"
    notify(recipient(asked.client), "promise_paused", key=key, subject_id=asked.id)
    return asked


def answer_coach(actor: Viewer, asked: ReviewRequest, *, text: str) -> ReviewRequest:
    """Answer what the coach asked first; the promise goes on."""
    require(policies.may_ask(actor, asked.client))
    _still_open(asked)
    if asked.paused_at is None:
        raise NotWaiting
    key = f"review_request:{asked.id}:answered:{asked.paused_at.isoformat()}"
    asked.client_said = text
    go_on(asked)
    record(actor, "review.answered_first", asked, client_id=asked.client_id)
    notify(coach_recipient(asked.client), "promise_goes_on", key=key, subject_id=asked.id)
    return asked


def wait_no_longer(actor: Viewer, asked: ReviewRequest) -> ReviewRequest:
    """Let the promise go on without the client's answer; again changes nothing."""
    require(policies.may_review(actor, asked.client))
    _still_open(asked)
    return go_on(asked)


def go_on(asked: ReviewRequest) -> ReviewRequest:
    """Let the promise go on with the open time that was left when it began to wait."""
    if asked.paused_at is not None:
        hours, now = hours_of(asked.client.coach_id), clock.now()
        asked.promised_at = promise.resumed(asked.paused_at, asked.promised_at, now, hours)
        asked.presses_at = promise.presses(now, asked.promised_at, hours)
        asked.paused_at = None
        db.session.flush()
    return asked


def run_over(asked: ReviewRequest, word: str) -> ReviewRequest:
    """Give a promise whose time is over another date by itself, further away each time; both sides are told."""
    days = 2 ** min(asked.moved, LONGEST)
    _move(asked, promise.due(clock.now(), hours_of(asked.client.coach_id), days), word)
    record(None, "review.promise_moved", asked, client_id=asked.client_id)
    key = f"review_request:{asked.id}:ran_over:{asked.moved}"
    notify(coach_recipient(asked.client), "promise_ran_over", key=key, subject_id=asked.id)
    return asked


def _move(asked: ReviewRequest, at: datetime, word: str) -> None:
    asked.first_promised_at = asked.first_promised_at or asked.promised_at
    asked.promised_at = at
    asked.presses_at = promise.presses(clock.now(), at, hours_of(asked.client.coach_id))
    asked.moved, asked.moved_because, asked.paused_at = asked.moved + 1, word, None
    db.session.flush()
    key = f"review_request:{asked.id}:moved:{asked.moved}"
    notify(recipient(asked.client), "promise_moved", key=key, subject_id=asked.id)


def _still_open(asked: ReviewRequest) -> None:
    """Refuse what was answered or taken back; nobody else changes it until the transaction ends."""
    db.session.refresh(
        asked, ["answered_at", "withdrawn_at", "paused_at", "promised_at", "moved"], with_for_update=True
    )
    if asked.answered_at is not None or asked.withdrawn_at is not None:
        raise NotAskedAnyMore
