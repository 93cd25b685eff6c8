"""A meeting that is taken gets another place, or its guest another link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.errors import Forbidden
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service, wording
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import Letter, writer_of
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people, steps

CAFE = {"place_kind": PlaceKind.IN_PERSON, "place": "Cafe Anton, Berlin"}


def letters(booking: Booking, kind: str) -> dict[str, Letter | None]:
    owed = db.session.scalars(
        select(Notification).where(Notification.subject_id == booking.id, Notification.kind == kind)
    )
    return {f"{each.facts['side']}{each.facts.get('sequence', '')}": writer_of(kind)(each) for each in owed}


def test_another_place_is_another_sequence_and_an_invitation_to_both(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    uid, start = booking.uid, booking.starts_at

    service.change_place(inside, booking, **CAFE)

    assert (booking.sequence, booking.moves, booking.uid, booking.starts_at) == (1, 0, uid, start)
    written = letters(booking, "booking_changed")
    assert set(written) == {"guest1", "coach1"}
    for letter in written.values():
        assert letter is not None
        assert letter.subject.startswith("Changed: ")
        file = letter.attachments[0]
        assert (file.calendar_method, b"SEQUENCE:1" in file.content) == ("REQUEST", True)
        assert b"In person: Cafe Anton\\, Berlin" in file.content.replace(b"\r\n ", b"")
    assert set(letters(booking, "booking_confirmed").values()) == {None}


def test_the_same_place_tells_nobody(inside: Viewer) -> None:
    booking = bookings.booking(inside)

    service.change_place(inside, booking, place_kind=PlaceKind.VIDEO, place=booking.place)
    service.change_place(inside, booking, **CAFE)
    service.change_place(inside, booking, **CAFE)

    assert booking.sequence == 1


def test_reminders_of_the_old_place_are_void_and_not_sent_twice(inside: Viewer) -> None:
    booking = bookings.booking(inside, days=0.5)
    booking.timed_at -= timedelta(days=9)
    for step in _before(booking):
        step.since -= timedelta(days=9)
    db.session.flush()
    steps.sweep(booking.starts_at - timedelta(hours=10))
    before = steps.sides(booking, "day_before")

    service.change_place(inside, booking, **CAFE)
    steps.sweep(booking.starts_at - timedelta(hours=9))
    steps.sweep(booking.starts_at - timedelta(minutes=59))

    assert (before, steps.sides(booking, "day_before")) == (["coach", "guest"], [])
    assert {writer_of(each.kind)(each) for each in steps.owed(booking, "day_before")} == {None}
    assert steps.sides(booking, "hour_before") == ["coach", "guest"]


def _before(booking: Booking):
    return [steps.usual(booking.event_type, name) for name in ("day_before", "hour_before")]


def test_a_room_of_its_own_and_a_place_left_open(inside: Viewer) -> None:
    booking = bookings.booking(inside)

    service.change_place(inside, booking, place_kind=PlaceKind.VIDEO, place="https://meet.example.org/{room}")
    assert "{room}" not in booking.place
    assert len(booking.place) > len("https://meet.example.org/") + 20
    service.change_place(inside, booking, place_kind=PlaceKind.PHONE, place="")
    assert wording.where(booking) == "By phone; your coach writes to you about who calls whom"


def test_what_is_cancelled_has_begun_or_belongs_to_another_stays(inside: Viewer) -> None:
    off, begun = bookings.booking(inside), bookings.booking(inside, days=4)
    service.cancel(off)
    begun.starts_at -= timedelta(days=5)
    db.session.flush()
    for booking, refusal in ((off, errors.AlreadyCancelled), (begun, errors.PastCutoff)):
        with pytest.raises(refusal):
            service.change_place(inside, booking, **CAFE)
        with pytest.raises(refusal):
            service.renew_link(inside, booking)
    with pytest.raises(Forbidden):
        service.change_place(people.coach(inside), begun, **CAFE)


def test_a_new_link_reaches_the_guest_alone_and_ends_the_old_one(inside: Viewer) -> None:
    booking = bookings.booking(inside)
    old = service.manage_url(booking).rpartition("/")[2]

    service.renew_link(inside, booking)
    service.renew_link(inside, booking)

    owed = db.session.scalars(select(Notification).where(Notification.kind == "booking_link").order_by(Notification.id))
    written = [(each.facts["side"], writer_of(each.kind)(each)) for each in owed]
    assert [side for side, _ in written] == ["guest", "guest"]
    assert (written[0][1], written[1][1] is not None) == (None, True)
    with pytest.raises(errors.ManageLinkOver):
        queries.managed(old)
    assert booking.sequence == 0
