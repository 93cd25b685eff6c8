"""What a coach sets and sees, through the door, without JavaScript."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.models import Invitation
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.questions import stored
from coachapp.domain.clients.models import Client
from tests.factories import bookings, people, statements

Browsers = Callable[[Viewer], FlaskClient]


def row(n: int, text: str, kind: str = "long", choices: str = "", **more: str) -> dict[str, str]:
    """Give a row of the form's questions."""
    found = {"text": text, "kind": kind, "choices": choices, **more}
    return {f"questions-{n}-{part}": value for part, value in found.items()}


def test_an_offer_gets_a_link_of_its_own(owner: Viewer, browser_of: Browsers, stranger: FlaskClient) -> None:
    browser = browser_of(owner)
    sent = {"name": "Mock Interview, Advanced", "minutes": "60", "place_kind": "phone", "is_open": "true"}

    first = people.post(browser, "/coach/settings/event-types/new", sent | row(0, "Which role?") | row(1, ""))
    again = people.post(browser, "/coach/settings/event-types/new", sent)

    (made,) = db.session.scalars(select(EventType).where(EventType.coach_id == owner.membership_id))
    assert (first.status_code, again.status_code) == (303, 409)
    assert (made.slug, made.step_minutes, made.questions) == ("mock-interview-advanced", None, stored(["Which role?"]))
    assert "Another meeting has this address already" in again.text
    assert stranger.get("/book/mock-interview-advanced").status_code == 200
    assert "/book/mock-interview-advanced" in browser.get("/coach/settings/event-types").text


def test_an_offer_is_changed_and_closed(owner: Viewer, browser_of: Browsers, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner, buffer_before=10, step_minutes=15)
    db.session.commit()
    path, slug = f"/coach/settings/event-types/{offer.id}", offer.slug
    browser = browser_of(owner)
    assert 'value="15"' in browser.get(path).text

    people.post(browser, path, {"name": "Talk", "minutes": "30", "slug": slug, "place_kind": "video"})

    assert queries.get_event_type(owner, offer.id).name == "Talk"
    assert stranger.get(f"/book/{slug}").status_code == 410


def test_the_guest_becomes_a_client_in_two_clicks_and_once(owner: Viewer, browser_of: Browsers) -> None:
    asked = "What role are you looking for?"
    booking = bookings.booking(owner, goal="A new role", note="Back from leave", answers={asked: "Product"})
    db.session.commit()
    path, browser = f"/coach/bookings/{booking.id}", browser_of(owner)
    assert "Make Amira Haddad a client" in browser.get(path).text

    first, second = (people.post(browser, f"{path}/client") for _ in range(2))

    (client,) = db.session.scalars(select(Client).where(Client.source_booking_id == booking.id))
    assert first.location == second.location == f"/coach/clients/{client.id}"
    assert (client.name, client.goal) == ("Amira Haddad", "A new role")
    assert client.membership_id is None
    assert len(db.session.scalars(select(Invitation).where(Invitation.subject_id == client.id)).all()) == 1
    assert queries.get_booking(owner, booking.id).client_id == client.id


def test_the_coach_cancels_with_a_word(owner: Viewer, browser_of: Browsers) -> None:
    booking = bookings.booking(owner)
    db.session.commit()

    people.post(browser_of(owner), f"/coach/bookings/{booking.id}/cancel", {"reason": "I am ill"})

    found = queries.get_booking(owner, booking.id)
    assert (found.status, found.cancelled_by, found.cancel_reason) == (Status.CANCELLED, "coach", "I am ill")


def test_meetings_of_others_do_not_exist(owner: Viewer, browser_of: Browsers) -> None:
    booking = bookings.booking(people.coach(owner))
    client, _ = people.client(owner)
    colleague, elsewhere = people.coach(owner), None
    db.session.commit()
    paths = [f"/coach/bookings/{booking.id}", f"/coach/settings/event-types/{booking.event_type_id}"]
    elsewhere = people.owner(practice="Elsewhere")

    for path in paths:
        assert browser_of(owner).get(path).status_code == 200
        assert browser_of(colleague).get(path).status_code == 404
        assert browser_of(elsewhere).get(path).status_code == 404
        assert browser_of(client).get(path).status_code == 403


