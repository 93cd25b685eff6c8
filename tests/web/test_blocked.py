"""Blocked time, on its page, in the agenda and by programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
PAGE = "/coach/bookings/blocked"
HOUR = timedelta(hours=1)


def test_a_day_is_blocked_in_one_click_and_undone(owner: Viewer, browser_of: Make) -> None:
    browser = browser_of(owner)
    tomorrow = clock.today(owner.time_zone) + timedelta(days=1)
    assert f'name="first" value="{tomorrow}"' in browser.get(PAGE).text

    people.post(browser, PAGE, {"first": f"{tomorrow}", "is_all_day": "true"})

    (blocked,) = queries.blocked_times(owner)
    assert wording_of(browser) == [f"{tomorrow:%a} {tomorrow.day} {tomorrow:%B}, all day"]
    removed = people.post(browser, f"{PAGE}/{blocked.id}/remove")
    assert f'name="blocked_id" value="{blocked.id}"' in browser.get(removed.location).text
    assert wording_of(browser) == []
    people.post(browser, f"{PAGE}/undo", {"blocked_id": str(blocked.id)})
    assert len(wording_of(browser)) == 1


def wording_of(browser: FlaskClient) -> list[str]:
    page = browser.get(PAGE).text
    return [part.split("</strong>")[0] for part in page.split('<span class="stack-1"><strong>')[1:]]


def test_a_time_that_does_not_exist_is_said_at_its_field(owner: Viewer, browser_of: Make) -> None:
    spring = date(2027, 3, 28)

    odd = people.post(browser_of(owner), PAGE, {"first": f"{spring}", "starts": "02:30", "ends": "04:00"})

    assert odd.status_code == 422
    assert "There is no 02:30 on that day: the clock is set forward over it." in odd.text


def test_blocking_over_a_meeting_says_which_one_stands(owner: Viewer, browser_of: Make) -> None:
    booking, browser = bookings.booking(owner), browser_of(owner)
    day = booking.starts_at.astimezone(clock.zone(owner.time_zone)).date()

    answer = people.post(browser, PAGE, {"first": f"{day}", "title": "Away"})
    page = browser.get(answer.location).text

    assert "One meeting in it stands." in page
    assert f'Taken before, and stands: <a href="/coach/bookings/{booking.id}">' in page
    agenda = browser.get("/coach/bookings").text
    assert agenda.index("Away") < agenda.index("Amira Haddad")


def test_guests_are_never_told_why(owner: Viewer, stranger: FlaskClient) -> None:
    offer, start = bookings.offer(owner), bookings.in_days(3)
    service.block(owner, starts_at=start, ends_at=start + HOUR, title="Surgery")

    page = stranger.get(f"/book/{offer.slug}?day={start.date()}").text
    why = stranger.get(f"/api/v1/booking-links/{offer.slug}/explain?at={spell(start)}")

    assert "Surgery" not in page + why.text
    assert why.json["type"] == "/problems/slot-taken"


def test_programs_block_and_free_time(owner: Viewer, program_of: Make) -> None:
    booking, program = bookings.booking(owner), program_of(owner)
    sent = {"starts_at": spell(booking.starts_at), "ends_at": spell(booking.starts_at + HOUR), "title": "Train"}

    made = program.post("/api/v1/blocked-times", json=sent)
    path = f"/api/v1/blocked-times/{made.json['id']}"

    assert (made.status_code, made.json) == (201, sent | {"id": made.json["id"], "meetings": [str(booking.id)]})
    assert program.get("/api/v1/blocked-times").json["items"] == [program.get(path).json] == [made.json]
    assert program_of(people.coach(owner)).get(path).status_code == 404
    assert (program.delete(path).status_code, program.get(path).status_code) == (204, 404)
    backwards = program.post("/api/v1/blocked-times", json=sent | {"ends_at": sent["starts_at"]})
    assert (backwards.status_code, list(backwards.json["errors"])) == (422, ["ends_at"])
