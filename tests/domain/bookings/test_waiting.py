"""Meetings that wait for a word: of the guest by mail, of the coach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import CONFIRM, Booking, EventType
from coachapp.domain.bookings.persons import person_of
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def inside(owner: Viewer) -> Viewer:
    return people.coach(owner)


def told(booking: Booking) -> list[str]:
    rows = db.session.scalars(select(Notification).where(Notification.subject_id == booking.id))
    return sorted(f"{row.kind} {row.facts['side']}" for row in rows if row.kind.startswith("booking_"))


def take(offer: EventType, days: float = 3, **facts: str) -> Booking:
    return service.book(offer, bookings.guest(**facts), starts_at=bookings.in_days(days))


def test_a_request_holds_its_time_until_the_coach_says_yes(inside: Viewer) -> None:
    offer = bookings.offer(inside, needs_confirmation=True)
    asked = take(offer)

    assert (asked.status, told(asked)) == (Status.REQUESTED, ["booking_requested coach", "booking_requested guest"])
    with pytest.raises(errors.SlotTaken):
        take(offer)
    service.accept(inside, asked)
    service.accept(inside, asked)
    assert (asked.status, asked.held_until, asked.sequence) == (Status.CONFIRMED, None, 0)
    assert told(asked)[:2] == ["booking_confirmed coach", "booking_confirmed guest"]


def test_a_request_that_is_declined_frees_its_time_and_tells_the_guest(inside: Viewer) -> None:
    offer = bookings.offer(inside, needs_confirmation=True)
    asked = take(offer)

    service.decline(inside, asked, reason="I am away that week.")

    assert asked.status is Status.DECLINED
    assert "booking_declined guest" in told(asked)
    assert take(offer).status is Status.REQUESTED
    with pytest.raises(errors.NotPending):
        service.accept(inside, asked)


def test_a_request_that_nobody_answers_runs_out_and_can_still_be_accepted_while_it_is_free(inside: Viewer) -> None:
    offer = bookings.offer(inside, needs_confirmation=True, answer_hours=2)
    asked = take(offer)

    bookings.wait(2 * HOUR)
    bookings.wait(HOUR)

    assert (asked.status, told(asked).count("booking_expired guest")) == (Status.EXPIRED, 1)
    assert service.accept(inside, asked).status is Status.CONFIRMED


def test_of_two_requests_for_one_time_one_is_confirmed_and_the_other_declined_with_a_mail(inside: Viewer) -> None:
    offer = bookings.offer(inside, needs_confirmation=True, answer_hours=2)
    first = take(offer)
    bookings.wait(2 * HOUR)
    second = service.book(offer, bookings.guest(), starts_at=first.starts_at)

    service.accept(inside, second)
    service.accept(inside, first)

    assert (second.status, first.status) == (Status.CONFIRMED, Status.DECLINED)
    assert "booking_declined guest" in told(first)
    assert "booking_confirmed guest" not in told(first)


def test_a_guest_takes_a_request_back_and_the_coach_is_told_once(inside: Viewer) -> None:
    asked = queries.whole(take(bookings.offer(inside, needs_confirmation=True)).id)
    assert asked is not None

    service.cancel(asked)
    service.cancel(asked)

    assert asked.status is Status.CANCELLED
    assert [kind for kind in told(asked) if "requested" not in kind] == ["booking_withdrawn coach"]
    with pytest.raises(errors.NotPending):
        service.accept(inside, asked)


def test_the_coach_hears_nothing_before_the_guest_has_confirmed_by_mail(inside: Viewer) -> None:
    offer = bookings.offer(inside, confirm_by_mail=True)
    typed = take(offer)

    assert (typed.status, told(typed)) == (Status.UNCONFIRMED, ["booking_to_confirm guest"])
    with pytest.raises(NotFound):
        queries.get_booking(inside, typed.id)
    token = service.confirm_url(typed).rpartition("/")[2]
    service.confirm_address(queries.managed(token, purpose=CONFIRM))
    service.confirm_address(queries.managed(token, purpose=CONFIRM))
    assert typed.status is Status.CONFIRMED
    assert told(typed) == ["booking_confirmed coach", "booking_confirmed guest", "booking_to_confirm guest"]


def test_the_link_that_the_form_leads_to_does_not_confirm(inside: Viewer) -> None:
    typed = take(bookings.offer(inside, confirm_by_mail=True))
    manage = service.manage_url(typed).rpartition("/")[2]

    with pytest.raises(NotFound):
        queries.managed(manage, purpose=CONFIRM)


def test_a_time_is_held_for_a_typed_address_once_a_day_and_for_a_quarter_of_an_hour(inside: Viewer) -> None:
    offer = bookings.offer(inside, confirm_by_mail=True)
    first = take(offer)

    with pytest.raises(errors.SlotTaken):
        take(offer)
    bookings.wait(QUARTER)
    assert first.status is Status.EXPIRED
    flood = [service.book(offer, bookings.guest(), starts_at=first.starts_at) for _ in range(40)]

    assert queries.explain(offer, first.starts_at)[0] is None
    assert {typed.status for typed in flood} == {Status.UNCONFIRMED}
    assert {kind for typed in flood for kind in told(typed)} == {"booking_to_confirm guest"}
    service.confirm_address(flood[7])
    assert flood[7].status is Status.CONFIRMED
    with pytest.raises(errors.SlotTaken):
        service.confirm_address(first)


def test_a_late_confirmation_counts_while_the_time_is_free(inside: Viewer) -> None:
    typed = take(bookings.offer(inside, confirm_by_mail=True, needs_confirmation=True))

    bookings.wait(HOUR)
    service.confirm_address(typed)

    assert typed.status is Status.REQUESTED
    with pytest.raises(errors.NotPending):
        service.accept(inside, take(bookings.event_type(inside, confirm_by_mail=True), days=5))


@pytest.mark.parametrize(("limit", "days"), [("most_open_per_person", 4), ("most_in_90_days", 5)])
def test_one_person_gets_one_by_whichever_spelling_of_the_address(inside: Viewer, limit: str, days: int) -> None:
    offer = bookings.offer(inside, confirm_by_mail=True, **{limit: 1})
    service.confirm_address(take(offer, email="amira.haddad@gmail.com"))

    again = take(offer, days=days, email="AmiraHaddad+work@googlemail.com")
    other = take(offer, days=days + 1, email="amira@example.org")

    with pytest.raises(errors.GuestLimit):
        service.confirm_address(again)
    assert service.confirm_address(other).status is Status.CONFIRMED


def test_addresses_of_one_person_fold_into_one() -> None:
    assert person_of("Amira.Haddad+jobs@Gmail.com") == person_of("amirahaddad@googlemail.com")
    assert person_of("amira.haddad@example.org") != person_of("amirahaddad@example.org")
    assert person_of("+tag@example.org") == "+tag@example.org"
