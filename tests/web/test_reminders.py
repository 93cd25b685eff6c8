"""The sequence of an offer, through the door, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.reminders import queries
from coachapp.domain.reminders.models import ReminderStep
from tests.factories import bookings, people, steps

Browsers = Callable[[Viewer], FlaskClient]
NEW = {"kind": "reminder", "amount": "3", "unit": "days", "to": "guest", "subject": "In {start}", "body": "Hi {guest}"}


@pytest.fixture
def offer(inside: Viewer) -> EventType:
    """Give an offer with the usual sequence."""
    return bookings.offer(inside)


def path(offer: EventType, *more: object) -> str:
    return "/".join([f"/coach/settings/event-types/{offer.id}/reminders", *(str(each) for each in more)])


def listed(browser: FlaskClient, offer: EventType) -> list[str]:
    return re.findall(r'<h2 class="card-title"><a[^>]*>([^<]*)</a>', browser.get(path(offer)).text)


def words(answer: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer)))


def test_a_new_offer_has_the_usual_sequence_in_order_of_time(
    inside: Viewer, offer: EventType, browser_of: Browsers
) -> None:
    browser = browser_of(inside)

    shown = browser.get(path(offer)).text

    assert listed(browser, offer) == ["24 hours before", "1 hour before", "15 minutes before", "2 hours after",
                                      "30 days after"]  # fmt: skip
    assert shown.index("15 minutes before") < shown.index("The meeting</p>") < shown.index("2 hours after")
    assert shown.count(">Off<") == 1
    assert "Reminder: Free consultation, " in shown


def test_a_step_is_added_changed_switched_and_removed_with_undo(
    inside: Viewer, offer: EventType, browser_of: Browsers
) -> None:
    browser = browser_of(inside)

    assert people.post(browser, path(offer, "new"), NEW | {"is_on": "true"}).status_code == 303
    assert listed(browser, offer)[0] == "3 days before"
    step = queries.steps_of(offer)[0]
    changed = NEW | {"amount": "90", "unit": "minutes", "to": "both", "is_on": "true"}
    assert people.post(browser, path(offer, step.id), changed).status_code == 303
    assert listed(browser, offer)[1] == "90 minutes before"
    assert people.post(browser, path(offer, step.id, "switch"), {"on": ""}).status_code == 303
    assert not db.session.get_one(ReminderStep, step.id).is_on
    removed = people.post(browser, path(offer, step.id, "remove"))
    after = browser.get(removed.location).text
    assert "90 minutes before" not in listed(browser, offer)
    assert "Removed: Reminder, 90 minutes before." in after
    assert people.post(browser, path(offer, step.id, "restore")).status_code == 303
    assert listed(browser, offer)[1] == "90 minutes before"


def test_reset_brings_the_usual_back(inside: Viewer, offer: EventType, browser_of: Browsers) -> None:
    browser = browser_of(inside)
    before = listed(browser, offer)
    steps.alone(inside, offer, 120)

    assert people.post(browser, path(offer, "reset")).status_code == 303

    assert listed(browser, offer) == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": "Hi {gest}"}, "{gest} is not one of the placeholders"),
        ({"subject": "Hi {guest"}, "A curly brace stands alone"),
        ({"amount": "91"}, "At most 90 days before."),
        ({"amount": "-1"}, "Give a number from 0 on."),
        ({"amount": "soon"}, "Give a whole number"),
        ({"kind": "brief"}, "A brief is for the coach alone"),
        ({"subject": ""}, "Please fill this in."),
    ],
)
def test_what_can_not_be_is_said_at_its_field(
    inside: Viewer, offer: EventType, browser_of: Browsers, wrong: dict[str, str], said: str
) -> None:
    answer = people.post(browser_of(inside), path(offer, "new"), NEW | wrong)

    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert len(queries.steps_of(offer)) == 5


def test_the_preview_shows_each_readers_letter_and_keeps_nothing(
    inside: Viewer, offer: EventType, browser_of: Browsers
) -> None:
    browser = browser_of(inside)
    sent = NEW | {"to": "both", "subject": "{offer} for {guest}", "body": "At {start}.\r\n\r\n{hint}"}

    answer = people.post(browser, path(offer, "new", "preview"), sent)
    said = words(answer.text)

    assert answer.status_code == 200
    assert said.count("Free consultation for Amira Haddad") == 2
    assert re.search(r"To Amira Haddad, your guest .* At \w+ \d+ \w+, 2[12]:00\. Does it still suit you", said)
    assert re.search(r"you .* At \w+ \d+ \w+, 14:00\. Below is what they said", said)
    assert 'value="{offer} for {guest}"' in answer.text
    walls.enter(inside.practice_id)
    assert len(queries.steps_of(offer)) == 5
    assert db.session.query(Booking).count() == 0


def test_a_preview_that_can_not_be_says_why(inside: Viewer, offer: EventType, browser_of: Browsers) -> None:
    step = queries.steps_of(offer)[0]

    answer = people.post(browser_of(inside), path(offer, step.id, "preview"), NEW | {"body": "{gest}"})

    assert answer.status_code == 422
    assert "The letter shows here again" in answer.text


@pytest.mark.parametrize("kind", ["reminder", "brief", "thanks", "follow_up", "nonsense"])
def test_each_kind_begins_with_words_and_a_preview(
    inside: Viewer, offer: EventType, browser_of: Browsers, kind: str
) -> None:
    shown = browser_of(inside).get(path(offer, f"new?kind={kind}")).text

    assert "Amira Haddad" in words(shown)
    assert "{" not in words(shown[shown.index('id="preview"') :])


def test_twelve_steps_are_enough(inside: Viewer, offer: EventType, browser_of: Browsers) -> None:
    for n in range(7):
        steps.step(inside, offer, minutes=100 + n)

    answer = people.post(browser_of(inside), path(offer, "new"), NEW)

    assert answer.status_code == 409
    assert "Twelve steps are the most" in answer.text


def test_another_coach_finds_nothing_there(inside: Viewer, offer: EventType, browser_of: Browsers) -> None:
    other = people.coach(inside)
    theirs = bookings.offer(other)
    mine = queries.steps_of(offer)[0]
    browser = browser_of(other)

    assert browser.get(path(offer)).status_code == 404
    assert browser.get(path(theirs, mine.id)).status_code == 404
    assert people.post(browser, path(theirs, mine.id, "remove")).status_code == 404


def test_the_brief_stands_on_one_page(inside: Viewer, offer: EventType, browser_of: Browsers) -> None:
    first = bookings.booking(inside, at=offer, days=3, email="amira@example.org", goal="A product role")
    second = bookings.booking(inside, at=offer, days=5, email="AMIRA@example.org", goal="", note="After lunch")

    said = words(browser_of(inside).get(f"/coach/bookings/{second.id}/brief").text)

    assert "After lunch" in said
    assert "Met before" in said
    assert "brief" in browser_of(inside).get(f"/coach/bookings/{second.id}").text
    assert f"/coach/bookings/{first.id}" in browser_of(inside).get(f"/coach/bookings/{second.id}/brief").text
    assert browser_of(people.coach(inside)).get(f"/coach/bookings/{second.id}/brief").status_code == 404
