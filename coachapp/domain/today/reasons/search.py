"""Reasons from the job search: a no that was shared; an interview ahead without practice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select

from coachapp.domain.applications.models import JobApplication
from coachapp.domain.clients.models import Client
from coachapp.domain.interviews.models import Interview, PracticeAnswer
from coachapp.domain.rejections.kinds import Kind
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.today.needs import Need, Tier, span
from coachapp.domain.today.reasons.row import FEW, MONTH_AGO, NOW, SOON, Found, Reason, about, always, columns, of_mine


def told_no() -> Select[Any]:
    """Rejections of the last month that are shared and not answered by the coach yet."""
    facts = columns(
        "new_rejection", Rejection.id, Client.id, Client.name, words=JobApplication.employer, at=Rejection.created_at
    )
    return (
        select(*facts)
        .join(Client, Client.id == Rejection.client_id)
        .join(JobApplication, JobApplication.id == Rejection.application_id)
        .where(
            *of_mine(),
            Client.shares_endings.is_(True),
            or_(*(Rejection.kind == kind for kind in Kind if kind.is_rejection)),
            Rejection.answered_at.is_(None),
            Rejection.reopened_at.is_(None),
            Rejection.created_at > MONTH_AGO,
        )
        .order_by(Rejection.created_at)
        .limit(FEW)
    )


def say_told_no(found: Found) -> Need:
    """Say from whom and when."""
    return about(
        found,
        f"a no from {found.words}, {span(found.ago)} ago",
        button="Read what they share",
        button_path=f"/coach/rejections/{found.subject_id}",
        icon="leaf",
    )


def unpractised() -> Select[Any]:
    """Interviews of the next days for which no answer was sent to practise."""
    practised = select(PracticeAnswer.id).where(
        PracticeAnswer.interview_id == Interview.id, PracticeAnswer.sent_at.is_not(None)
    )
    facts = columns(
        "interview_soon", Interview.id, Client.id, Client.name, words=Interview.employer, at=Interview.starts_at
    )
    return (
        select(*facts)
        .join(Client, Client.id == Interview.client_id)
        .where(
            *of_mine(),
            Client.shares_board.is_(True),
            Interview.starts_at > NOW,
            Interview.starts_at < SOON,
            ~practised.exists(),
        )
        .order_by(Interview.starts_at)
        .limit(FEW)
    )


def say_unpractised(found: Found) -> Need:
    """Say where and how soon."""
    ahead = span(found.ago)
    return about(
        found,
        f"interview at {found.words} in {ahead}, nothing practised yet",
        button="Open interviews",
        button_path=f"/coach/clients/{found.who}/interviews",
        icon="mic",
    )


REASONS = [
    Reason("new_rejection", told_no, say_told_no, always(Tier.PERSON_WAITS)),
    Reason("interview_soon", unpractised, say_unpractised, always(Tier.SOON)),
]
