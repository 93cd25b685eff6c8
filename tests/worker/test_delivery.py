"""One message, from owed to sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from coachapp.core import clock, mailer
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification, State
from coachapp.worker import notifications as worker
from tests.worker.post_office import PostOffice


@pytest.fixture
def post(app: Flask, tmp_path: Path) -> Iterator[PostOffice]:
    """Open a post office, and send our mail there."""
    office = PostOffice()
    controller = office.open()
    settings = app.extensions["settings"]
    mailer.configure(office.url, tmp_path, settings.mail_from)
    yield office
    mailer.configure(settings.smtp_url, settings.data / "mail", settings.mail_from)
    controller.stop()


def owe(owner: Viewer) -> Notification:
    """Owe somebody an invitation."""
    invitation = accounts.invite_coach(owner, name="Nadia Novak", email="nadia@example.org")
    db.session.commit()
    return db.session.scalars(select(Notification).where(Notification.subject_id == invitation.id)).one()


def deliver(owed: Notification) -> Notification:
    """Ring for the message as the queue does."""
    db.session.commit()
    worker.deliver(str(owed.practice_id), str(owed.id))
    db.session.expire_all()
    return owed


def test_a_message_leaves_once_however_often_it_is_rung_for(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)

    for _ in range(3):
        deliver(owed)

    assert (owed.state, len(post.messages)) == (State.SENT, 1)
    assert post.messages[0]["Message-ID"] == f"<{owed.id}@localhost>"
    assert post.messages[0]["To"] == "Nadia Novak <nadia@example.org>"


def test_a_server_that_says_later_is_asked_again(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)
    post.answer = "451 not now"

    deliver(owed)

    assert owed.state is State.OWED
    assert clock.now() < owed.due_at <= clock.now() + timedelta(minutes=4)


def test_a_server_that_says_never_is_believed_and_shown(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)
    post.answer = "550 no such person"

    deliver(owed)

    assert (owed.state, owed.error) == (State.REFUSED, "550")


def test_what_is_answered_to_the_goodbye_sends_nothing_twice(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)
    post.goodbye = "421 closing"

    deliver(owed)

    assert (owed.state, len(post.messages)) == (State.SENT, 1)


def test_a_server_that_is_away_loses_nothing(owner: Viewer, app: Flask, tmp_path: Path) -> None:
    owed = owe(owner)
    settings = app.extensions["settings"]
    mailer.configure("smtp://127.0.0.1:1", tmp_path, settings.mail_from)

    deliver(owed)

    mailer.configure(settings.smtp_url, settings.data / "mail", settings.mail_from)
    assert (owed.state, owed.attempts) == (State.OWED, 1)


def test_what_is_past_its_use_is_not_sent(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)
    owed.useful_until = clock.now() - timedelta(seconds=1)

    deliver(owed)

    assert (owed.state, post.messages) == (State.EXPIRED, [])


def test_what_is_no_longer_due_is_dropped(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)
    accounts.revoke_invitation(owner, owed.subject_id)

    deliver(owed)

    assert (owed.state, post.messages) == (State.DROPPED, [])


def test_a_delivery_that_lost_its_lease_cannot_close_the_message(owner: Viewer, post: PostOffice) -> None:
    from coachapp.domain.notifications import service

    owed = owe(owner)
    old = service.claim(owed.id)
    assert old is not None
    db.session.expire_all()
    owed.lease_until = clock.now() - timedelta(seconds=1)
    db.session.flush()
    new = service.claim(owed.id)

    service.mark_refused(old, "too late")

    db.session.expire_all()
    assert new is not None
    assert (new.fence, owed.state) == (old.fence + 1, State.SENDING)


def test_the_sweep_finds_what_nobody_rang_for(owner: Viewer, post: PostOffice) -> None:
    owed = owe(owner)

    worker.sweep()

    db.session.expire_all()
    assert owed.state is State.SENT
