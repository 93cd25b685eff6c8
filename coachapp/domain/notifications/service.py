"""Owe a message, claim it, and say how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, update
from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock, queue
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.core.tongue import speaking
from coachapp.core.walls import current_practice_id
from coachapp.domain.notifications.letters import Letter, is_known, writer_of
from coachapp.domain.notifications.models import Notification, State

LEASE = timedelta(seconds=90)
LONGEST_PAUSE = timedelta(minutes=4)


@dataclass(frozen=True)
class Recipient:
    """Where a message goes: copied in, so that it stays true when the person's account changes."""

    address: str
    name: str
    time_zone: str
    user_id: UUID | None = None
    language: str = "en"


@dataclass(frozen=True)
class Claim:
    """One delivery's hold on a message; the fence tells it from an older one."""

    id: UUID
    fence: int


def notify(
    to: Recipient,
    kind: str,
    *,
    key: str,
    subject_id: UUID,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    **facts: Any,
) -> bool:
    """Owe that person this message, once per key; tells whether it is newly owed."""
    if not is_known(kind):
        raise KeyError(f"nobody writes {kind}")
    due = due_at or clock.now()
    statement = (
        insert(Notification)
        .values(
            id=new_id(),
            created_at=clock.now(),
            practice_id=current_practice_id(),
            kind=kind,
            key=key,
            subject_id=subject_id,
            facts=facts,
            user_id=to.user_id,
            to_address=to.address,
            to_name=to.name,
            time_zone=to.time_zone,
            language=to.language,
            state=State.OWED,
            due_at=due,
            useful_until=useful_until,
            fence=0,
            attempts=0,
        )
        .on_conflict_do_nothing(index_elements=["practice_id", "key"])
        .returning(Notification.id)
    )
    made = db.session.execute(statement).scalar_one_or_none()
    if made is not None and due <= clock.now():
        queue.later("notifications.deliver", current_practice_id(), made)
    return made is not None


def claim(notification_id: UUID) -> Claim | None:
    """Take a due message for one delivery; None where it is not due, or somebody else holds it."""
    now = clock.now()
    row = db.session.execute(
        update(Notification)
        .where(
            Notification.id == notification_id,
            Notification.due_at <= now,
            or_(
                Notification.state == State.OWED,
                (Notification.state == State.SENDING) & (Notification.lease_until < now),
            ),
        )
        .values(
            state=State.SENDING,
            lease_until=now + LEASE,
            fence=Notification.fence + 1,
            attempts=Notification.attempts + 1,
        )
        .returning(Notification.id, Notification.fence)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return None if row is None else Claim(row.id, row.fence)


def write(held: Claim) -> tuple[Notification, Letter] | None:
    """Re-read the facts and write the letter; a message past its use or no longer due is closed instead."""
    owed = db.session.get_one(Notification, held.id)
    if owed.useful_until is not None and owed.useful_until < clock.now():
        owed.state = State.EXPIRED
        return None
    with speaking(owed.language):
        letter = writer_of(owed.kind)(owed)
    if letter is None:
        owed.state = State.DROPPED
        return None
    return owed, letter


def mark_sent(held: Claim) -> None:
    """Close the message: it is out of our hands."""
    _close(held, state=State.SENT, sent_at=clock.now(), error=None)


def mark_refused(held: Claim, reason: str) -> None:
    """Close the message: the mail server will never take it, and the coach is shown why."""
    _close(held, state=State.REFUSED, error=reason[:200])


def mark_delayed(held: Claim, reason: str) -> None:
    """Owe the message again, a little later each time, never more than four minutes."""
    owed = db.session.get_one(Notification, held.id)
    pause = min(timedelta(seconds=5 * 2 ** min(owed.attempts, 10)), LONGEST_PAUSE)
    _close(held, state=State.OWED, due_at=clock.now() + pause, error=reason[:200])


def _close(held: Claim, **values: Any) -> None:
    db.session.execute(
        update(Notification)
        .where(Notification.id == held.id, Notification.fence == held.fence)
        .values(lease_until=None, **values)
        .execution_options(synchronize_session=False)
    )
