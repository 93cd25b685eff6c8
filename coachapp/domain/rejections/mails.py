"""The letters that this room owes: two in the client's own name, one reminder to the client."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coachapp.core import links
from coachapp.core.db import db
from coachapp.domain.notifications.letters import Letter, writes
from coachapp.domain.notifications.models import Notification
from coachapp.domain.rejections import letter as words
from coachapp.domain.rejections.kinds import LetterState
from coachapp.domain.rejections.models import FeedbackRequest, Rejection


def _request(owed: Notification) -> FeedbackRequest | None:
    found = db.session.scalar(
        select(FeedbackRequest)
        .where(FeedbackRequest.id == owed.subject_id)
        .options(
            joinedload(FeedbackRequest.rejection).joinedload(Rejection.application),
            joinedload(FeedbackRequest.rejection).joinedload(Rejection.client),
        )
    )
    return None if found is None or found.rejection.reopened_at else found


@writes("feedback_letter")
def feedback_letter(owed: Notification) -> Letter | None:
    """Write the letter that asks an employer for advice, in the client's name."""
    found = _request(owed)
    if found is None or found.state is not LetterState.SENT:
        return None
    return _in_own_name(found, f"Thank you, and one question ({found.rejection.application.title})", found.text)


@writes("feedback_follow_up")
def feedback_follow_up(owed: Notification) -> Letter | None:
    """Write the one gentle follow-up, in the client's name."""
    found = _request(owed)
    if found is None or found.state is not LetterState.SENT or found.replied_at:
        return None
    title, client = found.rejection.application.title, found.rejection.client
    text = words.follow_up(client=client.name, title=title, to_name=found.to_name)
    return _in_own_name(found, f"Re: Thank you, and one question ({title})", text)


@writes("feedback_reminder")
def feedback_reminder(owed: Notification) -> Letter | None:
    """Remind the client, once, that a week has passed since their letter."""
    found = _request(owed)
    if found is None or found.replied_at or found.followed_up_at:
        return None
    employer = found.rejection.application.employer
    return Letter(
        subject=f"Your letter to {employer}: a week has passed",
        preview="One gentle follow-up is fine. Leaving it is fine, too.",
        paragraphs=[
            f"You asked {employer} for advice a week ago. If they answered, keep their words beside the application.",
            "If not, one gentle follow-up is fine, and so is leaving it.",
        ],
        button=("Open the letter", links.url("me", "rejections", found.rejection_id, "letter")),
        closing="This is the one reminder about it.",
    )


def _in_own_name(found: FeedbackRequest, subject: str, text: str) -> Letter:
    client = found.rejection.client
    return Letter(
        subject=subject,
        preview="",
        paragraphs=text.split("\n\n"),
        from_name=client.name,
        reply_to=client.email,
        is_plain=True,
    )
