"""Letters to guests in their own language, with its dates and times; the coach's stay English."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.tongue import speaking
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import mails, queries, service
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reminders import service as reminders
from tests.factories import bookings, steps
from tests.golden import kept, letter_text

MEETING = datetime(2027, 3, 2, 14, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONES = {"de": "Europe/Vienna", "es": "America/Mexico_City", "en-US": "America/New_York"}
OURS = re.compile(r"\b(?:the|your|you|When|Where|With|Hello|meeting|mail|and)\b")


@pytest.fixture
def coach(inside: Viewer, monkeypatch: pytest.MonkeyPatch) -> Viewer:
    """Give a coach on a day that never changes."""
    monkeypatch.setattr(clock, "_offset", datetime(2027, 2, 22, 9, tzinfo=UTC) - datetime.now(UTC))
    accounts.change_profile(inside, name="Nora Voss", time_zone="Europe/Berlin")
    return inside


def take(coach: Viewer, language: str, at: datetime = MEETING, **facts: object) -> Booking:
    offer = bookings.offer(coach, name="Impuls", questions=[], place="https://video.example.org/nora", **facts)
    guest = bookings.guest(language=language, time_zone=ZONES[language], email="amira@example.org", goal="Klima")
    booked = queries.whole(service.book(offer, guest, starts_at=at).id)
    assert booked is not None
    return booked


def told(booking: Booking, side: str = "guest") -> str:
    """Give all letters about a meeting that are still due, in the order in which they were owed."""
    rows = db.session.scalars(
        select(Notification).where(Notification.subject_id == booking.id).order_by(Notification.created_at)
    )
    text = "\n----\n\n".join(
        said for row in rows if row.facts["side"] == side and (said := letter_text(row)) is not None
    )
    text = re.sub(r"consultation-\d+", "talk", text)
    return re.sub(r"/(bookings/confirm|bookings|follow-ups)/[\w-]{60,}", r"/\1/TOKEN", text)


def letters(coach: Viewer, language: str) -> str:
    """Give what a guest is told who asks, is declined, books, moves, is reminded, thanked, and cancels."""
    asked = take(coach, language, at=MEETING + DAY, needs_confirmation=True, confirm_by_mail=True)
    parts = [told(asked)]
    service.confirm_address(asked)
    parts.append(told(asked))
    service.decline(coach, asked, reason="Zug fällt aus")
    parts.append(told(asked))
    booking = take(coach, language)
    parts.append(told(booking))
    service.move(booking, starts_at=MEETING + HOUR)
    reminders.switch(coach, booking.event_type, steps.usual(booking.event_type, "not_now"), is_on=True)
    for at in (MEETING - DAY, MEETING, MEETING + 4 * HOUR, MEETING + 30.2 * DAY):
        steps.sweep(at)
    parts.append(told(booking))
    service.cancel(booking)
    parts.append(told(booking))
    return "\n====\n\n".join(parts)


@pytest.mark.parametrize("language", ["de", "es"])
def test_guests_read_their_letters_in_their_language(coach: Viewer, language: str) -> None:
    said = letters(coach, language)

    assert said == kept(f"guest_{language}")
    assert OURS.findall(said) == []


def test_american_guests_have_twelve_hours_a_half_day(coach: Viewer) -> None:
    booking = take(coach, "en-US")

    said = told(booking)

    assert "Subject: Booked: Impuls, Tue, March 2, 9:00 am" in said
    assert "When: Tuesday, March 2, 2027, 9:00 am to 9:30 am, New York time" in said


def test_coaches_read_english_whatever_their_guest_speaks(coach: Viewer) -> None:
    booking = take(coach, "de")

    said = told(booking, "coach")

    assert "Subject: Booked: Impuls, Tue 2 March, 15:00" in said
    assert "When: Tuesday 2 March 2027, 15:00 to 15:30, Berlin time" in said


def test_calendars_are_told_in_the_language_of_their_owner_wherever_one_asks(coach: Viewer) -> None:
    booking = take(coach, "es")

    with speaking("de"):
        guest, own = (mails.meeting_of(booking, for_guest=side) for side in (True, False))

    assert (guest.summary, own.summary) == ("Impuls con Nora Voss", "Impuls with Amira Haddad")
    assert guest.description.startswith("Ver, cambiar o cancelar: ")
    assert guest.place == "Videollamada: https://video.example.org/nora"


def test_words_of_a_coach_stay_as_they_are(coach: Viewer) -> None:
    booking = take(coach, "de")
    step = steps.usual(booking.event_type, "day_before")
    reminders.change(coach, booking.event_type, step, subject="See you: {start}", body="Bring tea, {guest}.")
    steps.sweep(MEETING - DAY)

    said = told(booking)

    assert "Subject: See you: Di., 2. März, 15:00 Uhr" in said
    assert "Bring tea, Amira Haddad." in said


def test_who_waits_is_written_to_in_their_language(coach: Viewer) -> None:
    full = take(coach, "es", most_per_day=1)
    zone = ZONES["de"]
    waits = service.join(
        full.event_type, bookings.guest(language="de", time_zone=zone), day=MEETING.date(), minutes=None
    )
    joined = _letter(waits.id, "waitlist_joined")
    service.cancel(full)

    offered = _letter(waits.id, "waitlist_offered")

    assert joined.startswith("Subject: Sie stehen auf der Warteliste: Impuls, Dienstag, 2. März 2027\n")
    assert offered.startswith("Subject: Eine Zeit ist frei geworden: Impuls, Di., 2. März, ")
    assert OURS.findall(joined + offered) == []


def _letter(subject_id: object, kind: str) -> str:
    row = db.session.scalars(
        select(Notification).where(Notification.subject_id == subject_id, Notification.kind == kind)
    ).one()
    return letter_text(row) or ""
