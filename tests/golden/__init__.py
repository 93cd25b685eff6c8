"""Letters as they read: each kept beside its test, changed on purpose alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.tongue import speaking
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.message import compose
from coachapp.domain.notifications.models import Notification

HERE = Path(__file__).parent


def owed(kind: str) -> list[Notification]:
    """Give the messages of that kind that this practice owes, the first due first."""
    return list(db.session.scalars(select(Notification).where(Notification.kind == kind).order_by(Notification.due_at)))


def letter_text(message: Notification) -> str | None:
    """Give the message as text: its subject, then what stands in it; None when it is no longer due."""
    with speaking(message.language):
        letter = writer_of(message.kind)(message)
    if letter is None:
        return None
    made = compose(
        letter, message, mail_from="a@b.example", practice="Clear Path", sent_at=datetime(2027, 1, 1, tzinfo=UTC)
    )
    body = made.get_body(("plain",))
    assert body is not None
    return f"Subject: {made['Subject']}\n\n{body.get_content().replace(chr(13), '')}"


def kept(name: str) -> str:
    """Give the letter as it was kept."""
    return (HERE / f"{name}.txt").read_text(encoding="utf-8")
