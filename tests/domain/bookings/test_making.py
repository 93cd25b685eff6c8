"""A coach books for somebody: past their own rules, never over what is taken."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Forbidden, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.queries import timeline
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.rules import OVERRULED_BY_COACH, Refusal
from coachapp.domain.hours.openings import Window
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

GUEST = {"name": "Noor Guest", "email": "noor@example.org", "time_zone": "Asia/Tokyo"}
STEP = timedelta(minutes=7)


def letters(booking: Booking) -> list[Notification]:
    return list(db.session.scalars(select(Notification).where(Notification.subject_id == booking.id)))


@pytest.mark.parametrize(
    ("facts", "shift", "refusal"),
    [
        ({}, STEP, errors.OffGrid),
        ({"notice_minutes": 20_000}, STEP * 0, errors.TooSoon),
        ({"horizon_days": 1}, STEP * 0, errors.TooFar),
        ({"horizon_days": 1}, timedelta(days=300), errors.TooFar),
        ({"most_per_day": 1}, timedelta(hours=1), errors.DayFull),
        ({"most_per_week": 1}, timedelta(hours=1), errors.WeekFull),
        ({"most_per_month": 1}, timedelta(hours=1), errors.MonthFull),
    ],
)
def test_a_coach_passes_over_their_own_rules(inside: Viewer, facts, shift, refusal) -> None:
    offer = bookings.offer(inside, **facts)
    start = bookings.in_days(3).astimezone(ZoneInfo("Europe/Berlin")).replace(hour=12)
    if refusal in {errors.DayFull, errors.WeekFull, errors.MonthFull}:
        service.book(offer, bookings.guest(), starts_at=start)

    with pytest.raises(refusal):
        service.book(offer, bookings.guest(), starts_at=start + shift)
    made = service.book_for(inside, offer, starts_at=start + shift, **GUEST)

    assert (made.starts_at, made.made_by, made.is_confirmed) == (start + shift, Side.COACH, True)


def test_outside_the_hours_is_no_obstacle(inside: Viewer) -> None:
    bookings.hours(inside, weekly={0: [Window(540, 600)]})
    offer = bookings.event_type(inside)
    night = bookings.in_days(4).astimezone(ZoneInfo("Europe/Berlin")).replace(hour=3)

    assert service.book_for(inside, offer, starts_at=night, **GUEST).starts_at == night


def test_never_over_a_meeting_blocked_time_or_the_past_even_far_ahead(inside: Viewer) -> None:
    offer = bookings.offer(inside, horizon_days=30)
    for days in (3, 400):
        start = bookings.in_days(days)
        first = service.book_for(inside, offer, starts_at=start, **GUEST)
        service.block(inside, starts_at=first.ends_at + STEP, ends_at=first.ends_at + STEP * 2)
        for taken in (start + STEP, first.ends_at):
            with pytest.raises(errors.SlotTaken) as refused:
                service.book_for(inside, offer, starts_at=taken, **GUEST)
        assert len(refused.value.alternatives) == 3
    for at, refusal in ((-1, errors.InThePast), (900, errors.TooFar)):
        with pytest.raises(refusal):
            service.book_for(inside, offer, starts_at=bookings.in_days(at), **GUEST)


def test_what_is_not_overruled_still_refuses_in_the_one_decision(inside: Viewer) -> None:
    offer = bookings.offer(inside, notice_minutes=20_000)
    booking = service.book_for(inside, offer, starts_at=bookings.in_days(3), **GUEST)
    diary = queries.diary(offer)

    assert diary.decide(booking.starts_at) is Refusal.TOO_SOON
    assert diary.decide(booking.starts_at, overruled=OVERRULED_BY_COACH) is Refusal.SLOT_TAKEN
    assert diary.decide(clock.now() - STEP, overruled=OVERRULED_BY_COACH) is Refusal.IN_THE_PAST


def test_both_sides_are_told_who_booked_with_the_invitation(inside: Viewer) -> None:
    made = service.book_for(inside, bookings.offer(inside), starts_at=bookings.in_days(3), **GUEST)

    written = {each.facts["side"]: writer_of(each.kind)(each) for each in letters(made)}

    assert set(written) == {"guest", "coach"}
    assert f"{inside.name} has booked this meeting with you." in written["guest"].paragraphs[0]
    assert "booked for Noor Guest" in written["coach"].paragraphs[0]
    assert {letter.attachments[0].calendar_method for letter in written.values()} == {"REQUEST"}


def test_a_client_is_taken_from_their_file_and_their_timeline_says_who_booked(inside: Viewer) -> None:
    maya, client = people.client(inside, zone="Asia/Tokyo")

    made = service.book_for(inside, bookings.offer(inside), starts_at=bookings.in_days(3), client_id=client.id)

    assert (made.client_id, made.guest_email, made.time_zone) == (client.id, client.email, "Asia/Tokyo")
    said = [timeline(who, client).items[0].text for who in (inside, maya)]
    assert said == ["You booked: Free consultation", f"{inside.name} booked: Free consultation"]


def test_colleagues_book_neither_each_others_offers_nor_clients(inside: Viewer) -> None:
    coach, colleague = people.coach(inside), people.coach(inside)
    _, client = people.client(coach)
    theirs, own = bookings.offer(coach), bookings.offer(colleague)

    with pytest.raises(Forbidden):
        service.book_for(colleague, theirs, starts_at=bookings.in_days(3), **GUEST)
    with pytest.raises(NotFound):
        service.book_for(colleague, own, starts_at=bookings.in_days(3), client_id=client.id)
    assert service.book_for(inside, theirs, starts_at=bookings.in_days(3), client_id=client.id)


def test_questions_that_guests_must_answer_are_not_asked(inside: Viewer) -> None:
    asked = [{"text": "Which role?", "kind": "text", "is_required": True}]

    assert service.book_for(inside, bookings.offer(inside, questions=asked), starts_at=bookings.in_days(3), **GUEST)
