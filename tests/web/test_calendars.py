"""A coach's calendars elsewhere, through the doors: added, watched, paused, removed; the address is never shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.calendars import accounts, service
from coachapp.domain.calendars.dav import Found
from coachapp.domain.calendars.models import CalendarAccount, CalendarSource
from tests.factories import people

Make = Callable[[Viewer], FlaskClient]
PATH = "/coach/settings/calendars"
SECRET = "https://calendar.example.org/private-77aa/basic.ics"


def only(viewer: Viewer) -> CalendarSource:
    walls.enter(viewer.practice_id)
    return db.session.scalars(select(CalendarSource)).one()


def test_a_calendar_is_added_watched_paused_and_removed(inside: Viewer, browser_of: Make) -> None:
    browser = browser_of(inside)
    assert "No calendar is read yet" in browser.get(PATH).text

    assert people.post(browser, PATH, {"address": SECRET.replace("https", "webcal"), "name": "Home"}).status_code == 303
    source = only(inside)
    shown = browser.get(PATH).text
    here = f"{PATH}/{source.id}"
    assert "calendar.example.org" in shown
    assert f'hx-get="{here}/state" hx-trigger="every 2s"' in shown
    assert browser.get(f"{here}/state").text.strip().startswith(f'<li class="source" id="source-{source.id}"')

    for verb, state in (("read", "new"), ("pause", "paused"), ("resume", "new")):
        assert people.post(browser, f"{here}/{verb}").status_code == 303
        assert only(inside).state == state
    assert people.post(browser, here, {"name": "Family"}).status_code == 303
    assert only(inside).name == "Family"
    assert people.post(browser, f"{here}/remove").status_code == 303
    assert "No calendar is read yet" in browser.get(PATH).text


def test_the_address_is_kept_sealed_and_shown_nowhere(inside: Viewer, browser_of: Make, program_of: Make) -> None:
    program, browser = program_of(inside), browser_of(inside)
    made = program.post("/api/v1/calendar-sources", json={"address": SECRET})
    listed = program.get("/api/v1/calendar-sources")
    pages = [browser.get(PATH), browser.get(f"{PATH}/{made.json['id']}"), made, listed]

    assert (made.status_code, made.json["host"], made.json["state"]) == (201, "calendar.example.org", "new")
    assert [page.status_code for page in pages] == [200, 200, 201, 200]
    assert not any("private-77aa" in page.text for page in pages)
    assert "private-77aa" not in repr(vars(only(inside)))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Please fill this in"),
        ("my calendar", "not the address of a calendar"),
        ("ftp://example.org/x.ics", "not the address of a calendar"),
        ("https://127.0.0.1/x.ics", "private network"),
        ("http://localhost:8080/x.ics", "private network"),
        ("https://2130706433/x.ics", "private network"),
        ("https://[::1]/x.ics", "private network"),
    ],
)
def test_an_address_that_can_not_be_read_is_refused_at_once(
    inside: Viewer, browser_of: Make, address: str, said: str
) -> None:
    answer = people.post(browser_of(inside), PATH, {"address": address})

    assert (answer.status_code, said in answer.text) == (422, True)


def test_the_same_calendar_twice_is_one_and_twenty_are_enough(inside: Viewer, program_of: Make) -> None:
    program = program_of(inside)
    answers = [program.post("/api/v1/calendar-sources", json={"address": SECRET}).status_code for _ in range(2)]
    walls.enter(inside.practice_id)
    for n in range(19):
        service.add_source(inside, address=f"https://example.org/{n}.ics")
    more = program.post("/api/v1/calendar-sources", json={"address": "https://example.org/more.ics"})

    assert answers == [201, 409]
    assert (more.status_code, more.json["type"]) == (409, "/problems/too-many-calendars")


def test_the_api_changes_reads_and_removes(inside: Viewer, program_of: Make) -> None:
    program = program_of(inside)
    here = f"/api/v1/calendar-sources/{program.post('/api/v1/calendar-sources', json={'address': SECRET}).json['id']}"

    assert program.patch(here, json={"is_on": False, "name": "Old job"}).json["said"].startswith("Paused.")
    assert program.patch(here, json={"address": "https://10.0.0.1/"}).status_code == 422
    assert program.post(f"{here}/readings").status_code == 202
    assert (program.delete(here).status_code, program.get(here).status_code) == (204, 404)


def test_another_coach_and_the_owner_see_nothing_of_it(inside: Viewer, browser_of: Make) -> None:
    coach = people.coach(inside)
    source = service.add_source(coach, address=SECRET)

    assert browser_of(inside).get(f"{PATH}/{source.id}").status_code == 404
    assert "calendar.example.org" not in browser_of(inside).get(PATH).text
    assert browser_of(people.client(inside)[0]).get(PATH).status_code == 403


def test_an_account_is_connected_chosen_from_and_forgotten(inside: Viewer, browser_of: Make) -> None:
    browser = browser_of(inside)
    sent = {"address": "dav.example.org", "username": "olivia", "password": "a calm app password"}
    assert people.post(browser, f"{PATH}/accounts/new", sent | {"address": "https://10.0.0.1/"}).status_code == 422
    made = people.post(browser, f"{PATH}/accounts/new", sent)
    here = made.location
    assert "Asking its server" in browser.get(here).text

    walls.enter(inside.practice_id)
    account = db.session.scalars(select(CalendarAccount)).one()
    urls = [f"https://dav.example.org/{name}/" for name in ("work", "home")]
    accounts.told(account.id, [Found(url, url[-5:-1], is_writable=True) for url in urls], None)
    assert "Write your meetings into" in browser.get(here).text
    assert people.post(browser, here, {"reads": urls, "writes_to": urls[0]}).status_code == 303
    assert people.post(browser, here, {"reads": ["https://else.example.org/"]}).status_code == 422
    walls.enter(inside.practice_id)
    account = db.session.scalars(select(CalendarAccount)).one()
    assert (account.writes_to, accounts.read_urls(account)) == (urls[0], set(urls))
    pages = browser.get(PATH).text + browser.get(here).text
    assert "your meetings are written there" in pages
    assert sent["password"] not in pages

    assert people.post(browser, f"{here}/password", {"password": "another"}).status_code == 303
    assert people.post(browser, f"{here}/ask").status_code == 303
    assert people.post(browser, f"{here}/remove").status_code == 303
    assert "No calendar is read yet" in browser.get(PATH).text


def test_accounts_by_the_api_never_give_their_password(inside: Viewer, program_of: Make) -> None:
    program = program_of(inside)
    sent = {"address": "https://dav.example.org/", "username": "olivia", "password": "a calm app password"}
    made = program.post("/api/v1/calendar-accounts", json=sent)
    here = f"/api/v1/calendar-accounts/{made.json['id']}"

    assert (made.status_code, made.json["is_waiting"]) == (201, True)
    assert sent["password"] not in made.text + program.get(here).text + program.get("/api/v1/calendar-accounts").text
    assert program.put(f"{here}/choice", json={"reads": ["https://x.example.org/"]}).status_code == 422
    assert (program.delete(here).status_code, program.get(here).status_code) == (204, 404)


def test_nothing_of_a_coachs_calendars_stays_when_they_leave(inside: Viewer, browser_of: Make) -> None:
    coach = people.coach(inside)
    service.add_source(coach, address=SECRET)
    accounts.add_account(coach, address="https://dav.example.org/", username="cora", password="calm")

    left = people.post(browser_of(inside), f"/coach/settings/people/{coach.membership_id}/leave")

    walls.enter(inside.practice_id)
    assert left.status_code == 303
    assert db.session.scalars(select(CalendarSource)).all() == []
    assert db.session.scalars(select(CalendarAccount)).all() == []
