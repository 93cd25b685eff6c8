"""A guest writes to the coach by the link of a mail, without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import Letter, writer_of
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
WORDS = "I bring my portfolio.\n\n<b>Is that fine?</b>"


def path_of(booking: Booking) -> str:
    db.session.commit()
    return service.manage_url(booking).removeprefix("http://localhost")


def letters() -> list[Letter]:
    owed = db.session.scalars(select(Notification).where(Notification.kind == "guest_message"))
    return [letter for each in owed if (letter := writer_of(each.kind)(each))]


def test_the_coach_gets_it_by_mail_and_reads_it_at_the_meeting(
    owner: Viewer, stranger: FlaskClient, browser_of: Make, program_of: Make
) -> None:
    booking = bookings.booking(owner)
    page = path_of(booking)
    assert f'href="{page}/message"' in stranger.get(page).text

    sent = people.post(stranger, f"{page}/message", {"text": WORDS})

    assert (sent.status_code, sent.location) == (303, page)
    assert f"on its way to {owner.name}" in stranger.get(page).text
    (letter,) = letters()
    assert letter.reply_to == booking.guest_email
    assert letter.paragraphs == ["Amira Haddad writes:", "I bring my portfolio.", "<b>Is that fine?</b>"]
    assert "&lt;b&gt;Is that fine?&lt;/b&gt;" in browser_of(owner).get(f"/coach/bookings/{booking.id}").text
    listed = program_of(owner).get(f"/api/v1/bookings/{booking.id}/messages").json["items"]
    assert [each["text"] for each in listed] == [WORDS]
    assert "You wrote" in stranger.get(f"{page}/message").text


def test_a_cancelled_meeting_takes_messages_until_thirty_days_after_it(owner: Viewer, stranger: FlaskClient) -> None:
    booking = bookings.booking(owner)
    service.cancel(booking)
    page, ends_at = path_of(booking), booking.ends_at
    answers = []

    for late in (timedelta(days=30, minutes=-1), timedelta(days=30, minutes=1)):
        clock.shift(clock.offset() + (ends_at + late - clock.now()).total_seconds())
        shown = stranger.get(page).text
        answers.append(
            (f"{page}/message" in shown, people.post(stranger, f"{page}/message", {"text": "Hi"}).status_code)
        )

    assert answers == [(True, 303), (False, 409)]
    assert len(letters()) == 1


def test_nothing_reaches_the_coach_before_the_address_is_confirmed(owner: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(owner, confirm_by_mail=True)
    booking = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))
    page = path_of(booking)

    before = stranger.post(f"/api/v1{page.replace('/bookings/', '/manage/')}/messages", json={"text": "Hi"})
    service.cancel(booking)
    after = stranger.post(f"/api/v1{page.replace('/bookings/', '/manage/')}/messages", json={"text": "Hi"})

    assert [each.json["type"] for each in (before, after)] == ["/problems/not-open-to-messages"] * 2
    assert letters() == []


def test_programs_leave_messages_ten_in_an_hour(owner: Viewer, stranger: FlaskClient) -> None:
    booking = bookings.booking(owner)
    path = f"/api/v1{path_of(booking).replace('/bookings/', '/manage/')}/messages"

    statuses = [stranger.post(path, json={"text": f"Number {n}"}).status_code for n in range(11)]

    assert statuses == [201] * 10 + [429]
    assert len(queries.messages_at(booking)) == 10


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_message_is_named_at_its_field(owner: Viewer, stranger: FlaskClient, text: str) -> None:
    page = path_of(bookings.booking(owner))

    answer = people.post(stranger, f"{page}/message", {"text": text})

    assert answer.status_code == 422
    assert 'href="#text"' in answer.text


def test_another_coach_reads_none_of_it(owner: Viewer, stranger: FlaskClient, program_of: Make) -> None:
    booking, other = bookings.booking(owner), people.coach(owner)
    people.post(stranger, f"{path_of(booking)}/message", {"text": WORDS})

    assert program_of(other).get(f"/api/v1/bookings/{booking.id}/messages").status_code == 404
