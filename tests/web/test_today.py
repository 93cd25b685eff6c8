"""Today, through the coach's door."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.models import State as MailState
from coachapp.domain.plans import service as plans
from coachapp.domain.wins import service as wins
from tests.factories import meetings, people, statements

Browsers = Callable[[Viewer], FlaskClient]


def rows(page: str) -> list[str]:
    """Give the rows of Today as a person reads them."""
    found = re.findall(r'<li><span class="person">(.*?)</li>', page, flags=re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in found]


def long_known(client: Client, n: int = 30) -> Client:
    """Let the client have been here for that many days."""
    client.created_at = clock.now() - timedelta(days=n)
    db.session.flush()
    return client


def test_a_guest_who_was_met_is_two_clicks_from_being_a_client(inside: Viewer, browser_of: Browsers) -> None:
    held = meetings.meeting(meetings.event_type(inside), starts_in=timedelta(hours=-3), guest="Nora van Dijk")

    page = browser_of(inside).get("/coach").text

    assert rows(page) == ["ND Nora van Dijk Free consultation held 2 h ago Not now Did not come Make Nora a client"]
    assert f'href="/coach/bookings/{held.id}"' in page


def test_not_now_takes_the_row_away_and_undo_brings_it_back(inside: Viewer, browser_of: Browsers) -> None:
    held = meetings.meeting(meetings.event_type(inside), starts_in=timedelta(hours=-3))
    browser = browser_of(inside)
    what = {"kind": "meeting_held", "subject_id": str(held.id)}

    answer = people.post(browser, "/coach/today/aside", what)
    without = browser.get(answer.location).text
    people.post(browser, "/coach/today/aside", what)
    people.post(browser, "/coach/today/aside/undo", what)

    assert rows(without) == []
    assert "Put aside." in without
    assert len(rows(browser.get("/coach").text)) == 1


def test_what_one_coach_puts_aside_stays_with_the_other(inside: Viewer, browser_of: Browsers) -> None:
    other = people.coach(inside)
    held = meetings.meeting(meetings.event_type(other), starts_in=timedelta(hours=-3))

    people.post(browser_of(inside), "/coach/today/aside", {"kind": "meeting_held", "subject_id": str(held.id)})

    assert len(rows(browser_of(other).get("/coach").text)) == 1
    assert rows(browser_of(inside).get("/coach").text) == []


def test_a_client_has_one_row_with_the_reason_that_presses_most(inside: Viewer, browser_of: Browsers) -> None:
    _, client = people.client(inside)
    long_known(client)
    due_on = clock.today(inside.time_zone) - timedelta(days=6)
    plans.add(inside, client, title="Call Jonas", due_on=due_on)

    page = browser_of(inside).get("/coach").text

    assert rows(page) == ["ML Maya Lindqvist “Call Jonas” is open 6 days past its date Open the plan"]


def test_a_client_without_a_session_ahead_and_one_who_is_silent_are_named(inside: Viewer, browser_of: Browsers) -> None:
    offer = meetings.event_type(inside, name="Review session")
    _, met = people.client(inside, name="Ada Lovelace")
    meetings.meeting(offer, starts_in=timedelta(days=-21), client=long_known(met))
    _, silent = people.client(inside, name="Bo")
    meetings.meeting(offer, starts_in=timedelta(days=3), client=long_known(silent, 20))
    _, fine = people.client(inside, name="Cy")
    meetings.meeting(offer, starts_in=timedelta(days=4), client=fine)

    page = browser_of(inside).get("/coach").text

    assert rows(page) == [
        "AL Ada Lovelace no next session; the last was 20 days ago Not now Open",
        "B Bo quiet for 20 days Not now Say hello",
    ]


def test_a_mail_that_was_refused_is_shown(inside: Viewer, browser_of: Browsers) -> None:
    _, client = people.client(inside)
    plans.add(inside, client, title="Call Jonas", due_on=clock.today("Europe/Berlin"))
    db.session.add(
        Notification(
            kind="plan_due",
            key="a",
            subject_id=client.id,
            to_address=client.email,
            to_name=client.name,
            time_zone="Europe/Berlin",
            state=MailState.REFUSED,
        )
    )
    db.session.flush()

    page = browser_of(inside).get("/coach").text

    assert rows(page) == [f"ML Maya Lindqvist 1 mail was not taken by {client.email} Check the address"]


def test_today_has_ten_rows_at_most(inside: Viewer, browser_of: Browsers) -> None:
    for n in range(14):
        long_known(people.client(inside, name=f"Client {n:02}")[1])

    assert len(rows(browser_of(inside).get("/coach").text)) == 10


def test_colleagues_clients_are_not_on_ones_own_today(inside: Viewer, browser_of: Browsers) -> None:
    other = people.coach(inside)
    long_known(people.client(other)[1])

    assert rows(browser_of(inside).get("/coach").text) == []
    assert len(rows(browser_of(other).get("/coach").text)) == 1


def test_the_days_meetings_stand_beside_with_a_brief_one_click_away(inside: Viewer, browser_of: Browsers) -> None:
    offer = meetings.event_type(inside, minutes=1)
    _, client = people.client(inside)
    noon = datetime.now(UTC).astimezone(clock.zone(inside.time_zone)).replace(hour=12, minute=0)
    meeting = meetings.meeting(offer, starts_in=noon - clock.now(), client=client)
    meetings.meeting(offer, starts_in=noon - clock.now() + timedelta(days=1), guest="Not Today")

    page = browser_of(inside).get("/coach").text

    assert "Not Today" not in page
    assert re.search(rf'href="/coach/bookings/{meeting.id}/brief"[^>]*>.*?Brief', page, flags=re.DOTALL)


def test_an_empty_today_offers_one_idea(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    bare = browser_of(inside).get("/coach").text
    wins.add(viewer, client, text="A reply within a day")

    page = browser_of(inside).get("/coach").text

    assert "Nobody waits for you. Well kept." in bare
    assert "Maya Lindqvist had a win: “A reply within a day”" in page


def test_the_folded_lists_say_whose_turn_it_is(inside: Viewer, browser_of: Browsers) -> None:
    _, busy = people.client(inside, name="Ada Lovelace")
    plans.add(inside, busy, title="Call Jonas", due_on=None)
    people.client(inside, name="Bo")
    browser = browser_of(inside)

    waiting, quiet = browser.get("/coach/today/waiting").text, browser.get("/coach/today/quiet").text

    assert ("Ada Lovelace" in waiting, ">Bo<" in waiting) == (True, False)
    assert ("Ada Lovelace" in quiet, ">Bo<" in quiet) == (False, True)


@pytest.mark.parametrize("path", ["/coach", "/coach/today/waiting", "/coach/today/quiet"])
def test_today_costs_the_same_queries_for_one_client_and_for_many(
    inside: Viewer, browser_of: Browsers, path: str
) -> None:
    def add(*numbers: int) -> None:
        for each in numbers:
            client = long_known(people.client(inside, name=f"Client {each}")[1])
            meetings.meeting(
                meetings.event_type(inside, minutes=1), starts_in=timedelta(days=-20, hours=each), client=client
            )
            meetings.meeting(meetings.event_type(inside, minutes=1), starts_in=timedelta(days=-2, hours=-each))
            plans.add(inside, client, title="x", due_on=clock.today("UTC") - timedelta(days=5))

    add(0)
    browser = browser_of(inside)
    one = queries_of(browser, path)
    add(1, 2, 3)

    assert queries_of(browser, path) == one


def queries_of(browser: FlaskClient, path: str) -> int:
    """Count the statements that a page costs."""
    db.session.commit()
    with statements.counted() as sent:
        assert browser.get(path).status_code == 200
    return len(sent)
