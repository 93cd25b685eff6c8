"""Weekly hours and the dates that differ, through the door, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service as bookings_service
from coachapp.domain.hours import queries, service, windows
from coachapp.domain.hours.openings import Window
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
        (row(0, "monday", "17:00", "09:00"), "is a long night. Swap the two times"),
        (row(0, "monday", "09:00", "09:00"), "no time at all"),
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


def test_an_evening_may_run_past_midnight(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)

    people.post(browser, "/coach/settings/hours", row(0, "friday", "22:30", "02:00") | {"time_zone": "Europe/Berlin"})

    assert weekly(owner) == ["fri 22:30-02:00"]
    shown = browser.get("/coach/settings/hours").text
    assert 'value="22:30"' in shown
    assert 'value="02:00"' in shown


def test_days_off_in_a_row_are_set_shown_and_removed_as_one(owner: Viewer, browser_of: Browsers) -> None:
    browser, first = browser_of(owner), bookings.in_days(5).date()
    bookings.hours(owner)

    people.post(browser, "/coach/settings/overrides", {"day": f"{first}", "until": f"{first + timedelta(days=13)}"})
    shown = browser.get("/coach/settings/hours").text

    found = queries.overrides_of(owner.membership_id)
    assert (len(found), shown.count("/remove")) == (14, 1)
    people.post(
        browser,
        f"/coach/settings/overrides/{found[0].id}/remove",
        {"until": f"{first + timedelta(days=13)}"},
    )
    assert queries.overrides_of(owner.membership_id) == []


@pytest.mark.parametrize("days", [-1, 366])
def test_a_last_date_that_can_not_be_is_said_at_its_field(owner: Viewer, browser_of: Browsers, days: int) -> None:
    first = bookings.in_days(5).date()

    answer = people.post(
        browser_of(owner),
        "/coach/settings/overrides",
        {"day": f"{first}", "until": f"{first + timedelta(days=days)}"},
    )

    assert answer.status_code == 422
    assert "Pick a last day that is not before the first" in answer.text
    assert queries.overrides_of(owner.membership_id) == []


def test_public_holidays_of_a_part_of_a_country_are_off(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)
    sent = row(0, "monday", "09:00", "12:00") | {"time_zone": "Europe/Berlin", "holidays": "DE", "region": "BY"}

    people.post(browser, "/coach/settings/hours", sent)

    (schedule,) = queries.schedules_of(owner.membership_id)
    assert schedule.holidays == "DE-BY"
    names = {name for _, name in queries.holidays_ahead(schedule)}
    assert {"Epiphany", "Christmas Day"} <= names
    assert all(queries.hours_of(owner.membership_id).dates[day] == () for day, _ in queries.holidays_ahead(schedule))
    assert "To work on one" in browser.get("/coach/settings/hours").text
    people.post(browser, "/coach/settings/hours", sent | {"holidays": "FR"})
    assert schedule.holidays == "FR"


def test_another_schedule_has_hours_and_dates_of_its_own(owner: Viewer, browser_of: Browsers) -> None:
    browser, day = browser_of(owner), bookings.in_days(5).date()
    bookings.hours(owner, weekly={0: [Window(540, 720)]})

    people.post(browser, "/coach/settings/hours/new", {"name": "Evenings", "time_zone": "America/Lima"})
    usual, evenings = queries.schedules_of(owner.membership_id)
    page = f"/coach/settings/hours/{evenings.id}"
    sent = row(0, "monday", "18:00", "20:00") | {"name": "Evenings", "time_zone": "America/Lima"}
    people.post(browser, page, sent)
    off = {"day": f"{day}", "schedule_id": f"{evenings.id}"}
    people.post(browser, f"/coach/settings/overrides?on={evenings.id}", off)

    mine = partial(queries.hours_of, owner.membership_id)
    assert (usual.is_default, evenings.is_default) == (True, False)
    assert mine().weekly == {0: (Window(540, 720),)}
    assert mine(evenings.id).weekly == {0: (Window(1080, 1200),)}
    assert (mine(evenings.id).windows_on(day), day in mine().dates) == ((), False)
    people.post(browser, f"{page}/default")
    assert mine().weekly == {0: (Window(1080, 1200),)}


def test_a_schedule_that_an_offer_goes_by_is_not_removed(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)
    bookings.hours(owner)
    other = service.add_schedule(owner, name="Summer", time_zone="Europe/Berlin", weekly={})
    offer = bookings.event_type(owner, schedule_id=other.id)

    kept = people.post(browser, f"/coach/settings/hours/{other.id}/remove")
    bookings_service.change_event_type(owner, offer, schedule_id=None)
    gone = people.post(browser, f"/coach/settings/hours/{other.id}/remove")

    assert (kept.status_code, gone.status_code) == (409, 303)
    assert "An offer goes by these hours" in kept.text
    assert [each.name for each in queries.schedules_of(owner.membership_id)] == ["Weekly hours"]


def test_a_coach_who_travels_sees_which_meetings_stand_outside_the_hours_now(
    owner: Viewer, browser_of: Browsers
) -> None:
    browser = browser_of(owner)
    bookings.hours(owner, weekly={day: [Window(480, 1080)] for day in range(7)}, zone="UTC")
    offer = bookings.event_type(owner)
    early, late = (bookings.in_days(3).replace(hour=hour) for hour in (8, 17))
    for at, name in ((early, "Early Bird"), (late, "Late Riser")):
        bookings_service.book(offer, bookings.guest(name=name), starts_at=at)
    before = browser.get("/coach/settings/hours").text

    bookings.hours(owner, weekly={day: [Window(480, 1080)] for day in range(7)}, zone="Asia/Dubai")
    after = browser.get("/coach/settings/hours").text

    assert "outside your hours" not in before
    assert "One meeting stands outside your hours" in after
    assert "Late Riser" in after
    assert "Early Bird" not in after
