"""Ask for a review, and take it back."""

from __future__ import annotations

from sqlalchemy import select, update

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.ids import new_id
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import coach_recipient
from coachapp.domain.documents.models import Version
from coachapp.domain.hours.queries import hours_of
from coachapp.domain.notifications.service import notify
from coachapp.domain.reviews import policies, promise
from coachapp.domain.reviews.errors import AlreadyAsked
from coachapp.domain.reviews.models import ReviewRequest


def ask_for_review(actor: Viewer, client: Client, version: Version, *, note: str = "") -> ReviewRequest:
    """Ask the coach to look at this version; the answer is promised by a date from the coach's hours.

    Only the current round counts: open requests for earlier versions of the document are taken back.
    """
    require(policies.may_ask(actor, client))
    _take_back_earlier(version)
    now, hours = clock.now(), hours_of(client.coach_id)
    by = promise.due(now, hours, get_practice(actor.practice_id).promise_working_days)
    asked = ReviewRequest(
        id=new_id(),
        client_id=client.id,
        version_id=version.id,
        note=note,
        promised_at=by,
        presses_at=promise.presses(now, by, hours),
    )
    with unless_taken("uq_review_requests_open", AlreadyAsked):
        db.session.add(asked)
    record(actor, "review.asked", asked, client_id=client.id)
    notify(coach_recipient(client), "review_asked", key=f"review_request:{asked.id}:asked", subject_id=asked.id)
    return asked


def _take_back_earlier(version: Version) -> None:
    same = select(Version.id).where(Version.document_id == version.document_id, Version.id != version.id)
    db.session.execute(
        update(ReviewRequest)
        .where(
            ReviewRequest.version_id.in_(same.scalar_subquery()),
            ReviewRequest.answered_at.is_(None),
            ReviewRequest.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=clock.now())
    )


def withdraw(actor: Viewer, client: Client, asked: ReviewRequest) -> ReviewRequest:
    """Take a request back that nobody has answered; asking again later is fine."""
    require(policies.may_ask(actor, client))
    if asked.answered_at is None and asked.withdrawn_at is None:
        asked.withdrawn_at = clock.now()
        record(actor, "review.withdrawn", asked, client_id=client.id)
    return asked