def test_the_agenda_costs_the_same_for_one_and_for_three(owner: Viewer, browser_of: Browsers) -> None:
    offer_id = bookings.offer(owner).id
    browser, costs = browser_of(owner), []

    for n in range(3):
        service.book(queries.get_event_type(owner, offer_id), bookings.guest(), starts_at=bookings.in_days(3 + n))
        db.session.commit()
        with statements.counted() as sent:
            assert browser.get("/coach/bookings").text.count("Amira Haddad") == n + 1
        costs.append(len(sent))

    assert costs[0] == costs[2]


def test_an_offer_begins_from_an_idea(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)

    page = browser.get("/coach/settings/event-types/new?idea=mock-interview").text

    assert 'value="Mock interview"' in page
    assert "Which question do you dread?" in page


def test_limits_over_all_offers_are_set_on_the_page(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)
    bookings.offer(owner)

    people.post(browser, "/coach/settings/booking-limits", {"most_per_day": "5", "most_per_week": ""})
    odd = people.post(browser, "/coach/settings/booking-limits", {"most_per_day": "0"})

    limits = queries.limits_of(owner.membership_id)
    assert limits is not None
    assert (limits.most_per_day, limits.most_per_week, limits.most_per_month) == (5, None, None)
    assert (odd.status_code, "Between 1 and 50." in odd.text) == (422, True)


def test_what_a_program_has_set_stays_when_the_form_is_saved(owner: Viewer, browser_of: Browsers) -> None:
    offer = bookings.offer(owner, notice_minutes=75, other_lengths=[55], cutoff_minutes=90, questions=[])
    page = browser_of(owner).get(f"/coach/settings/event-types/{offer.id}").text

    assert re.search(r'<option value="75" selected>75 minutes', page)
    assert re.search(r'<option value="90" selected>90 minutes', page)
    assert re.search(r'value="55" checked', page)


def test_questions_are_typed_and_stand_in_the_form_again(owner: Viewer, browser_of: Browsers) -> None:
    browser = browser_of(owner)
    sent = {"name": "Talk", "minutes": "60", "place_kind": "phone"}
    sent |= row(0, "How many years?", "number", is_required="true") | row(1, "Which field?", "choice", "Law\nTech\n")

    people.post(browser, "/coach/settings/event-types/new", sent)
    odd = people.post(browser, "/coach/settings/event-types/new", sent | row(1, "Which field?", "choice", "Law"))

    (made,) = queries.event_types(owner)
    assert [(each.text, each.kind, each.is_required, each.choices) for each in made.asked] == [
        ("How many years?", "number", True, ()),
        ("Which field?", "choice", False, ("Law", "Tech")),
    ]
    page = browser.get(f"/coach/settings/event-types/{made.id}").text
    assert page.count('<li class="question') == 3
    assert (odd.status_code, "Give at least two choices" in odd.text, "How many years?" in odd.text) == (
        422,
        True,
        True,
    )


def test_a_file_that_answers_a_question_is_there_to_download(
    owner: Viewer, browser_of: Browsers, stranger: FlaskClient
) -> None:
    asked = [{"text": "Your letter", "kind": "file", "is_required": True}]
    offer = bookings.offer(owner, questions=asked)
    db.session.commit()
    who = {"name": "Amira", "email": "amira@example.org", "time_zone": "UTC", "starts_at": spell(bookings.in_days(3))}
    letter = {"answers[Your letter]": (io.BytesIO(b"Dear all,\nI would like to."), "letter.txt")}

    missing = people.post(stranger, f"/book/{offer.slug}", who)
    people.post(stranger, f"/book/{offer.slug}", who | letter)

    assert (missing.status_code, "Please choose a file." in missing.text) == (422, True)
    (booking,) = queries.in_view(owner)
    page = browser_of(owner).get(f"/coach/bookings/{booking.id}").text
    path = re.search(r'href="(/coach/bookings/[^"]+/files/[^"]+)">letter.txt', page)
    assert path is not None
    assert browser_of(owner).get(path[1]).data.startswith(b"Dear all")
    assert browser_of(people.coach(owner)).get(path[1]).status_code == 404
