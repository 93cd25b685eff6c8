"""The one source of the present. Everything else asks here."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

_offset = timedelta()


def now() -> datetime:
    """Give the present instant, aware and in UTC (shifted by the trial offset, if one is set)."""
    return datetime.now(UTC) + _offset


def shift(seconds: float) -> None:
    """Move this process's present by a fixed number of seconds, for trials."""
    global _offset  # noqa: PLW0603 - one offset per process is the meaning of a clock
    _offset = timedelta(seconds=seconds)


def offset() -> float:
    """Give by how many seconds this process's present is moved."""
    return _offset.total_seconds()


def is_shifted() -> bool:
    """Tell whether this process lives in a trial time."""
    return bool(_offset)


def zone(name: str) -> ZoneInfo:
    """Give the IANA zone of that name; an unknown name is a KeyError of zoneinfo's own."""
    return ZoneInfo(name)


def is_zone(name: str) -> bool:
    """Tell whether the name is an IANA zone that people can live in."""
    return name in zone_names()


def zone_names() -> frozenset[str]:
    """Give all zone names of the tzdata in use."""
    return _ZONES


def today(zone_name: str) -> date:
    """Give today's date on the wall calendar of that zone."""
    return now().astimezone(zone(zone_name)).date()


_ZONES = frozenset(
    name
    for name in available_timezones()
    if name == "UTC" or ("/" in name and not name.startswith(("Etc/", "posix/", "right/")))
)
