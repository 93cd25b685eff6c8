"""Letters about what was asked for, and by when it is promised."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coachapp.core import links
from coachapp.core.db import db
from coachapp.domain.bookings import wording
from coachapp.domain.documents.models import Version
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews.queries.queue import WITH_PEOPLE
from coachapp.domain.reviews.requests import ReviewRequest


def _request(owed: Notification) -> tuple[ReviewRequest, Version, str] | None:
    """Give the request that a letter is about, its version, and how both are called; None where it is settled."""
    asked = db.session.scalar(select(ReviewRequest).where(ReviewRequest.id == owed.subject_id).options(WITH_PEOPLE))
    if asked is None or asked.answered_at or asked.withdrawn_at:
        return None
    version = db.session.scalar(
        select(Version).where(Version.id == asked.version_id).options(joinedload(Version.document))
    )
    return (
        None
        if version is None or version.document.removed_at
        else (asked, version, f"{version.document.title}, version {version.number}")
    )


@writes("review_asked")
def review_asked(owed: Notification) -> Letter | None:
    """Tell the coach what was asked for, and what was promised."""
    found = _request(owed)
    if found is None:
        return None
    asked, _, what = found
    by = wording.short(asked.promised_at, owed.time_zone)
    return Letter(
        subject=f"{asked.client.name} asks for a review by {by}",
        preview=what,
        paragraphs=[f"{asked.client.name} would like you to look at {what}."],
        facts=[("Promised by", f"{by}, your time"), *([("They say", asked.note)] if asked.note else [])],
        button=("Open the queue", links.url("coach", "reviews")),
    )


@writes("promise_moved")
def promise_moved(owed: Notification) -> Letter | None:
    """Tell the client the new date, with the coach's word."""
    found = _request(owed)
    if found is None or found[0].moved == 0:
        return None
    asked, version, what = found
    by, coach = wording.short(asked.promised_at, owed.time_zone), asked.client.coach.user.name
    return Letter(
        subject=f"Your review comes by {by}",
        preview=asked.moved_because,
        paragraphs=[f"{coach} looks at {what} a little later than promised, and says:", asked.moved_because],
        facts=[("Back to you by", f"{by}, your time")],
        button=("Open the document", _document(version)),
    )


@writes("promise_paused")
def promise_paused(owed: Notification) -> Letter | None:
    """Tell the client what the coach has to know first."""
    found = _request(owed)
    if found is None or found[0].paused_at is None:
        return None
    asked, version, what = found
    coach = asked.client.coach.user.name
    return Letter(
        subject=f"{coach} asks you something about {version.document.title}",
        preview=asked.paused_because,
        paragraphs=[
            f"Before {coach} goes on with {what}:",
            asked.paused_because,
            "Your place in the line is kept. The time goes on once you answer, or send a new version.",
        ],
        button=("Answer", _document(version)),
    )


@writes("promise_goes_on")
def promise_goes_on(owed: Notification) -> Letter | None:
    """Tell the coach what the client answered, and when the review is due now."""
    found = _request(owed)
    if found is None or not found[0].client_said:
        return None
    asked, _, what = found
    by = wording.short(asked.promised_at, owed.time_zone)
    return Letter(
        subject=f"{asked.client.name} answered about {what}",
        preview=asked.client_said,
        paragraphs=[f"You asked: {asked.paused_because}", asked.client_said],
        facts=[("Promised by", f"{by}, your time")],
        button=("Open the queue", links.url("coach", "reviews")),
    )


@writes("promise_ran_over")
def promise_ran_over(owed: Notification) -> Letter | None:
    """Tell the coach that a promised time passed, and what the client was told."""
    found = _request(owed)
    if found is None:
        return None
    asked, _, what = found
    by = wording.short(asked.promised_at, owed.time_zone)
    return Letter(
        subject=f"The time for {asked.client.name}'s review has passed",
        preview=f"They were told: by {by}.",
        paragraphs=[
            f"{what} was promised to {asked.client.name} for now. They were told the date below, to leave no silence.",
            "If another date is truer, promise that one, with a word of your own.",
        ],
        facts=[("Promised by", f"{by}, your time"), ("They read", asked.moved_because)],
        button=("Open the queue", links.url("coach", "reviews")),
    )


def _document(version: Version) -> str:
    return f"{links.url('me', 'documents', version.document_id)}?version={version.number}"
