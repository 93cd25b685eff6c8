"""Weekly hours and the dates that differ, through the door, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.hours import queries, windows
from tests.factories import bookings, people

Browsers = Callable[[Viewer], FlaskClient]


def weekly(owner: Viewer) -> list[str]:
    rows = windows.rows(queries.hours_of(owner.membership_id).weekly)
    return [f"{row['weekday'][:3]} {row['starts']}-{row['ends']}" for row in rows]


def row(n: int, day: str, starts: str = "", ends: str = "") -> dict[str, str]:
    return {f"windows-{n}-weekday": day, f"windows-{n}-starts": starts, f"windows-{n}-ends": ends}


def test_hours_are_set_with_several_windows_a_day_and_copied_to_others(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)
    sent = row(0, "monday", "09:00", "12:00") | row(1, "monday", "13:00", "00:00") | row(2, "sunday")

    answer = people.post(
        browser,
        "/coach/settings/hours",
        sent | {"time_zone": "Asia/Tokyo", "copy_from": "monday", "copy_to": ["wednesday"]},
    )

    assert answer.status_code == 303
    assert queries.hours_of(owner.membership_id).zone.key == "Asia/Tokyo"
    assert weekly(owner) == ["mon 09:00-12:00", "mon 13:00-24:00", "wed 09:00-12:00", "wed 13:00-24:00"]
    shown = browser.get("/coach/settings/hours").text
    assert len(re.findall(r'name="windows-\d+-starts"', shown)) == 3 + 2 + 3 + 4 * 2 - 0 + 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (row(0, "monday", "12:00", "09:00"), "ends before it starts"),
        (row(0, "monday", "09:00", ""), "Give a time like 09:30"),
        (row(0, "monday", "09:00", "12:00") | row(1, "monday", "11:00", "13:00"), "overlap"),
    ],
)
def test_hours_that_can_not_be_are_said_and_what_was_typed_stays(
    owner: Viewer, browser_of: Browsers, sent: dict[str, str], said: str
) -> None:
    answer = people.post(browser_of(owner), "/coach/settings/hours", sent | {"time_zone": "Europe/Berlin"})

    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{sent["windows-0-starts"]}"' in answer.text
    assert weekly(owner) == []


def test_a_date_that_differs_is_set_and_removed(owner: Viewer, browser_of: Browsers) -> None:
    browser, day = browser_of(owner), bookings.in_days(5).date()

    people.post(browser, "/coach/settings/overrides", {"day": f"{day}"})
    (off,) = queries.overrides_of(owner.membership_id)
    assert (off.day, off.windows) == (day, [])
    assert "day off" in browser.get("/coach/settings/hours").text

    sent = {"day": f"{day}", "windows-0-starts": "10:00", "windows-0-ends": "11:00"}
    people.post(browser, "/coach/settings/overrides", sent)
    (changed,) = queries.overrides_of(owner.membership_id)
    assert (changed.id, changed.windows) == (off.id, [[600, 660]])

    people.post(browser, f"/coach/settings/overrides/{off.id}/remove")
    assert queries.overrides_of(owner.membership_id, since=date(2000, 1, 1)) == []
