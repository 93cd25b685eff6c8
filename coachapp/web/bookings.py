"""What the visitor has chosen so far, as it stands in the address: zone, month, day, time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from marshmallow import ValidationError

from coachapp.core import clock, dates, zonenames
from coachapp.core.fields import When, spell
from coachapp.domain.bookings import wording
from coachapp.domain.bookings.month import Month, month_of
from coachapp.domain.bookings.slots import Diary
from coachapp.doors import framed, tongue


@dataclass(frozen=True)
class Choice:
    """What is chosen; anything that makes no sense counts as not chosen."""

    tz: str
    month: date | None
    day: date | None
    at: datetime | None
    is_locked: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """Give the zone that times are shown in."""
        return ZoneInfo(self.tz)

    def back_to_times(self) -> Choice:
        """Give the choice with its day, and no time of it yet."""
        return replace(self, day=self.at.astimezone(self.zone).date() if self.at else self.day, at=None)


def read(args: Mapping[str, str], fallback_zone: str, *, at: str | None = None, locked: str | None = None) -> Choice:
    """Read what the address says; where people meet in person, the zone may be locked."""
    tz = args.get("tz", "")
    return Choice(
        tz=locked or (tz if clock.is_zone(tz) else fallback_zone),
        is_locked=bool(locked),
        month=date_in(args.get("month", "") + "-01"),
        day=date_in(args.get("day", "")),
        at=_instant(at or args.get("at", "")),
    )


def date_in(text: str) -> date | None:
    """Give the date that the text says; anything that makes no sense counts as none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _instant(text: str) -> datetime | None:
    try:
        found: datetime = When().deserialize(text)
    except ValidationError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def facts(
    diary: Diary,
    choice: Choice,
    endpoint: str,
    *,
    kept: datetime | None = None,
    waits: bool = False,
    **values: Any,
) -> dict[str, Any]:
    """Give what the three columns show: month, times of a day, the chosen time (or the one that is kept)."""
    chosen = choice.at or kept
    day = choice.day or (choice.at.astimezone(choice.zone).date() if choice.at else None)
    shown = month_of(diary, choice.zone, day or choice.month)
    open_day = day if day in shown.free else (None if day else shown.first_free)
    full_day = day if waits and day in shown.full else None

    def href(**more: Any) -> str:
        return url_for(endpoint, tz=choice.tz, **{**values, **more})

    said = partial(_day, month=shown, chosen=full_day or open_day, href=href, today=clock.today(choice.tz), waits=waits)
    slots = [
        {"label": label, "value": spell(at), "href": href(day=f"{open_day}", at=spell(at)), "chosen": at == chosen}
        for at, label in labelled(shown.free[open_day] if open_day else [], choice.tz)
    ]
    return {
        "choice": choice,
        "zones": zones(choice.tz),
        "zone_said": wording.zone_of(choice.tz),
        "lang_kept": [("lang", lang)] if (lang := tongue.picked()) else [],
        "weekdays": dates.week(),
        "title": dates.month_title(shown.first),
        "weeks": [[said(each) for each in week] for week in shown.weeks],
        "previous": href(month=f"{shown.previous:%Y-%m}") if shown.previous else "",
        "next": href(month=f"{shown.next:%Y-%m}") if shown.next else "",
        "day": open_day,
        "full_day": full_day,
        "slots": slots,
        "is_empty": not shown.free,
        "back_to_days": href(month=f"{shown.first:%Y-%m}"),
        "back_to_times": href(day=f"{open_day}") if open_day else href(),
        "step": "form" if choice.at else "time" if choice.day else "day",
    }


def labelled(instants: list[datetime], tz: str) -> list[tuple[datetime, str]]:
    """Give each instant with its time of day; where a clock change repeats one, with the name of the time, too."""
    said = [wording.clock_of(at, tz) for at in instants]
    return [
        (at, f"{label} {zonenames.short(at, tz)}" if said.count(label) > 1 else label)
        for at, label in zip(instants, said, strict=True)
    ]


def _day(day: date, *, month: Month, chosen: date | None, href: Any, today: date, waits: bool) -> dict[str, Any]:
    return {
        "number": day.day,
        "label": dates.whole_day(day),
        "free": len(month.free.get(day, [])),
        "full": waits and day in month.full,
        "href": href(day=f"{day}", _anchor=None if framed.is_framed() else "times"),
        "outside": day.month != month.first.month,
        "today": day == today,
        "chosen": day == chosen,
    }


def zones(chosen: str) -> list[tuple[str, str]]:
    """Give all zones to choose from by city, each with its country, the time that it is there now, and its offset."""
    known = zonenames.choices(clock.now(), chosen)
    return [(name, f"{place} ({dates.time_of(wall)}, {offset})") for name, place, wall, offset in known]


def sent(instants: list[datetime], tz: str) -> list[dict[str, Any]]:
    """Give instants as the buttons of a form that sends one of them."""
    return [{"value": spell(at), "label": wording.short(at, tz), "chosen": False} for at in instants]


def chosen(choice: Choice) -> dict[str, str]:
    """Give the chosen time as it is sent and as it is said; nothing where none is chosen."""
    if choice.at is None:
        return {"chosen_at": "", "chosen": ""}
    return {"chosen_at": spell(choice.at), "chosen": wording.day_and_time(choice.at, choice.tz)}
