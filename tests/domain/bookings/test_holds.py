"""A time is kept for whoever fills the form, for minutes, and never for long against everybody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.holds import MOST_AT_ONCE, Hold
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import Booking, EventType
from tests.factories import bookings

MINUTE = timedelta(minutes=1)


def keep(offer: EventType, at: datetime, visit: str, origin: str = "") -> Hold:
    return service.keep_time(offer, starts_at=at, visit=visit, origin=origin)


def take(offer: EventType, at: datetime, visit: str | None = None) -> Booking:
    return service.book(offer, bookings.guest(), starts_at=at, visit=visit)


def is_free(offer: EventType, at: datetime) -> bool:
    return queries.explain(offer, at)[0] is None


def test_a_kept_time_is_refused_to_others_for_five_minutes_and_taken_by_its_visitor(inside: Viewer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)

    held = keep(offer, at, "amira")

    assert held.held_until - clock.now() == pytest.approx(timedelta(minutes=5), abs=timedelta(seconds=5))
    with pytest.raises(errors.SlotTaken) as refused:
        take(offer, at, "ben")
    assert at not in refused.value.alternatives
    with pytest.raises(errors.SlotTaken):
        keep(offer, at, "ben")
    assert take(offer, at, "amira").status is Status.CONFIRMED


def test_a_kept_time_that_nobody_books_is_free_again(inside: Viewer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    keep(offer, at, "amira")

    bookings.wait(5 * MINUTE)

    assert is_free(offer, at)
    assert take(offer, at, "amira").status is Status.CONFIRMED


def test_going_back_keeps_the_time_and_another_choice_frees_it(inside: Viewer) -> None:
    offer, at, later = bookings.offer(inside), bookings.in_days(3), bookings.in_days(4)
    first = keep(offer, at, "amira")
    bookings.wait(2 * MINUTE)

    assert keep(offer, at, "amira").held_until == first.held_until
    keep(offer, later, "amira")

    assert is_free(offer, at)
    assert not is_free(offer, later)


def test_a_choice_that_is_gone_leaves_nothing_kept(inside: Viewer) -> None:
    offer, at, later = bookings.offer(inside), bookings.in_days(3), bookings.in_days(4)
    take(offer, later)
    keep(offer, at, "amira")
    db.session.commit()

    with pytest.raises(errors.SlotTaken):
        keep(offer, later, "amira")
    db.session.rollback()

    assert queries.held_by(offer, "amira") is not None


def test_letting_go_frees_the_time_at_once_and_twice_changes_nothing(inside: Viewer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    keep(offer, at, "amira")

    service.let_go(offer, "ben")
    assert not is_free(offer, at)
    service.let_go(offer, "amira")
    service.let_go(offer, "amira")

    assert is_free(offer, at)


def test_visitors_who_come_to_nothing_keep_a_time_for_a_quarter_of_an_hour_a_day(inside: Viewer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    for n in range(3):
        keep(offer, at, f"visitor {n}")
        assert not is_free(offer, at)
        bookings.wait(5 * MINUTE)

    assert not keep(offer, at, "the next").is_live(clock.now())
    assert is_free(offer, at)
    bookings.wait(timedelta(days=1))
    assert keep(offer, at, "the next day").is_live(clock.now())


def test_an_address_that_nobody_confirmed_gets_what_is_left_of_that_quarter(inside: Viewer) -> None:
    offer, at = bookings.offer(inside, confirm_by_mail=True), bookings.in_days(3)
    keep(offer, at, "amira")
    bookings.wait(4 * MINUTE)

    booked = take(offer, at, "amira")

    assert booked.status is Status.UNCONFIRMED
    assert booked.held_until is not None
    assert booked.held_until - clock.now() == pytest.approx(11 * MINUTE, abs=timedelta(seconds=5))
    bookings.wait(11 * MINUTE)
    assert is_free(offer, at)
    assert not keep(offer, at, "ben").is_live(clock.now())


def test_one_network_address_keeps_ten_times_at_once(inside: Viewer) -> None:
    offer = bookings.offer(inside)
    first = bookings.in_days(3)
    held = [keep(offer, first + n * timedelta(hours=1), f"visitor {n}", "192.0.2.1") for n in range(MOST_AT_ONCE + 1)]

    assert [each.is_live(clock.now()) for each in held] == [True] * MOST_AT_ONCE + [False]
    assert keep(offer, first + timedelta(hours=20), "elsewhere", "192.0.2.2").is_live(clock.now())
    assert not any(each.origin and "192" in each.origin for each in held)


def test_a_kept_time_counts_for_the_limit_of_its_day(inside: Viewer) -> None:
    offer, at = bookings.offer(inside, most_per_day=1), bookings.in_days(3)
    keep(offer, at, "amira")

    assert queries.explain(offer, at + timedelta(hours=1))[0] is not None
    assert take(offer, at, "amira").status is Status.CONFIRMED


def test_what_visitors_keep_binds_no_coach(inside: Viewer) -> None:
    offer, at = bookings.offer(inside), bookings.in_days(3)
    standing = take(offer, bookings.in_days(5))
    keep(offer, at, "amira")

    service.move(standing, starts_at=at, actor=inside)

    with pytest.raises(errors.SlotTaken):
        take(offer, at, "amira")


def test_holds_that_count_no_more_are_forgotten(inside: Viewer) -> None:
    offer = bookings.offer(inside)
    keep(offer, bookings.in_days(3), "amira")

    bookings.wait(timedelta(days=1, minutes=6))

    assert db.session.scalar(select(func.count()).select_from(Hold)) == 0
