"""The first of all reasons: a review that was promised."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select

from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import Document, Version
from coachapp.domain.reviews.models import ReviewRequest
from coachapp.domain.today.needs import DAY, Need, Tier, span
from coachapp.domain.today.reasons.row import COACH, NOW, SOME, Found, Reason, about, columns


def promised() -> Select[Any]:
    """Open requests for a review of which three quarters of the time are over, the soonest promised first."""
    facts = columns(
        "review_due",
        ReviewRequest.version_id,
        Client.id,
        Client.name,
        words=Document.title,
        at=ReviewRequest.promised_at,
        n=Version.number,
    )
    return (
        select(*facts)
        .join(Client, Client.id == ReviewRequest.client_id)
        .join(Version, Version.id == ReviewRequest.version_id)
        .join(Document, Document.id == Version.document_id)
        .where(Client.coach_id == COACH, ReviewRequest.answered_at.is_(None), ReviewRequest.withdrawn_at.is_(None))
        .where(ReviewRequest.paused_at.is_(None), Document.removed_at.is_(None))
        .where(or_(ReviewRequest.presses_at.is_(None), ReviewRequest.presses_at <= NOW))
        .order_by(ReviewRequest.promised_at, ReviewRequest.id)
        .limit(SOME)
    )


def say_promised(found: Found) -> Need:
    """Say what is due and when."""
    left = -found.ago
    when = f"due in {span(left)}" if left > 0 * DAY else f"was due {span(left)} ago"
    return about(
        found,
        f"review {when}: {found.words}",
        button="Review",
        button_path=f"/coach/reviews/start/version/{found.subject_id}",
        posts=True,
        icon="message-square-quote",
    )


def tier_promised(found: Found) -> Tier:
    """Within a day it presses more than anything else."""
    return Tier.PROMISE_NOW if -found.ago < DAY else Tier.PROMISE_LATER


REASONS = [Reason("review_due", promised, say_promised, tier_promised)]
