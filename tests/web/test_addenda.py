"""A later thought on a published review: below the letter, by mail once, and never on a draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.errors import Forbidden
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.errors import NotPublished
from tests.factories import people, reviews

Doors = Callable[[Viewer], FlaskClient]
THOUGHT = "Your second page <b>says</b> it better."


def mails() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(Notification.to_address).where(Notification.kind == "review_addendum")))


def test_a_later_thought_stands_below_the_letter_for_both(coach: Viewer, maya: Viewer, browser_of: Doors) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    browser, page = browser_of(coach), f"/coach/reviews/{review.id}"
    assert "Add a later thought" in browser.get(page).text

    added = people.post(browser, f"{page}/addenda", {"body": THOUGHT})

    said = queries.addenda_of(coach, review)[0]
    assert added.location == f"{page}#addendum-{said.id}"
    for text in (browser.get(page).text, browser_of(maya).get(f"/me/reviews/{review.id}").text):
        letter, _, later = text.partition(f'id="addendum-{said.id}"')
        assert "Proof is thin in the middle" in letter
        assert "Added later by Dana Coach" in later
        assert "Your second page &lt;b&gt;says&lt;/b&gt; it better." in later
    assert "Add a later thought" not in browser_of(maya).get(f"/me/reviews/{review.id}").text
    assert "added a thought to the review of" in browser_of(maya).get("/me/timeline").text
    assert mails() == [own_client(maya).email]


def test_the_same_words_pressed_twice_are_one_thought_and_one_mail(
    coach: Viewer, maya: Viewer, browser_of: Doors
) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    browser = browser_of(coach)

    for _ in range(2):
        people.post(browser, f"/coach/reviews/{review.id}/addenda", {"body": THOUGHT})

    assert (len(queries.addenda_of(coach, review)), len(mails())) == (1, 1)
    people.post(browser, f"/coach/reviews/{review.id}/addenda", {"body": "And one more."})
    assert (len(queries.addenda_of(coach, review)), len(mails())) == (2, 2)


def test_an_empty_thought_keeps_the_page_and_says_so(coach: Viewer, maya: Viewer, browser_of: Doors) -> None:
    review = reviews.published(coach, maya, own_client(maya))

    refused = people.post(browser_of(coach), f"/coach/reviews/{review.id}/addenda", {"body": " "})

    assert refused.status_code == 422
    assert "Please fill this in." in refused.text
    assert mails() == []


def test_a_draft_takes_no_later_thought(coach: Viewer, maya: Viewer, browser_of: Doors, program_of: Doors) -> None:
    review = reviews.ready(coach, maya, own_client(maya))

    refused = people.post(browser_of(coach), f"/coach/reviews/{review.id}/addenda", {"body": THOUGHT})
    assert refused.location == f"/coach/reviews/{review.id}"
    answer = program_of(coach).post(f"/api/v1/reviews/{review.id}/addenda", json={"body": THOUGHT})
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/not-published")
    with pytest.raises(NotPublished):
        service.add_to(coach, queries.get_review(coach, review.id), body=THOUGHT)
    assert mails() == []


def test_programs_add_and_list_later_thoughts(coach: Viewer, maya: Viewer, program_of: Doors) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    address = f"/api/v1/reviews/{review.id}/addenda"

    made = program_of(coach).post(address, json={"body": THOUGHT})

    assert (made.status_code, made.get_json()["author"]) == (201, "Dana Coach")
    assert program_of(maya).get(address).get_json()["items"] == [made.get_json()]
    assert program_of(maya).post(address, json={"body": "Mine"}).status_code == 403
    with pytest.raises(Forbidden):
        service.add_to(maya, queries.get_review(maya, review.id), body="Mine")
