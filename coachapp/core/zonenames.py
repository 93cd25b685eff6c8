"""Time zones as people look for them: by city and country, in the language that is spoken."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from babel.core import get_global
from babel.dates import get_timezone_name

from coachapp.core import clock
from coachapp.core.tongue import ENGLISH, language, locale_of


def city(name: str) -> str:
    """Say the city that a zone is named after."""
    return _city(name, language())


@cache
def _city(name: str, tongue: str) -> str:
    known = locale_of(tongue).time_zones.get(_canonical(name), {}) if tongue != ENGLISH else {}
    said: str = known.get("city") or name.rpartition("/")[2].replace("_", " ")
    return said


def _canonical(name: str) -> str:
    found: str = get_global("zone_aliases").get(name, name)
    return found


@cache
def _places(tongue: str) -> list[tuple[str, str]]:
    """Give all zones, each as "Berlin, Germany", in the order of their cities; one with several names stands once."""
    named = {_place(name, tongue): name for name in sorted(_first_names())}
    return sorted(((name, said) for said, name in named.items()), key=lambda each: each[1].casefold())


@cache
def _first_names() -> list[str]:
    """Give one name of each zone: of Asia/Kolkata and Asia/Calcutta the one that says how the city is called now."""
    same: dict[str, list[str]] = {}
    for name in sorted(clock.zone_names()):
        same.setdefault(_canonical(name), []).append(name)
    known = locale_of(ENGLISH).time_zones
    return [
        next((each for each in names if _city(each, ENGLISH) == known.get(first, {}).get("city")), None)
        or (first if first in names else names[0])
        for first, names in same.items()
    ]


@cache
def _place(name: str, tongue: str) -> str:
    country = locale_of(tongue).territories.get(get_global("zone_territories").get(_canonical(name), ""), "")
    return ", ".join(part for part in (_city(name, tongue), "" if name == "UTC" else country) if part)


def offset(shift: timedelta) -> str:
    """Say how far a zone is from UTC: "UTC+1", "UTC+5:45", "UTC−3:30"."""
    minutes = int(shift.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def short(at: datetime, name: str) -> str:
    """Say what the time of a zone is called at that instant: "CET", in German "MEZ"."""
    wall = at.astimezone(clock.zone(name))
    if language() == ENGLISH:
        return f"{wall:%Z}"
    return get_timezone_name(wall, width="short", locale=locale_of(language()))


def choices(now: datetime, chosen: str) -> list[tuple[str, str, datetime, str]]:
    """Give all zones to choose from: name, place, its wall time of now and how far it is from UTC."""
    tongue = language()
    known = _places(tongue)
    if all(name != chosen for name, _ in known):
        same = _place(chosen, tongue)
        known = [(chosen if said == same else name, said) for name, said in known]
        if all(name != chosen for name, _ in known):
            known = [(chosen, same), *known]
    walls = [(name, said, now.astimezone(clock.zone(name))) for name, said in known]
    return [(name, said, wall, offset(wall.utcoffset() or timedelta())) for name, said, wall in walls]
