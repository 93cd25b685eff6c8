"""Days and times in the manner of the language that is spoken: names from CLDR, the order of the parts from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from coachapp.core.tongue import locale_of, spoken


@dataclass(frozen=True)
class Manner:
    """How one language says them: whole weekdays from Monday on, their short forms, months, and the patterns."""

    days: tuple[str, ...]
    short_days: tuple[str, ...]
    heads: tuple[str, ...]
    months: tuple[str, ...]
    whole: str
    short: str
    month: str
    with_year: str
    has_12_hours: bool


_PATTERNS = {
    "en": ("{weekday} {day} {month}", "{weekday} {day} {month}", "{month} {year}", "{said} {year}"),
    "en-US": ("{weekday}, {month} {day}", "{weekday}, {month} {day}", "{month} {year}", "{said}, {year}"),
    "de": ("{weekday}, {day}. {month}", "{weekday}, {day}. {month}", "{month} {year}", "{said} {year}"),
    "es": ("{weekday} {day} de {month}", "{weekday} {day} de {month}", "{month} de {year}", "{said} de {year}"),
}


@cache
def _manner_of(tongue: str) -> Manner:
    known, week = locale_of(tongue), range(7)
    whole, short, month, with_year = _PATTERNS[tongue]
    return Manner(
        days=tuple(known.days["format"]["wide"][n] for n in week),
        short_days=tuple(known.days["format"]["abbreviated"][n] for n in week),
        heads=tuple(known.days["stand-alone"]["abbreviated"][n] for n in week),
        months=tuple(known.months["format"]["wide"][n] for n in range(1, 13)),
        whole=whole,
        short=short,
        month=month,
        with_year=with_year,
        has_12_hours="a" in known.time_formats["short"].pattern,
    )


def manner() -> Manner:
    """Give the manner of what is spoken."""
    return _manner_of(spoken())


def weekday(day: date) -> str:
    """Say the whole weekday."""
    return manner().days[day.weekday()]


def week() -> list[tuple[str, str]]:
    """Say the days of a week from Monday on, each short and whole."""
    how = manner()
    return list(zip(how.heads, how.days, strict=True))


def whole_day(day: date, *, year: bool = False) -> str:
    """Say a day: "Tuesday 2 March", "Tuesday 2 March 2027"."""
    how = manner()
    said = how.whole.format(weekday=how.days[day.weekday()], day=day.day, month=how.months[day.month - 1])
    return how.with_year.format(said=said, year=day.year) if year else said


def short_day(day: date, *, year: bool = False) -> str:
    """Say a day in few words: "Tue 2 March", "Tue 2 March 2027"."""
    how = manner()
    said = how.short.format(weekday=how.short_days[day.weekday()], day=day.day, month=how.months[day.month - 1])
    return how.with_year.format(said=said, year=day.year) if year else said


def month_title(day: date) -> str:
    """Say the day's month, as a heading does: "March 2027"."""
    how = manner()
    return begun(how.month.format(month=how.months[day.month - 1], year=day.year))


def begun(text: str) -> str:
    """Give the text as it stands at the beginning of a line; Spanish writes days and months small."""
    return text[:1].upper() + text[1:]


def time_of(wall: datetime) -> str:
    """Say a time of day as that clock shows it: "15:00", "3:00 pm"."""
    if manner().has_12_hours:
        return f"{wall.hour % 12 or 12}:{wall.minute:02} {'am' if wall.hour < 12 else 'pm'}"
    return f"{wall.hour:02}:{wall.minute:02}"
