"""After a no, through the doors: two presses, then quiet, then what helps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.plans.models import ActionItem
from coachapp.domain.rejections import service
from coachapp.domain.rejections.models import FeedbackRequest, Rejection, RejectionFactor
from tests.factories import applications, people

Browsers = Callable[[Viewer], FlaskClient]
SECRET = "I felt small in that room"


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    """Give a client of the owner."""
    return people.client(inside)


def only() -> Rejection:
    """Give the one ending there is."""
    return db.session.query(Rejection).one()


def main(page: str) -> str:
    """Give what the page itself says, without its frame."""
    return page.split('<main id="main"', 1)[1].split("</main>", 1)[0]


def test_a_no_takes_two_presses_and_then_it_is_quiet(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    job = applications.application(*maya, stage=Stage.INTERVIEW)
    browser = browser_of(maya[0])
    board = browser.get("/me/board").text
    first = re.search(r'href="(/me/board/[^"]+/no)"', board)
    assert first is not None

    asked = browser.get(first.group(1)).text
    answer = people.post(browser, first.group(1), {"kind": "told_no"})
    quiet = main(browser.get(answer.location).text)

    assert first.group(1) == f"/me/board/{job.id}/no"
    assert 'name="kind" value="told_no"' in asked
    assert "That&#39;s recorded." in quiet or "That's recorded." in quiet
    assert "Nothing else to do today." in quiet
    assert "I'm ready" in quiet
    for word in ("%", "factor", "advice", "wins", "letter", "Northwind"):
        assert word not in quiet


def test_while_it_is_quiet_every_page_about_it_is_the_quiet_one(
    maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    made = applications.rejection(*maya)
    browser = browser_of(maya[0])
    home = f"/me/rejections/{made.id}"

    for path in (f"{home}/factors/1", f"{home}/reflection", f"{home}/letter"):
        assert browser.get(path).location == home


def test_it_is_quiet_until_nine_the_next_morning(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya)
    browser = browser_of(maya[0])
    made.quiet_until = clock.now() - timedelta(seconds=1)

    page = browser.get(f"/me/rejections/{made.id}").text

    assert "What may have decided it" in page


def test_ready_ends_the_quiet_with_wins_first(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya, stage=Stage.INTERVIEW)
    browser = browser_of(maya[0])

    people.post(browser, f"/me/rejections/{made.id}/ready")
    page = main(browser.get(f"/me/rejections/{made.id}").text)

    assert page.index("Invited to an interview at Northwind Health") < page.index("What may have decided it")
    assert "Ask for advice" in page


def test_undo_is_one_press(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya)
    browser = browser_of(maya[0])

    answer = people.post(browser, f"/me/rejections/{made.id}/take-back")

    assert answer.location == "/me/board"
    assert "Applied again" in browser.get("/me/board").text
    assert db.session.query(Rejection).count() == 0


def test_cards_are_sorted_one_at_a_time_and_lead_to_the_next(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya)
    browser = browser_of(maya[0])
    home = f"/me/rejections/{made.id}"
    people.post(browser, f"{home}/ready")

    first = browser.get(f"{home}/factors/1").text
    answer = people.post(
        browser, f"{home}/factors/1", {"area": "outside", "said_by": "employer_phone", "confidence": "high"}
    )

    assert "card 1 of" in first
    assert answer.location == f"{home}/factors/2"
    row = db.session.query(RejectionFactor).one()
    assert (row.factor, row.area, row.said_by, row.confidence) == ("internal_hire", "outside", "employer_phone", "high")
    assert browser.get(f"{home}/factors/99").status_code == 404


def test_a_private_reflection_is_in_no_page_of_the_coach(
    inside: Viewer, maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    made = applications.rejection(*maya)
    browser, coach = browser_of(maya[0]), browser_of(inside)
    home = f"/me/rejections/{made.id}"
    people.post(browser, f"{home}/ready")

    people.post(browser, f"{home}/reflection", {"text": SECRET})

    assert SECRET in browser.get(home).text
    for path in (f"/coach/rejections/{made.id}", f"/coach/clients/{maya[1].id}/board"):
        assert SECRET not in coach.get(path).text
    people.post(browser, f"{home}/reflection", {"text": SECRET, "is_shared": "true"})
    assert SECRET in coach.get(f"/coach/rejections/{made.id}").text


def test_a_letter_is_drafted_checked_and_sent_in_three_presses(
    maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    made = applications.rejection(*maya, stage=Stage.INTERVIEW)
    service.be_ready(maya[0], made)
    browser = browser_of(maya[0])
    path = f"/me/rejections/{made.id}/letter"

    drafted = browser.get(path).text
    text = drafted.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0].strip().replace("&#39;", "'")
    argued = people.post(browser, path, {"text": text + " Please reconsider.", "to_address": "lena@nw.example"})
    nowhere = people.post(browser, path, {"text": text})
    sent = people.post(browser, path, {"text": text, "to_address": "lena@nw.example", "follow_up": "send"})

    assert "Northwind Health" in text
    assert (argued.status_code, nowhere.status_code, sent.status_code) == (422, 422, 303)
    assert "arguing with the decision" in argued.text
    assert "Please reconsider." in argued.text
    assert db.session.query(FeedbackRequest).one().state == "sent"


def test_before_an_interview_a_letter_is_called_not_worth_it(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya)
    service.be_ready(maya[0], made)

    assert "usually not worth it" in browser_of(maya[0]).get(f"/me/rejections/{made.id}").text


def test_a_copied_letter_and_its_reply_are_kept(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya)
    browser = browser_of(maya[0])
    home = f"/me/rejections/{made.id}"

    people.post(browser, f"{home}/letter/check", {"text": "Thank you."})
    checked = browser.get(f"{home}/letter").text
    people.post(browser, f"{home}/letter/copied", {"text": "Thank you. What could I do better?"})
    people.post(browser, f"{home}/letter/reply", {"reply": "Bring one number."})

    assert "Ask one question about your own part" in checked
    assert "Bring one number." in browser.get(home).text


def test_the_coach_answers_with_something_on_the_plan(
    inside: Viewer, maya: tuple[Viewer, Client], browser_of: Browsers
) -> None:
    made = applications.rejection(*maya)

    people.post(browser_of(inside), f"/coach/rejections/{made.id}", {"title": "Practise one answer with a number"})

    item = db.session.query(ActionItem).one()
    assert (item.evidence_kind, item.evidence_id) == ("rejections", made.id)
    assert only().answered_at is not None


def test_no_page_of_an_ending_blames_or_cheers(maya: tuple[Viewer, Client], browser_of: Browsers) -> None:
    made = applications.rejection(*maya, stage=Stage.INTERVIEW)
    browser = browser_of(maya[0])
    home = f"/me/rejections/{made.id}"
    people.post(browser, f"{home}/ready")
    pages = [home, f"{home}/factors/1", f"{home}/reflection", f"{home}/letter", "/me/rejections"]

    for path in pages:
        said = main(browser.get(path).text).lower()
        for word in ("failed", "unsuccessful", "unfortunately", "rejected", "reject ", "danger", "!<"):
            assert word not in said, (path, word)
