"""My week, through the client's door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.plans import service as plans
from coachapp.domain.reviews.models import ReviewRequest
from coachapp.domain.wins import service as wins
from tests.factories import documents, meetings, people, statements

Browsers = Callable[[Viewer], FlaskClient]


def test_the_first_visit_asks_once_what_is_shared(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    client.sharing_asked_at = None
    browser = browser_of(viewer)

    first = browser.get("/me")
    answer = people.post(browser, "/me/sharing", {"documents": "true", "board": "true", "endings": "true"})

    assert (first.status_code, first.location) == (303, "/me/sharing")
    assert answer.location == "/me"
    assert browser.get("/me").status_code == 200


def test_a_new_week_says_what_could_stand_there(inside: Viewer, browser_of: Browsers) -> None:
    viewer, _ = people.client(inside)

    page = browser_of(viewer).get("/me").text

    for words in ("Nothing open", "No promise is open", "The first one will stand here", "No session is booked."):
        assert words in page


def test_the_week_shows_the_soonest_step_the_latest_wins_and_the_session(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    plans.add(inside, client, title="Later", due_on=clock.today("UTC") + timedelta(days=9))
    plans.add(inside, client, title="Sooner", due_on=clock.today("UTC") + timedelta(days=2))
    for n in range(4):
        wins.add(viewer, client, text=f"Win {n}.")
    meetings.meeting(meetings.event_type(inside, name="Mock interview"), starts_in=timedelta(days=2), client=client)

    page = browser_of(viewer).get("/me").text

    assert ("Sooner" in page, "Later" in page) == (True, False)
    assert [f"Win {n}." in page for n in range(4)] == [False, True, True, True]
    assert "Mock interview" in page


def test_done_on_the_week_returns_to_the_week(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    item = plans.add(inside, client, title="Call Jonas")
    browser = browser_of(viewer)

    answer = people.post(browser, f"/me/plan/{item.id}/state?from=week", {"state": "done"})
    page = browser.get(answer.location).text

    assert answer.location.startswith("/me?")
    assert "Done: Call Jonas" in page


def test_the_week_costs_the_same_for_one_step_and_for_three(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    browser = browser_of(viewer)

    def cost() -> int:
        db.session.commit()
        with statements.counted() as sent:
            assert browser.get("/me").status_code == 200
        return len(sent)

    plans.add(inside, client, title="1")
    one = cost()
    for n in (2, 3):
        plans.add(inside, client, title=str(n))
        wins.add(viewer, client, text=str(n))

    assert cost() == one


def test_the_week_says_what_was_promised_and_when(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    version = documents.version(viewer, client)
    promised_at = clock.now() + timedelta(days=1)
    db.session.add(ReviewRequest(id=new_id(), client_id=client.id, version_id=version.id, promised_at=promised_at))
    db.session.flush()

    page = browser_of(viewer).get("/me").text

    assert "Review of" in page
    assert "by tomorrow" in page
