"""Owe a message, claim it, and say how it went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, update

from coachapp.core import clock, queue, wire
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.core.tongue import speaking
from coachapp.core.walls import current_practice_id
from coachapp.core.writing import MADE, Together
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


@dataclass(frozen=True)
class Owed:
    """A message that somebody is about to be owed, under a key that exists once."""

    to: Recipient
    kind: str
    key: str
    subject_id: UUID
    due_at: datetime | None = None
    useful_until: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def notify(
    to: Recipient,
    kind: str,
    *,
    key: str,
    subject_id: UUID,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    **facts: Any,
) -> None:
    """Owe that person this message, once per key."""
    owe(Owed(to, kind, key, subject_id, due_at, useful_until, facts))


def owe(*letters: Owed, along: Together | None = None) -> bool:
    """Owe these messages, each once per key, in one statement; what is due now goes out after the commit.

    `along` are new rows that come into being in that statement, or not at all and no message with them: False.
    """
    for letter in letters:
        if not is_known(letter.kind):
            raise KeyError(f"nobody writes {letter.kind}")
    now = clock.now()
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for letter in letters:
        for name, value in _facts_of(letter, now).items():
            columns[name].append(value)
    db.session.flush()
    given = {**columns, "practice": current_practice_id(), "now": now}
    rows = wire.fetch(_OWE, given) if along is None else wire.fetch(f"{along.sql},{_ALONG}", {**given, **along.given})
    for row in rows:
        if row.id is not None and row.due_at <= now:
            queue.later("notifications.deliver", current_practice_id(), row.id)
    if along is not None and rows:
        along.keep()
    return along is None or bool(rows)


def _facts_of(letter: Owed, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "kind": letter.kind,
        "key": letter.key,
        "subject_id": letter.subject_id,
        "facts": json.dumps(letter.facts),
        "user_id": letter.to.user_id,
        "to_address": letter.to.address,
        "to_name": letter.to.name,
        "time_zone": letter.to.time_zone,
        "language": letter.to.language,
        "due_at": letter.due_at or now,
        "useful_until": letter.useful_until,
    }


_COLUMNS = {
    "id": "uuid",
    "kind": "text",
    "key": "text",
    "subject_id": "uuid",
    "facts": "jsonb",
    "user_id": "uuid",
    "to_address": "text",
    "to_name": "text",
    "time_zone": "text",
    "language": "text",
    "due_at": "timestamptz",
    "useful_until": "timestamptz",
}
_ADD = f"""
INSERT INTO notifications (practice_id, created_at, state, fence, attempts, {", ".join(_COLUMNS)})
SELECT %(practice)s::uuid, %(now)s::timestamptz, '{State.OWED}', 0, 0, owed.*
FROM unnest({", ".join(f"%({name})s::{kind}[]" for name, kind in _COLUMNS.items())}) AS owed
"""  # noqa: S608 - names come from our code alone
_ONCE = "ON CONFLICT (practice_id, key) DO NOTHING RETURNING id, due_at"
_OWE = f"{_ADD}{_ONCE}"
_ALONG = f"added AS ({_ADD}, {MADE} {_ONCE})\nSELECT added.id, added.due_at FROM {MADE} LEFT JOIN added ON true"


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
