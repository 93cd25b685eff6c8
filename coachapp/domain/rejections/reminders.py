"""What is owed a week after a letter to an employer."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coachapp.core.db import db
from coachapp.domain.clients.queries import recipient
from coachapp.domain.notifications.service import notify
from coachapp.domain.rejections.kinds import FollowUp, LetterState
from coachapp.domain.rejections.models import FeedbackRequest, Rejection
from coachapp.domain.rejections.service import follow_up

WEEK = timedelta(days=7)


def owe_follow_ups(now: datetime) -> None:
    """Seven days after a letter without reply: send the follow-up where the client chose so, else remind them once."""
    waiting = db.session.scalars(
        select(FeedbackRequest)
        .join(FeedbackRequest.rejection)
        .where(
            FeedbackRequest.state.in_([LetterState.SENT, LetterState.COPIED]),
            FeedbackRequest.sent_at <= now - WEEK,
            FeedbackRequest.follow_up != FollowUp.NONE,
            FeedbackRequest.reminded_at.is_(None),
            FeedbackRequest.followed_up_at.is_(None),
            FeedbackRequest.replied_at.is_(None),
            Rejection.reopened_at.is_(None),
        )
        .options(joinedload(FeedbackRequest.rejection).joinedload(Rejection.client))
        .with_for_update(of=FeedbackRequest, skip_locked=True)
        .limit(100)
    ).all()
    for request in waiting:
        request.reminded_at = now
        if request.follow_up is FollowUp.SEND and request.state is LetterState.SENT:
            follow_up(None, request.rejection, request)
        else:
            notify(
                recipient(request.rejection.client),
                "feedback_reminder",
                key=f"feedback_reminder:{request.id}",
                subject_id=request.id,
                useful_until=now + WEEK,
            )
