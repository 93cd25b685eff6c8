"""The quiet after a no: until the client is ready, or the next morning at nine where they live."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)
NIGHT_ENDS = time(4)
"""Before this hour it is still the evening before: the next morning is the one that comes."""


def quiet_until(now: datetime, zone: ZoneInfo) -> datetime:
    """Give the next morning at 09:00 on the wall clock of that zone, as an instant in UTC."""
    local = now.astimezone(zone)
    day = local.date() if local.time() < NIGHT_ENDS else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Give tomorrow at 09:00 there, when a letter is read with a fresh mind."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def is_quiet(now: datetime, until: datetime, ready_at: datetime | None) -> bool:
    """Tell whether nothing is shown yet but that it is recorded."""
    return ready_at is None and now < until
