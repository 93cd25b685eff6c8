"""My wins and my week, through the client's door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service as clients
from coachapp.domain.wins import service
from tests.factories import people

Browsers = Callable[[Viewer], FlaskClient]


def test_a_client_without_wins_is_told_what_to_do(inside: Viewer, browser_of: Browsers) -> None:
    viewer, _ = people.client(inside)

    page = browser_of(viewer).get("/me/wins").text

    assert "Your first win will stand here" in page


def test_a_win_by_hand_is_kept_and_shown(inside: Viewer, browser_of: Browsers) -> None:
    viewer, _ = people.client(inside)
    browser = browser_of(viewer)

    people.post(browser, "/me/wins", {"text": "Second call with <b>Aurora</b>"})
    page = browser.get("/me/wins").text

    assert "Second call with &lt;b&gt;Aurora&lt;/b&gt;" in page
    assert "Written by hand" in page


def test_a_win_of_an_event_leads_to_its_source_and_is_written_once(inside: Viewer, browser_of: Browsers) -> None:
    viewer, client = people.client(inside)
    note = clients.write_note(inside, client, held_on=date(2027, 3, 1), text="Good", is_private=False)

    new = service.write(client.id, "A first interview", key=f"note:{note.id}", source=note)
    again = service.write(client.id, "A first interview", key=f"note:{note.id}", source=note)
    page = browser_of(viewer).get("/me/wins").text

    assert (new, again) == (True, False)
    assert page.count("A first interview") == 1
    assert "Open the session note" in page
