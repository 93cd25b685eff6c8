"""The doctor finds what must not be."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from coachapp.core import clock, storage
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification, State
from coachapp.domain.ops import doctor
from tests.factories import bookings


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
