"""The quiet lasts until nine the next morning, where the client lives."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.core import clock
from coachapp.domain.rejections.quiet import is_quiet, quiet_until

ZONES = st.sampled_from(sorted(clock.zone_names()))
START = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 5 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@settings(deadline=None)
@given(INSTANTS, ZONES)
def test_it_ends_at_nine_local_on_the_next_morning_in_every_zone(now: datetime, name: str) -> None:
    zone = clock.zone(name)

    until = quiet_until(now, zone)

    assert until > now
    assert until.astimezone(zone).time() == time(9)
    nights = (until.astimezone(zone).date() - now.astimezone(zone).date()).days
    assert nights == (0 if now.astimezone(zone).hour < 4 else 1)


@settings(deadline=None)
@given(INSTANTS, ZONES)
def test_it_is_quiet_until_then_and_not_a_second_longer(now: datetime, name: str) -> None:
    until = quiet_until(now, clock.zone(name))

    assert is_quiet(now, until, None)
    assert is_quiet(until - timedelta(seconds=1), until, None)
    assert not is_quiet(until, until, None)
    assert not is_quiet(now, until, now)
