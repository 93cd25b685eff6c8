"""Whatever happens to a meeting, and however late beat rings: no letter too many, none about what is no more."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service as bookings_service
from coachapp.domain.bookings.kinds import Side
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.reminders.models import Kind, ReminderStep, To
from coachapp.domain.reminders.reminders import due_at, is_due, merged, useful_until
from tests.factories import bookings, steps

NOW = datetime(2027, 3, 2, 14, tzinfo=UTC)
ONE = UUID(int=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Meeting:
    """A meeting on paper."""

    starts_at: datetime
    timed_at: datetime
    sequence: int = 0
    id: UUID = ONE

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + HOUR / 2


def step(kind: Kind, minutes: int, to: To = To.GUEST) -> ReminderStep:
    return ReminderStep(kind=kind, minutes=minutes, to=to, since=NOW - 365 * DAY, subject="", body="")


leads = st.lists(st.integers(0, 5000), min_size=1, max_size=5, unique=True)


@given(leads, st.integers(0, 6000), st.lists(st.integers(-9000, 9000), max_size=30))
def test_reminders_on_paper(minutes: list[int], ahead: int, rings: list[int]) -> None:
    """Each at most once, in its time, never about what is nearer already, never for a lead that the booking missed."""
    meeting = Meeting(NOW, NOW - ahead * MINUTE)
    sequence = [step(Kind.REMINDER, each) for each in minutes]
    sent: dict[int, datetime] = {}

    for at in sorted(NOW + ring * MINUTE for ring in rings):
        if at < meeting.timed_at:
            continue
        now_due = [each for each in sequence if is_due(each, meeting, at)]
        useful = [each for each in now_due if at < useful_until(each, sequence, meeting, Side.GUEST)]
        assert len(useful) <= 1
        for each in useful:
            sent.setdefault(each.minutes, at)

    for lead, at in sent.items():
        assert lead <= ahead
        assert meeting.starts_at - lead * MINUTE <= at < meeting.starts_at


@given(st.integers(0, 50_000), st.integers(-10, 6000))
def test_what_comes_after_comes_within_three_days(minutes: int, late: int) -> None:
    meeting, thanks = Meeting(NOW, NOW - DAY), step(Kind.THANKS, minutes)
    due = due_at(thanks, meeting)

    assert due == meeting.ends_at + minutes * MINUTE
    assert is_due(thanks, meeting, due + late * MINUTE) is (0 <= late <= 3 * 1440)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8))
def test_windows_join_without_losing_or_gaining_an_instant(given_: list[tuple[int, int]]) -> None:
    windows = [(NOW + first * MINUTE, NOW + (first + length) * MINUTE) for first, length in given_]

    joined = merged(windows)

    inside = [NOW + n * MINUTE / 2 for n in range(-2, 150)]
    covered = [any(first <= at <= last for first, last in windows) for at in inside]
    assert [any(first <= at <= last for first, last in joined) for at in inside] == covered
    assert all(before[1] < after[0] for before, after in pairwise(joined))


@pytest.mark.parametrize("seed", range(12))
def test_a_random_history_of_a_real_meeting(inside: Viewer, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Book, move, cancel, ring and deliver in any order: each letter is about the meeting as it is then, once."""
    rng = random.Random(seed)
    offer = bookings.offer(inside)
    for each in db.session.query(ReminderStep):
        each.since = clock.now() - 365 * DAY
    booking = bookings.booking(inside, at=offer, days=rng.choice([0.2, 1.2, 3]))
    start, read = clock.now(), Counter[tuple[str, str, int]]()
    delivered: set[UUID] = set()
    for at in sorted(start + rng.random() * 5 * DAY for _ in range(25)):
        monkeypatch.setattr(clock, "_offset", at - datetime.now(UTC))
        if booking.is_confirmed and booking.starts_at > at and (what := rng.random()) < 0.2:
            if what < 0.05:
                bookings_service.cancel(booking)
            else:
                bookings_service.move(booking, starts_at=bookings.in_days(rng.choice([0.5, 1.5, 2.5])))
        steps.sweep(at)
        for owed in steps.owed(booking):
            if owed.id in delivered or rng.random() < 0.3:
                continue
            delivered.add(owed.id)
            if writer_of(owed.kind)(owed) is not None:
                assert booking.is_confirmed
                assert owed.facts["sequence"] == booking.sequence
                read[owed.facts["step"], owed.facts["side"], booking.sequence] += 1
    assert not read or max(read.values()) == 1
