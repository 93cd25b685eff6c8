"""What a visitor sees and does, through the door, without JavaScript."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.models import Booking, EventType
from tests.factories import bookings, people

WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}


def links(page: str, part: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'href="([^"]+)"', page) if part in found]


def offered(owner: Viewer, **facts: object) -> EventType:
    made = bookings.offer(owner, **facts)
    db.session.commit()
    return queries.get_event_type(owner, made.id)


def taken(offer: EventType) -> list[Booking]:
    return list(db.session.scalars(select(Booking).where(Booking.event_type_id == offer.id)))


def pick(visitor: FlaskClient, page: str) -> TestResponse:
    """Press the first free time; gives the form."""
    action = re.search(r'action="([^"]+/hold[^"]*)"', page)
    time = re.search(r'name="starts_at" value="([^"]+)"', page)
    assert action is not None
    assert time is not None
    return visitor.get(people.post(visitor, html.unescape(action[1]), {"starts_at": time[1]}).location)


def test_a_visitor_books_by_links_and_a_form_alone(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)

    days = stranger.get(links(stranger.get("/").text, "/book/")[0] + "?tz=Asia/Tokyo")
    times = stranger.get(links(days.text, "day=")[0])
    form = pick(stranger, times.text)
    chosen = re.search(r'name="starts_at" value="([^"]+)"', form.text)
    assert chosen is not None
    answer = people.post(stranger, f"/book/{offer.slug}", {**WHO, "starts_at": chosen[1], "goal": "A new role"})
    page = stranger.get(answer.location)

    assert "Book " in form.text
    assert "Kept for you until" in form.text
    assert answer.status_code == 303
    assert "It&#39;s booked" in page.text
    assert "Tokyo time" in page.text
    assert [b.goal for b in taken(offer)] == ["A new role"]


def test_a_conflict_keeps_what_was_written_and_offers_three_other_times(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    wanted = bookings.in_days(3)
    service.book(offer, bookings.guest(), starts_at=wanted)
    db.session.commit()

    answer = people.post(
        stranger,
        f"/book/{offer.slug}?tz=Asia/Tokyo",
        {**WHO, "starts_at": spell(wanted), "note": "Keep this", "answers[What role are you looking for?]": "This too"},
    )

    assert answer.status_code == 409
    assert "Someone just booked that time" in answer.text
    assert len(re.findall(r'<button class="time" type="submit" name="starts_at"', answer.text)) == 3
    assert all(kept in answer.text for kept in ("Amira Haddad", "amira@example.org", "Keep this", "This too"))


def test_a_field_that_is_wrong_is_named_and_the_time_stays(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    wanted = spell(bookings.in_days(3))

    answer = people.post(stranger, f"/book/{offer.slug}", {**WHO, "starts_at": wanted, "email": "amira"})

    assert answer.status_code == 422
    assert 'href="#email"' in answer.text
    assert f'value="{wanted}"' in answer.text


def test_a_double_click_is_one_booking(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    sent = {**WHO, "starts_at": spell(bookings.in_days(3)), "key": "one-form"}

    first, second = (people.post(stranger, f"/book/{offer.slug}", sent) for _ in range(2))

    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert len(taken(offer)) == 1


def test_opening_the_link_of_a_mail_changes_nothing(owner: Viewer, stranger: FlaskClient) -> None:
    booking = bookings.booking(owner)
    db.session.commit()
    path = service.manage_url(booking).removeprefix("http://localhost")

    for tail in ("", "/move", "/cancel", "/meeting.ics"):
        assert stranger.get(path + tail).status_code == 200
        stranger.head(path + tail)

    assert queries.get_booking(owner, booking.id).sequence == 0


def test_a_visitor_moves_and_cancels_by_the_link(owner: Viewer, stranger: FlaskClient) -> None:
    booking = bookings.booking(owner)
    db.session.commit()
    path = service.manage_url(booking).removeprefix("http://localhost")
    later = booking.starts_at + timedelta(hours=1)

    assert people.post(stranger, f"{path}/move", {"starts_at": spell(later)}).location == path
    assert "Your meeting has a new time" in stranger.get(path).text
    assert people.post(stranger, f"{path}/cancel", {"reason": "I am ill"}).location == path

    page = stranger.get(path).text
    assert "This meeting is cancelled" in page
    assert b"METHOD:CANCEL" in stranger.get(f"{path}/meeting.ics").data
    assert queries.get_booking(owner, booking.id).cancel_reason == "I am ill"


def test_a_forged_link_is_not_found_and_a_closed_offer_says_so(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, is_open=False)

    assert stranger.get("/bookings/abcdef").status_code == 404
    assert stranger.get("/book/nothing-here").status_code == 404
    assert stranger.get(f"/book/{offer.slug}").status_code == 410


def test_a_typed_address_attaches_nothing_to_a_client(
    owner: Viewer, stranger: FlaskClient, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    person, client = people.client(owner)
    offer = offered(owner)
    first, second = spell(bookings.in_days(3)), spell(bookings.in_days(4))

    people.post(stranger, f"/book/{offer.slug}", {**WHO, "email": person.email, "starts_at": first})
    people.post(browser_of(person), f"/book/{offer.slug}", {**WHO, "starts_at": second})

    assert {b.starts_at: b.client_id for b in taken(offer)} == {
        bookings.in_days(3): None,
        bookings.in_days(4): client.id,
    }


def test_odd_addresses_are_read_as_no_choice(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)

    for query in ("tz=Mars/Olympus", "day=0000-99-99", "month=9999-12", "at=yesterday", "day=2999-01-01", "at=-1"):
        assert stranger.get(f"/book/{offer.slug}?{query}").status_code == 200


def test_a_resume_survives_a_form_that_is_sent_again(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    sent = {**WHO, "starts_at": spell(bookings.in_days(3))}
    file = (io.BytesIO(b"Amira Haddad\nProduct manager\n"), "cv.txt")

    wrong = people.post(stranger, f"/book/{offer.slug}", {**sent, "email": "amira", "resume": file})
    mark = re.search(r'name="kept resume" value="([^"]+)"', wrong.text)
    assert mark is not None
    right = people.post(stranger, f"/book/{offer.slug}", {**sent, "kept resume": mark[1]})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "cv.txt is kept" in wrong.text
    assert [b.resume_name for b in taken(offer)] == ["cv.txt"]


def test_a_file_that_is_not_taken_is_said_at_its_field(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    file = (io.BytesIO(b"MZ\x90\x00\x03"), "cv.pdf")

    answer = people.post(
        stranger, f"/book/{offer.slug}", {**WHO, "starts_at": spell(bookings.in_days(3)), "resume": file}
    )

    assert answer.status_code == 422
    assert 'href="#resume"' in answer.text
    assert taken(offer) == []


def test_a_visitor_chooses_how_long(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, other_lengths=[60], step_minutes=None)
    page = f"/book/{offer.slug}"

    longer = next(link for link in links(stranger.get(page).text, "minutes=60"))
    form = pick(stranger, stranger.get(longer).text).text
    chosen = re.search(r'name="starts_at" value="([^"]+)"', form)
    assert chosen is not None
    people.post(stranger, page, {**WHO, "starts_at": chosen[1], "minutes": "60"})

    assert 'name="minutes" value="60"' in form
    assert [booking.minutes for booking in taken(offer)] == [60]


def test_where_people_meet_in_person_times_are_those_of_the_place(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, place_kind="in_person", place_zone="America/Lima")

    page = stranger.get(f"/book/{offer.slug}?tz=Asia/Tokyo").text

    assert "Times in Lima, where you meet." in page
    assert "Tokyo" not in page.split("<footer")[0]


def test_a_hidden_offer_is_reached_by_its_link_alone(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, is_listed=False)

    assert f"/book/{offer.slug}" not in stranger.get("/").text
    assert stranger.get(f"/book/{offer.slug}").status_code == 200


def test_close_to_the_meeting_the_guest_is_sent_to_the_coach(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, cutoff_minutes=10_080)
    booking = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))
    db.session.commit()
    path = "/bookings/" + service.manage_url(booking).rpartition("/")[2]

    page = stranger.get(path).text
    refused = people.post(stranger, f"{path}/cancel", {})

    assert "It is too close to the meeting to move or cancel it here" in page
    assert f"{path}/move" not in page
    assert refused.status_code == 409
    assert taken(offer)[0].is_confirmed


def test_a_question_of_several_words_is_tied_to_its_error(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, questions=[{"text": "How many years?", "kind": "number", "is_required": True}])

    page = people.post(stranger, f"/book/{offer.slug}", {**WHO, "starts_at": spell(bookings.in_days(3))}).text

    assert 'href="#answers[How_many_years?]">Please answer this.' in page
    assert re.search(r'id="answers\[How_many_years\?\]" name="answers\[How many years\?\]"', page)
    assert 'aria-describedby="answers[How_many_years?]-error"' in page


def test_a_meeting_goes_into_calendars_on_the_web_with_its_instants(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    at = bookings.in_days(3)
    booking = service.book(offer, bookings.guest(name="Eve & Co"), starts_at=at)
    db.session.commit()

    page = stranger.get("/bookings/" + service.manage_url(booking).rpartition("/")[2]).text
    google, outlook = links(page, "calendar.google.com")[0], links(page, "outlook.live.com")[0]

    assert f"dates={at:%Y%m%dT%H%M%SZ}%2F{at + timedelta(minutes=30):%Y%m%dT%H%M%SZ}" in google
    assert f"startdt={at:%Y-%m-%dT%H}%3A00%3A00Z" in outlook
    assert "meeting.ics" in page


def test_a_guest_is_told_of_the_reminders_that_are_still_to_come(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    soon, later = (service.book(offer, bookings.guest(), starts_at=bookings.in_days(days)) for days in (0.5, 3))
    db.session.commit()

    pages = [stranger.get("/bookings/" + service.manage_url(each).rpartition("/")[2]).text for each in (soon, later)]

    assert "You are reminded 1 hour before." in pages[0]
    assert "You are reminded 1 day and 1 hour before." in pages[1]


def test_the_coach_moves_a_meeting_that_its_guest_no_longer_may(
    owner: Viewer, stranger: FlaskClient, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    offer = offered(owner, cutoff_minutes=10_080, most_moves=0)
    booking = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))
    db.session.commit()
    path = "/bookings/" + service.manage_url(booking).rpartition("/")[2] + "/move"
    wanted = {"starts_at": spell(bookings.in_days(4))}

    by_guest = people.post(stranger, path, wanted)
    by_colleague = people.post(browser_of(people.coach(owner)), path, wanted)
    by_coach = people.post(browser_of(owner), path, wanted)

    assert [answer.status_code for answer in (by_guest, by_colleague, by_coach)] == [409, 409, 303]
    assert taken(offer)[0].starts_at == bookings.in_days(4)


def test_a_time_that_is_kept_stays_kept_on_the_way_back_and_is_refused_kindly_to_others(
    owner: Viewer, stranger: FlaskClient, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    offer = offered(owner)
    wanted = spell(bookings.in_days(3))
    path = f"/book/{offer.slug}"
    page = stranger.get(f"{path}?day={wanted[:10]}&tz=UTC").text
    other = stranger.application.test_client()

    pressed = people.post(stranger, f"{path}/hold?tz=UTC", {"starts_at": wanted})
    back = stranger.get(f"{path}?day={wanted[:10]}&tz=UTC").text
    refused = people.post(other, f"{path}/hold?tz=UTC", {"starts_at": wanted})

    kept = f'name="starts_at" value="{wanted}" aria-current="true"'
    assert wanted in page
    assert pressed.status_code == 303
    assert kept in back
    assert refused.status_code == 409
    assert "That time is taken" in refused.text
    assert wanted not in refused.text
    assert refused.text.count('class="time"') >= 3
