"""Deliver what is owed; find what was missed."""

from __future__ import annotations

from email.message import EmailMessage
from uuid import UUID

import structlog

from coachapp.core import clock, mailer, unit
from coachapp.core.queue import celery
from coachapp.core.rooms import parts
from coachapp.domain.accounts.queries import get_practice, practice_ids
from coachapp.domain.notifications import queries, service
from coachapp.domain.notifications.message import compose

log = structlog.get_logger()


@celery.task(name="notifications.deliver")
def deliver(practice_id: str, notification_id: str) -> None:
    """Send one message that is due: claim it, re-read the facts, hand it over, mark it."""
    practice = UUID(practice_id)
    with unit.own(practice):
        held = service.claim(UUID(notification_id))
    if held is None:
        return
    with unit.own(practice):
        message = _write(practice, held)
    if message is not None:
        _hand_over(practice, held, message)


def _write(practice_id: UUID, held: service.Claim) -> EmailMessage | None:
    written = service.write(held)
    if written is None:
        return None
    owed, letter = written
    return compose(
        letter,
        owed,
        mail_from=mailer.sender(),
        practice=get_practice(practice_id).name,
        sent_at=clock.now(),
    )


def _hand_over(practice: UUID, held: service.Claim, message: EmailMessage) -> None:
    def kept() -> None:
        with unit.own(practice):
            service.mark_sent(held)

    try:
        mailer.deliver(message, kept)
    except mailer.MailRefused as refusal:
        log.warning("mail.refused", notification=str(held.id), reason=str(refusal))
        with unit.own(practice):
            service.mark_refused(held, str(refusal))
    except mailer.MailDelayed as delay:
        log.info("mail.delayed", notification=str(held.id), reason=str(delay))
        with unit.own(practice):
            service.mark_delayed(held, str(delay))


@celery.task(name="notifications.sweep")
def sweep() -> None:
    """Deliver everything that is due, whether or not anybody rang for it."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            due = queries.due_ids(clock.now())
        for notification_id in due:
            deliver(str(practice), str(notification_id))


@celery.task(name="notifications.owe")
def owe() -> None:
    """Ask each room what it owes by now: every function named owe_* in its reminders."""
    with unit.own():
        practices = practice_ids()
    debts = [
        getattr(module, name)
        for module in parts("coachapp.domain", "reminders")
        for name in sorted(vars(module))
        if name.startswith("owe_")
    ]
    for practice in practices:
        for debt in debts:
            with unit.own(practice):
                debt(clock.now())
