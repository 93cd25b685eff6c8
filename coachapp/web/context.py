"""What every template knows: who looks, what time it is for them, where the files are."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from flask import Flask, g
from jinja2 import StrictUndefined

from coachapp.core import clock
from coachapp.core.settings import Settings
from coachapp.doors.viewer import find_viewer


def init_app(app: Flask, settings: Settings) -> None:
    """Teach the templates our words; a name that is not there is an error, not a blank."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(day=day, time=time_of_day, when=when, ago=ago, weekday=weekday, initials=initials)
    app.jinja_env.globals.update(
        static_url=cache(partial(_static_url, app)), now=clock.now, zone_options=zone_options, today=today
    )

    @app.context_processor
    def everywhere() -> dict[str, Any]:
        viewer = find_viewer() if hasattr(g, "policy") else None
        return {
            "viewer": viewer,
            "practice": {"name": viewer.practice_name} if viewer else getattr(g, "practice", None),
            "is_demo": viewer.is_demo if viewer else getattr(g, "is_demo", False),
            "is_dev": settings.is_dev,
            "trial_clock": when(clock.now(), "UTC") + " UTC" if clock.is_shifted() else None,
        }

    @app.url_defaults
    def stamp(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values and app.static_folder:
            values["v"] = _fingerprint(Path(app.static_folder) / values["filename"])


def _static_url(app: Flask, filename: str) -> str:
    """Give the address of a file of ours; asked for dozens of times a page, so it is worked out once."""
    version = _fingerprint(Path(app.static_folder or "") / filename)
    return f"{app.static_url_path}/{filename}?v={version}"


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@cache
def zone_options() -> list[tuple[str, str]]:
    """Give all time zones as choices, in the order of their names."""
    return [(name, name.replace("_", " ").replace("/", " / ")) for name in sorted(clock.zone_names())]


def _zone(name: str | None) -> str:
    if name:
        return name
    viewer = find_viewer()
    return viewer.time_zone if viewer else "UTC"


def local(at: datetime, zone: str | None = None) -> datetime:
    """Give the instant on the wall clock of that zone (the viewer's, if none is given)."""
    return at.astimezone(clock.zone(_zone(zone)))


def today(zone: str | None = None) -> date:
    """Give today's date where the viewer is."""
    return clock.today(_zone(zone))


def day(at: datetime | date, zone: str | None = None) -> str:
    """Say a date as people do: Tue 3 March, with the year where it is another one."""
    found = local(at, zone).date() if isinstance(at, datetime) else at
    said = f"{found:%a} {found.day} {found:%B}"
    return said if found.year == clock.today(_zone(zone)).year else f"{said} {found.year}"


def weekday(at: datetime | date, zone: str | None = None) -> str:
    """Say the whole weekday."""
    return f"{local(at, zone) if isinstance(at, datetime) else at:%A}"


def time_of_day(at: datetime, zone: str | None = None) -> str:
    """Say a time: 15:00."""
    return f"{local(at, zone):%H:%M}"


def when(at: datetime, zone: str | None = None) -> str:
    """Say date and time: today 15:00, tomorrow 9:00, Thu 5 March 17:00."""
    found = local(at, zone)
    apart = (found.date() - clock.today(_zone(zone))).days
    said = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(apart) or day(at, zone)
    return f"{said} {found:%H:%M}"


def ago(at: datetime) -> str:
    """Say how long ago or ahead something is, in its largest unit."""
    apart = clock.now() - at.astimezone(UTC)
    size = abs(apart)
    for unit_size, name in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if size >= unit_size:
            n = size // unit_size
            said = f"{n} {name}{'' if n == 1 else 's'}"
            return f"{said} ago" if apart > timedelta() else f"in {said}"
    return "just now"


def initials(name: str) -> str:
    """Give one or two letters for a person's mark."""
    words = name.split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words[:1])).upper()
