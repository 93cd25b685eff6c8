"""After time zone data has changed, meetings whose clock time moved are found; their instants stay."""

from __future__ import annotations

import json
import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from coachapp.core import unit, walls
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service, walltime
from tests.factories import bookings, people
from tests.servers import Database, run_cli


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Give a switch to zone data in which Tokyo keeps Sydney's time from now on."""
    before = zoneinfo.TZPATH

    def change() -> Path:
        (tmp_path / "Asia").mkdir()
        shutil.copy(str(files("tzdata.zoneinfo.Australia") / "Sydney"), tmp_path / "Asia/Tokyo")
        zoneinfo.reset_tzpath(to=[str(tmp_path)])
        zoneinfo.ZoneInfo.clear_cache()
        return tmp_path

    yield change
    zoneinfo.reset_tzpath(to=before)
    zoneinfo.ZoneInfo.clear_cache()


def test_a_meeting_keeps_the_clock_times_it_was_taken_and_moved_for(inside: Viewer) -> None:
    meeting = bookings.booking(inside, days=3)
    at = bookings.in_days(3)
    assert meeting.wall_time == walltime.told(at, "Asia/Tokyo", "Europe/Berlin")

    service.move(meeting, starts_at=bookings.in_days(4))
    assert meeting.wall_time == walltime.told(bookings.in_days(4), "Asia/Tokyo", "Europe/Berlin")
    assert queries.shifted() == []


def test_new_rules_name_the_meetings_that_moved_on_somebodys_clock(
    inside: Viewer, changed: Callable[[], Path], browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    far = bookings.booking(inside, days=3)
    bookings.booking(inside, at=far.event_type, days=4, time_zone="Europe/Berlin")
    starts_at, browser = far.starts_at, browser_of(inside)
    assert "Every meeting to come is at the clock time" in browser.get("/coach/settings/calendars").text
    walls.enter(inside.practice_id)

    changed()
    ((found, clocks),) = queries.shifted(inside.membership_id)

    assert (found.id, found.starts_at) == (far.id, starts_at)
    assert [(each.zone, each.was != each.now) for each in clocks] == [("Asia/Tokyo", True)]
    assert "1 meeting to come is at another clock time" in browser.get("/coach/settings/calendars").text


def test_the_command_lists_them(
    clone_database: Callable[[], Database],
    app_of: Callable[..., object],
    process_environment: Callable[[Database], dict[str, str]],
    changed: Callable[[], Path],
) -> None:
    database, real = clone_database(), zoneinfo.TZPATH
    app = app_of(database.url)
    with app.app_context(), unit.own():  # type: ignore[attr-defined]
        owner = people.owner()
        offer = bookings.offer(owner)
        bookings.booking(owner, at=offer, days=3)
        changed()
        meeting_id = str(bookings.booking(owner, at=offer, days=4).id)
        zoneinfo.reset_tzpath(to=real)
    environment = process_environment(database)

    listed = json.loads(run_cli(environment, "recheck-times", "--json").stdout)

    assert [(each["booking"], each["zone"]) for each in listed["moved"]] == [(meeting_id, "Asia/Tokyo")]
    assert "1 meeting to come moved" in run_cli(environment, "recheck-times").stdout
