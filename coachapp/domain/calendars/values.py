"""The values of calendar lines: dates, times, lengths, periods, rules, in the spellings that programs really write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

When = date | datetime
"""A date, a wall time (naive: its zone stands elsewhere), or an instant in UTC or with its offset."""

LONGEST = timedelta(days=3660)
_WHEN = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*([Zz]|[+-]\d\d:?\d\d)?|[Tt])?"
)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?", re.IGNORECASE
)
_FREQS = {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_NUMBERS = {
    "BYSECOND": (0, 60), "BYMINUTE": (0, 59), "BYHOUR": (0, 23), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53), "BYMONTH": (1, 12), "BYSETPOS": (-366, 366),
}  # fmt: skip
_DAY = re.compile(r"([+-]?\d{0,2})\s*(MO|TU|WE|TH|FR|SA|SU)")


class Odd(ValueError):
    """A value that can't be understood."""


def when(text: str, *, as_date: bool = False) -> When:
    """Read a date or a time; `as_date` where the line says that it is one."""
    found = _WHEN.match(text.strip())
    if found is None or re.match(r"[0-9:T+-]", text.strip()[found.end() :]):  # what else follows fell in from elsewhere
        raise Odd(text[:40])
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        if hour is None or as_date:
            return date(int(year), int(month), int(day))
        past = timedelta(days=1) if hour == "24" else timedelta()
        seconds = min(int(second or 0), 59)  # a leap second is read as the one before
        told = datetime(int(year), int(month), int(day), int(hour) % 24, int(minute), seconds)  # noqa: DTZ001 - wall time
        told += past
        return told.replace(tzinfo=_offset(offset)) if offset else told
    except (ValueError, OverflowError) as error:
        raise Odd(text[:40]) from error


def _offset(text: str) -> timezone:
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:4])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def length(text: str) -> timedelta:
    """Read a duration; a negative one is not one."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]) or found.group(1) == "-":
        raise Odd(text[:40])
    weeks, days, hours, minutes, seconds = (int(n or 0) for n in found.groups()[1:])
    told = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return min(told, LONGEST)


def period(text: str) -> tuple[When, When | timedelta]:
    """Read a period: where it starts, and where it ends or how long it is."""
    start, slash, end = text.partition("/")
    if not slash:
        raise Odd(text[:40])
    return when(start), length(end) if end.strip()[:1] in "Pp+" else when(end)


def several(text: str) -> Iterator[str]:
    """Give the parts of a value that holds a list."""
    return (part.strip() for part in text.split(",") if part.strip())


def rule(text: str) -> dict[str, Any]:
    """Read a recurrence rule; what a rule can't hold is left out, an interval of nothing is one."""
    pairs = (part.partition("=") for part in text.strip().removeprefix("RRULE:").split(";"))
    told = {key.strip().upper(): value.strip().upper() for key, _, value in pairs if value.strip()}
    if told.get("FREQ") not in _FREQS or told.get("RSCALE", "GREGORIAN") != "GREGORIAN":
        raise Odd(text[:40])
    rule: dict[str, Any] = {"FREQ": told["FREQ"]}
    if (interval := told.get("INTERVAL", "")).isdecimal() and int(interval) > 1:
        rule["INTERVAL"] = min(int(interval), 10_000)
    if (count := told.get("COUNT", "")).isdecimal() and int(count) > 0:
        rule["COUNT"] = min(int(count), 1_000_000)
    elif "UNTIL" in told:
        rule["UNTIL"] = when(told["UNTIL"])
    for key, (low, high) in _NUMBERS.items():
        numbers = [int(n) for n in several(told.get(key, "")) if re.fullmatch(r"[+-]?\d{1,3}", n)]
        if good := [n for n in numbers if low <= n <= high and (n or low == 0)]:
            rule[key] = good
    if days := ["".join(found) for found in _DAY.findall(told.get("BYDAY", ""))]:
        rule["BYDAY"] = days
    if re.fullmatch("MO|TU|WE|TH|FR|SA|SU", told.get("WKST", "")):
        rule["WKST"] = told["WKST"]
    return rule
