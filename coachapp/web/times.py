"""Times as people say them, on the wall clock of whoever reads. Lists ask for hundreds: each looks up once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from markupsafe import Markup

from coachapp.core import clock, dates
from coachapp.core.tongue import gettext, marked
from coachapp.doors.viewer import find_viewer

UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def init_app(app: Flask) -> None:
    """Teach the templates how times are said."""
    app.jinja_env.filters.update(
        day=day, time=time_of_day, when=when, ago=ago, weekday=weekday, due=due, time_when=time_when, time_ago=time_ago
    )
    app.jinja_env.globals.update(now=clock.now, today=today)


def _wall(zone: str | None) -> ZoneInfo:
    if zone:
        return clock.zone(zone)
    viewer = find_viewer()
    return clock.zone(viewer.time_zone if viewer else "UTC")


def local(at: datetime, zone: str | None = None) -> datetime:
    """Give the instant on the wall clock of that zone (the viewer's, if none is given)."""
    return at.astimezone(_wall(zone))


def today(zone: str | None = None) -> date:
    """Give today's date where the viewer is."""
    return local(clock.now(), zone).date()


def day(at: datetime | date, zone: str | None = None) -> str:
    """Say a date as people do: Tue 3 March, with the year where it is another one."""
    wall = _wall(zone)
    found = at.astimezone(wall).date() if isinstance(at, datetime) else at
    return _day(found, clock.now().astimezone(wall).date())


def _day(found: date, today: date) -> str:
    return dates.short_day(found, year=found.year != today.year)


def weekday(at: datetime | date, zone: str | None = None) -> str:
    """Say the whole weekday."""
    return dates.weekday(local(at, zone) if isinstance(at, datetime) else at)


def time_of_day(at: datetime, zone: str | None = None) -> str:
    """Say a time: 15:00."""
    return dates.time_of(local(at, zone))


def when(at: datetime, zone: str | None = None) -> str:
    """Say date and time: today 15:00, tomorrow 9:00, Thu 5 March 17:00."""
    wall = _wall(zone)
    found, today = at.astimezone(wall), clock.now().astimezone(wall).date()
    apart = (found.date() - today).days
    near = {0: marked("today"), 1: marked("tomorrow"), -1: marked("yesterday")}.get(apart)
    return f"{gettext(near) if near else _day(found, today)} {dates.time_of(found)}"


def ago(at: datetime) -> str:
    """Say how long ago or ahead something is, in its largest unit."""
    apart = clock.now() - at.astimezone(UTC)
    size = abs(apart)
    for unit, name in UNITS:
        if size >= unit:
            n = size // unit
            said = f"{n} {name}{'' if n == 1 else 's'}"
            return f"{said} ago" if apart > timedelta() else f"in {said}"
    return "just now"


def due(at: datetime) -> Markup:
    """Say a time that was promised: how far it is and when, or since when it is over."""
    if at <= clock.now():
        return Markup(f"due since {when(at)}")
    return Markup(f'due {ago(at)} <span class="muted">· {when(at)}</span>')


def time_when(at: datetime, zone: str | None = None) -> Markup:
    """Say date and time, for machines too."""
    return Markup(f'<time datetime="{at.isoformat()}">{when(at, zone)}</time>')


def time_ago(at: datetime) -> Markup:
    """Say how long ago or ahead, for machines too."""
    return Markup(f'<time datetime="{at.isoformat()}">{ago(at)}</time>')
