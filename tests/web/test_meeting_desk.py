"""What a coach does at one meeting: who did not come, and the note that nobody else reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import errors, queries, service
from coachapp.domain.bookings.models import Booking
from coachapp.domain.clients.models import SessionNote
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, meetings, people

Make = Callable[[Viewer], FlaskClient]
SECRET = "Quietly doubts the whole plan"
HOUR = timedelta(hours=1)


def held(coach: Viewer, *, ago: timedelta = HOUR, **facts: object) -> Booking:
    return meetings.meeting(meetings.event_type(coach), starts_in=-ago, **facts)  # type: ignore[arg-type]


def test_a_no_show_is_noted_on_today_and_undone_from_its_toast(owner: Viewer, browser_of: Make) -> None:
    booking, browser = held(owner), browser_of(owner)
    assert ">Did not come<" in browser.get("/coach").text

    answer = people.post(browser, f"/coach/bookings/{booking.id}/no-show", {"back": "today"})
    after = browser.get(answer.location).text

    assert (answer.location, ">Did not come<" in after) == (f"/coach?missed={booking.id}", False)
    assert 'action="/coach/bookings/no-show/undo"' in after
    undone = people.post(browser, "/coach/bookings/no-show/undo", {"booking_id": str(booking.id), "back": "today"})
    assert undone.location == "/coach"
    assert ">Did not come<" in browser.get("/coach").text


def test_a_no_show_is_noted_in_the_past_agenda_and_on_the_page(owner: Viewer, browser_of: Make) -> None:
    booking, browser = held(owner), browser_of(owner)
    page = f"/coach/bookings/{booking.id}"
    assert "Did not come: Nora Guest" in browser.get("/coach/bookings?when=past").text

    answer = people.post(browser, f"{page}/no-show", {"back": "past"})

    assert answer.location == f"/coach/bookings?when=past&missed={booking.id}"
    assert "Did not come: Nora Guest" not in browser.get(answer.location).text
    assert "Nora Guest did not come." in browser.get(page).text
    people.post(browser, "/coach/bookings/no-show/undo", {"booking_id": str(booking.id)})
    assert "Nora Guest did not come." not in browser.get(page).text


def test_nobody_is_told_of_a_no_show(owner: Viewer, browser_of: Make, stranger: FlaskClient, program_of: Make) -> None:
    maya, client = people.client(owner)
    booking = held(owner, client=client)
    link = service.manage_url(booking).replace("http://localhost", "")

    people.post(browser_of(owner), f"/coach/bookings/{booking.id}/no-show")

    assert db.session.scalars(select(Notification)).all() == []
    said = [browser_of(maya).get("/me/timeline").text, stranger.get(link).text]
    said += [program_of(maya).get(f"/api/v1/bookings/{booking.id}").text]
    assert [text for text in said if "did not come" in text.lower() or "no_show" in text or "missed" in text] == []
    assert "Did not come: Free consultation" in browser_of(owner).get(f"/coach/clients/{client.id}").text


def test_what_lies_ahead_or_was_cancelled_is_no_no_show(owner: Viewer, browser_of: Make) -> None:
    ahead, off = bookings.booking(owner), bookings.booking(owner, days=4)
    service.cancel(off)
    for booking in (ahead, off):
        with pytest.raises(errors.NotHeld):
            service.missed(owner, booking)
        assert people.post(browser_of(owner), f"/coach/bookings/{booking.id}/no-show").status_code == 409


def test_earlier_no_shows_of_an_address_stand_on_its_next_booking(owner: Viewer, browser_of: Make) -> None:
    of = meetings.event_type(owner)
    earlier = [meetings.meeting(of, starts_in=-n * 24 * HOUR) for n in (2, 3, 4)]
    ahead = meetings.meeting(of, starts_in=5 * HOUR)
    for booking in earlier:
        booking.guest_email = "Nora@example.org"
        service.missed(owner, booking)
    service.came(owner, earlier[0])
    ahead.guest_email = "nora@example.org"

    assert queries.missed_before(owner, ahead) == 2
    assert "Did not come to 2 earlier meetings" in browser_of(owner).get(f"/coach/bookings/{ahead.id}").text
    assert queries.missed_before(owner, earlier[1]) == 1


def test_programs_note_no_shows(owner: Viewer, program_of: Make) -> None:
    path = f"/api/v1/bookings/{held(owner).id}/no-show"
    program = program_of(owner)

    noted, again, undone = program.post(path), program.post(path), program.delete(path)

    assert noted.json == again.json
    assert noted.json["no_show_at"].endswith("Z")
    assert undone.json == program.get(path).json == {"no_show_at": None, "earlier": 0}


def test_a_note_at_a_meeting_stands_on_private_paper_for_its_coaches(owner: Viewer, browser_of: Make) -> None:
    coach = people.coach(owner)
    path = f"/coach/bookings/{bookings.booking(coach).id}"

    kept = people.post(browser_of(coach), f"{path}/note", {"text": SECRET})
    long = people.post(browser_of(coach), f"{path}/note", {"text": "x" * 10_001})

    assert (kept.status_code, long.status_code, "x" * 100 in long.text) == (303, 422, True)
    for who in (coach, owner):
        assert SECRET in browser_of(who).get(path).text.split('class="private ')[1]
    people.post(browser_of(owner), f"{path}/note", {"text": ""})
    assert SECRET not in browser_of(coach).get(path).text


def test_nobody_else_meets_a_trace_of_it(
    owner: Viewer, browser_of: Make, program_of: Make, stranger: FlaskClient
) -> None:
    coach, colleague = people.coach(owner), people.coach(owner)
    maya, client = people.client(coach)
    offer = bookings.offer(coach)
    booking = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3), client_id=client.id)
    service.keep_note(coach, booking, text=SECRET)
    service.move(booking, starts_at=bookings.in_days(4))
    here, token = f"/bookings/{booking.id}", service.manage_url(booking).rpartition("/")[2]

    answers = [stranger.get(f"/bookings/{token}{part}") for part in ("", "/move", "/cancel", "/meeting.ics")]
    answers += [stranger.get(f"/api/v1/manage/{token}")]
    answers += [browser_of(maya).get(path) for path in ("/me", "/me/timeline", "/me/notes", "/me/sharing")]
    answers += [program_of(maya).get(f"/api/v1{path}") for path in ("/bookings", here)]
    answers += [browser_of(coach).get(f"/coach/clients/{client.id}")]
    closed = [browser_of(who).get(f"/coach{here}") for who in (maya, colleague)]
    closed += [program_of(who).get(f"/api/v1{here}/note") for who in (maya, colleague)]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.status_code for answer in closed] == [403, 404, 403, 404]
    assert [a.request.path for a in (*answers, *closed) if SECRET in a.text] == []
    mails = db.session.scalars(select(Notification)).all()
    assert [mail.kind for mail in mails if SECRET in repr(mail.facts)] == []


def test_the_note_comes_along_as_a_private_note_of_its_author(owner: Viewer) -> None:
    coach = people.coach(owner)
    booking = bookings.booking(coach)
    service.keep_note(coach, booking, text=SECRET)

    client = service.make_client(owner, booking)

    (note,) = db.session.scalars(select(SessionNote).where(SessionNote.client_id == client.id))
    assert (note.text, note.is_private, note.author_id) == (SECRET, True, coach.membership_id)


def test_programs_keep_notes(owner: Viewer, program_of: Make) -> None:
    path, program = f"/api/v1/bookings/{bookings.booking(owner).id}/note", program_of(owner)

    kept = program.put(path, json={"text": SECRET})
    read = program.get(path)
    gone = program.put(path, json={"text": ""})

    assert kept.json == read.json
    assert (read.json["text"], gone.json) == (SECRET, {"text": "", "changed_at": None})


def test_the_place_of_one_meeting_changes_on_its_page_and_by_programs(
    owner: Viewer, browser_of: Make, program_of: Make, stranger: FlaskClient
) -> None:
    booking, browser = bookings.booking(owner), browser_of(owner)
    path, link = f"/coach/bookings/{booking.id}", service.manage_url(booking).replace("http://localhost", "")

    people.post(browser, f"{path}/place", {"place_kind": "phone", "place": "+49 30 1234"})
    odd = people.post(browser, f"{path}/place", {"place_kind": "moon", "place": "x"})

    assert "Phone: +49 30 1234" in browser.get(path).text
    assert "Phone: +49 30 1234" in stranger.get(link).text
    assert odd.status_code == 422
    sent = {"place_kind": "custom", "place": "Your office"}
    changed = program_of(owner).put(f"/api/v1/bookings/{booking.id}/place", json=sent)
    assert (changed.json["place"], changed.json["sequence"]) == ("Your office", 2)


def test_the_guests_link_is_made_new_on_the_page(owner: Viewer, browser_of: Make, stranger: FlaskClient) -> None:
    booking = bookings.booking(owner)
    old = service.manage_url(booking).replace("http://localhost", "")

    people.post(browser_of(owner), f"/coach/bookings/{booking.id}/link")

    new = service.manage_url(queries.get_booking(owner, booking.id)).replace("http://localhost", "")
    assert (stranger.get(old).status_code, stranger.get(new).status_code) == (410, 200)
