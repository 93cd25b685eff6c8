"""The doctor finds what must not be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from coachapp.core import clock, storage
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification, State
from coachapp.domain.ops import doctor
from tests.factories import bookings
from tests.servers import Database


def test_a_sound_practice_has_no_findings(owner: Viewer) -> None:
    bookings.booking(owner)

    assert list(doctor.examine_practice()) == []


def test_a_row_whose_file_is_gone_is_found(owner: Viewer) -> None:
    booking = bookings.booking(owner)
    booking.resume_key = storage.current().put(owner.practice_id, b"a resume")
    db.session.flush()
    storage.current().delete(booking.resume_key)

    assert [each.check for each in doctor.examine_practice()] == ["row without its file"]


def test_a_file_that_no_row_names_is_found_after_an_hour(owner: Viewer) -> None:
    key = storage.current().put(uuid4(), b"nobody's")

    young = [each.subject for each in doctor.examine_files(set())]
    clock.shift(2 * 3600)
    old = [each.subject for each in doctor.examine_files(set())]
    clock.shift(0)
    storage.current().delete(key)

    assert (key in young, key in old) == (False, True)


def test_a_message_stuck_past_its_lease_is_found(owner: Viewer) -> None:
    accounts.invite_coach(owner, name="Nadia", email="nadia@example.org")
    message = db.session.query(Notification).one()
    message.state, message.lease_until = State.SENDING, clock.now() - timedelta(minutes=6)
    db.session.flush()

    assert [each.check for each in doctor.examine_practice()] == ["stuck message"]


def test_a_database_as_it_was_migrated_keeps_what_was_published(owner: Viewer) -> None:
    assert list(doctor.examine_database()) == []


@pytest.mark.parametrize(
    "undone",
    ["DROP TRIGGER published_is_sealed ON scores", "ALTER TABLE scores DISABLE TRIGGER published_is_sealed"],
    ids=["gone", "switched off"],
)
def test_a_seal_that_is_gone_or_switched_off_is_found(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask], undone: str
) -> None:
    database = clone_database()
    owner = make_url(database.owner_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(owner) as connection:
        connection.execute(undone.encode())

    with app_of(database.url).app_context():
        found = list(doctor.examine_database())

    assert [(each.check, each.subject) for each in found] == [("published without a seal", "scores")]
