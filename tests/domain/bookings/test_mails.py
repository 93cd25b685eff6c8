"""Letters about a meeting, as both sides read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import icalendar
import pytest
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.kinds import PlaceKind
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.message import compose
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings
from tests.golden import kept, letter_text

MEETING = datetime(2027, 3, 2, 14, tzinfo=UTC)


@pytest.fixture
def booking(inside: Viewer, monkeypatch: pytest.MonkeyPatch) -> Booking:
    """Give a meeting on a day that never changes."""
    monkeypatch.setattr(clock, "_offset", datetime(2027, 2, 22, 9, tzinfo=UTC) - datetime.now(UTC))
    accounts.change_profile(inside, name="Nora Voss", time_zone="Europe/Berlin")
    offer = bookings.offer(inside)
    guest = service.Guest(
        name="Amira Haddad",
        email="amira@example.org",
        time_zone="Asia/Tokyo",
        goal="A product role",
        note="Back from leave",
        answers={"What role are you looking for?": "Product lead"},
    )
    taken = service.book(offer, guest, starts_at=MEETING)
    return queries.get_booking(inside, taken.id)


def owed(booking: Booking, kind: str) -> dict[str, Notification]:
    """Give the messages of the latest SEQUENCE by side."""
    query = select(Notification).where(Notification.subject_id == booking.id, Notification.kind == kind)
    return {n.facts["side"]: n for n in db.session.scalars(query) if n.facts["sequence"] == booking.sequence}


def as_kept(booking: Booking, kind: str) -> str:
    both = owed(booking, kind)
    text = "\n----\n\n".join(letter_text(both[side]) or "" for side in ("guest", "coach"))
    text = re.sub(r"owner\d+@", "owner@", text).replace(str(booking.id), "ID")
    return re.sub(r"/bookings/[\w-]{60,}", "/bookings/TOKEN", re.sub(r"/book/consultation-\d+", "/book/talk", text))


def message(owed: Notification) -> EmailMessage:
    letter = writer_of(owed.kind)(owed)
    assert letter is not None
    return compose(letter, owed, mail_from="Practice <hello@practice.example>", practice="Clear Path", sent_at=MEETING)


def invitation_in(mail: EmailMessage) -> tuple[str, icalendar.Event]:
    """Give the method that the mail names outside, and the event inside (whose calendar must say the same)."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_content())
    assert calendar["method"] == part["Content-Type"].params["method"]
    (event,) = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_the_letter_of_a_booking_reads_like_this(booking: Booking) -> None:
    assert as_kept(booking, "booking_confirmed") == kept("booking_confirmed")


def test_the_letter_of_a_move_reads_like_this(booking: Booking) -> None:
    service.move(booking, starts_at=MEETING + timedelta(hours=1))

    assert as_kept(booking, "booking_moved") == kept("booking_moved")


def test_the_letter_of_another_place_reads_like_this(inside: Viewer, booking: Booking) -> None:
    service.change_place(inside, booking, place_kind=PlaceKind.PHONE, place="+49 30 1234567")

    assert as_kept(booking, "booking_changed") == kept("booking_changed")


def test_the_letter_of_a_meeting_that_a_coach_made_reads_like_this(inside: Viewer, booking: Booking) -> None:
    person = {"name": "Noor Guest", "email": "noor@example.org", "time_zone": "Asia/Tokyo"}
    made = service.book_for(inside, booking.event_type, starts_at=MEETING + timedelta(hours=2), **person)

    assert as_kept(queries.get_booking(inside, made.id), "booking_made") == kept("booking_made")


def test_the_letter_of_a_cancellation_reads_like_this(booking: Booking) -> None:
    service.cancel(booking, reason="I found a job")

    assert as_kept(booking, "booking_cancelled") == kept("booking_cancelled")


@pytest.mark.parametrize(("side", "address"), [("guest", "amira@example.org"), ("coach", None)])
def test_the_invitations_follow_each_other(booking: Booking, side: str, address: str | None) -> None:
    told = []
    for kind, change in (
        ("booking_confirmed", None),
        ("booking_moved", lambda: service.move(booking, starts_at=MEETING + timedelta(hours=1))),
        ("booking_cancelled", lambda: service.cancel(booking)),
    ):
        if change:
            change()
        mail = message(owed(booking, kind)[side])
        method, event = invitation_in(mail)
        assert event["attendee"] == f"mailto:{address or mail['To'].addresses[0].addr_spec}"
        assert event["attendee"] == f"mailto:{mail['To'].addresses[0].addr_spec}"
        told.append((method, str(event["uid"]), int(event["sequence"]), event["dtstart"].dt, str(event["organizer"])))

    uid, sender, later = booking.uid, "mailto:coachapp@localhost", MEETING + timedelta(hours=1)
    assert told == [
        ("REQUEST", uid, 0, MEETING, sender),
        ("REQUEST", uid, 1, later, sender),
        ("CANCEL", uid, 2, later, sender),
    ]


def test_a_letter_whose_facts_have_changed_is_not_written(booking: Booking) -> None:
    before = owed(booking, "booking_confirmed")

    service.move(booking, starts_at=MEETING + timedelta(hours=1))

    assert [writer_of("booking_confirmed")(n) for n in before.values()] == [None, None]


def test_what_a_guest_types_never_reaches_another_guest(booking: Booking) -> None:
    guest, coach = (str(message(owed(booking, "booking_confirmed")[side])) for side in ("guest", "coach"))

    assert "Back from leave" not in guest
    assert "Back from leave" in coach
