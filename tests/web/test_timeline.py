"""One timeline for everything that happened: on the coach's page, in the client's own file."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.lines import sayings
from coachapp.domain.bookings import service as meetings
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents import service as documents
from coachapp.domain.plans import service as plans
from coachapp.domain.reviews import service as reviewing
from tests.factories import bookings, people, reviews
from tests.factories import documents as papers
from tests.factories.statements import counted

Make = Callable[[Viewer], FlaskClient]


def test_everything_that_happened_stands_in_one_timeline(inside: Viewer, browser_of: Make) -> None:
    maya, file = people.client(inside)
    version = papers.version(maya, file)
    documents.opened(inside, file, version)
    offer = bookings.offer(inside, name="Mock interview")
    meetings.book(offer, bookings.guest(), starts_at=bookings.in_days(3), client_id=file.id)
    plans.add(inside, file, title="Call Lena")
    clients.write_note(inside, file, text="Two targets")

    coach = browser_of(inside).get(f"/coach/clients/{file.id}").text
    own = browser_of(maya).get("/me/timeline").text

    for page, who, other in ((coach, "Maya Lindqvist", "You"), (own, "You", inside.name)):
        assert f"{who} added version 1 of" in page
        assert f"{other} opened version 1 of" in page
        assert "Booked: Mock interview" in page
        assert "on the plan: Call Lena" in page
    assert f'href="/me/documents/{version.document_id}?version=1"' in own


def test_the_timeline_narrows_to_who_opened_what(inside: Viewer, browser_of: Make) -> None:
    maya, file = people.client(inside)
    documents.opened(inside, file, papers.version(maya, file))

    page = browser_of(maya).get("/me/timeline?show=access").text

    assert "opened version 1" in page
    assert "added version 1" not in page
    assert browser_of(maya).get("/me/timeline?show=nonsense").status_code == 200


def test_what_is_not_shared_leaves_no_line(inside: Viewer, browser_of: Make) -> None:
    maya, file = people.client(inside)
    papers.version(maya, file)
    clients.change_sharing(maya, file, documents=False, board=False, endings=False, reflections=False)

    coach, own = browser_of(inside).get(f"/coach/clients/{file.id}").text, browser_of(maya).get("/me/timeline").text

    assert ("version 1" in coach, "version 1" in own) == (False, True)


def test_what_is_promised_stands_beside_the_timeline_and_a_draft_leaves_no_line(
    inside: Viewer, browser_of: Make
) -> None:
    maya, file = people.client(inside)
    version = reviews.version(maya, file)
    reviewing.ask_for_review(maya, own_client(maya), version)
    browser, path = browser_of(inside), f"/coach/clients/{file.id}"
    asked = browser.get(path).text
    draft = reviews.draft(inside, maya, file, about=version)

    going = browser.get(path).text
    own = browser_of(maya).get("/me/timeline").text

    assert f'action="/coach/reviews/start/version/{version.id}"' in asked
    assert f'href="/coach/reviews/{draft.id}"' in going
    assert ("asked for a review" in own, str(draft.id) in own) == (True, False)


def test_the_timeline_costs_the_same_for_one_line_and_for_many(inside: Viewer, browser_of: Make) -> None:
    maya, file = people.client(inside)
    browser, path = browser_of(inside), f"/coach/clients/{file.id}"
    clients.write_note(inside, file, text="First")
    papers.version(maya, file)
    browser.get(path)
    with counted() as few:
        browser.get(path)
    for n in range(3):
        clients.write_note(inside, file, text=f"Note {n}")
        papers.version(maya, file)
    db.session.commit()

    with counted() as many:
        browser.get(path)

    assert len(many) == len(few)


def test_every_saying_is_fit_for_a_timeline(inside: Viewer) -> None:
    assert len(sayings()) > 20
    assert [s.verb for s in sayings() if s.sentence.rstrip(".") != s.sentence or "." not in s.verb] == []
