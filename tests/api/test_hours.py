"""Schedules and dates that differ, by program."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from tests.factories import bookings, people

MONDAY = {"weekday": "monday", "starts": "22:30", "ends": "02:00"}


def test_schedules_are_kept_changed_and_removed(owner: Viewer, program_of) -> None:
    program = program_of(owner)

    made = program.post("/api/v1/schedules", json={"name": "Nights", "time_zone": "Asia/Tokyo", "windows": [MONDAY]})
    other = program.post("/api/v1/schedules", json={"name": "Days", "time_zone": "Asia/Tokyo", "holidays": "JP"})
    twice = program.post("/api/v1/schedules", json={"name": "Days", "time_zone": "Asia/Tokyo"})
    odd = program.post("/api/v1/schedules", json={"name": "Odd", "time_zone": "Asia/Tokyo", "holidays": "XX-1"})
    renamed = program.patch(f"/api/v1/schedules/{made.json['id']}", json={"name": "Late"})

    assert (made.status_code, made.json["is_default"], made.json["windows"]) == (201, True, [MONDAY])
    assert (other.status_code, other.json["is_default"], other.json["holidays"]) == (201, False, "JP")
    assert (twice.status_code, "name" in twice.json["errors"]) == (409, True)
    assert (odd.status_code, "holidays" in odd.json["errors"]) == (422, True)
    assert (renamed.json["name"], renamed.json["windows"]) == ("Late", [MONDAY])
    assert program.delete(f"/api/v1/schedules/{made.json['id']}").status_code == 409
    assert program.delete(f"/api/v1/schedules/{other.json['id']}").status_code == 204


def test_days_off_come_in_bulk(owner: Viewer, program_of) -> None:
    program, day = program_of(owner), bookings.in_days(5).date()
    bookings.hours(owner)

    made = program.post("/api/v1/overrides", json={"day": f"{day}", "until": f"{bookings.in_days(9).date()}"})

    assert made.status_code == 201
    assert len(program.get("/api/v1/overrides").json["items"]) == 5
    until = bookings.in_days(7).date()
    assert program.delete(f"/api/v1/overrides/{made.json['id']}?until={until}").status_code == 204
    assert len(program.get("/api/v1/overrides").json["items"]) == 2


def test_a_schedule_of_somebody_else_is_not_there(owner: Viewer, program_of) -> None:
    other = people.coach(owner)
    bookings.hours(other)
    (theirs,) = program_of(other).get("/api/v1/schedules").json["items"]

    program = program_of(owner)

    assert program.patch(f"/api/v1/schedules/{theirs['id']}", json={"name": "Mine"}).status_code == 404
    day = f"{bookings.in_days(5).date()}"
    assert program.post("/api/v1/overrides", json={"day": day, "schedule_id": theirs["id"]}).status_code == 404
