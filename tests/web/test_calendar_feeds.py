"""People's own meetings as a calendar to subscribe to: secret, revocable, the same events as in their invitations."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.kinds import Status
from coachapp.domain.calendars import feeds
from tests.factories import bookings, meetings, people, statements

Make = Callable[[Viewer], FlaskClient]


def path_of(viewer: Viewer) -> str:
    walls.enter(viewer.practice_id)
    return feeds.url_of(viewer).removeprefix("http://localhost")


def events(body: bytes) -> list[dict[str, str]]:
    names = ("UID", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP")
    return [{name: str(event[name]) for name in names} for event in Calendar.from_ical(body).walk("VEVENT")]


def test_a_coachs_feed_holds_their_meetings_as_they_stand(inside: Viewer, stranger: FlaskClient) -> None:
    offer = bookings.offer(inside)
    moved = bookings.booking(inside, at=offer, days=3, name="Ann Alt")
    service.move(moved, starts_at=bookings.in_days(4))
    off = bookings.booking(inside, at=offer, days=5, name="Ben Boe")
    service.cancel(off)
    other = people.coach(inside)
    bookings.booking(other, days=3)
    meetings.meeting(offer, starts_in=-timedelta(days=91))
    past = meetings.meeting(offer, starts_in=-timedelta(days=89))

    answer = stranger.get(path_of(inside))

    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    assert b"METHOD:PUBLISH\r\n" in answer.data
    assert b"ATTENDEE" not in answer.data
    assert [(each["UID"], each["SEQUENCE"], each["STATUS"], each["TRANSP"]) for each in events(answer.data)] == [
        (past.uid, "0", "CONFIRMED", "OPAQUE"),
        (moved.uid, "1", "CONFIRMED", "OPAQUE"),
        (off.uid, "1", "CANCELLED", "TRANSPARENT"),
    ]


def test_what_waits_for_a_yes_is_tentative_and_what_nobody_confirmed_is_not_there(
    inside: Viewer, stranger: FlaskClient
) -> None:
    offer = bookings.offer(inside)
    waiting = ("requested", "unconfirmed", "declined", "expired", "cancelled")
    those = [meetings.meeting(offer, starts_in=timedelta(days=day + 1)) for day in range(len(waiting))]
    for meeting, status in zip(those, waiting, strict=True):
        meeting.status = Status(status)

    answer = stranger.get(path_of(inside))

    assert [(each["UID"], each["STATUS"]) for each in events(answer.data)] == [
        (those[0].uid, "TENTATIVE"),
        (those[4].uid, "CANCELLED"),
    ]


def test_a_clients_feed_holds_their_own_meetings_and_no_private_word(inside: Viewer, stranger: FlaskClient) -> None:
    maya, file = people.client(inside)
    offer = bookings.offer(inside)
    mine = meetings.meeting(offer, starts_in=timedelta(days=2), client=file)
    meetings.meeting(offer, starts_in=timedelta(days=3))
    mine.note = "a private note"

    answer = stranger.get(path_of(maya))

    assert [each["UID"] for each in events(answer.data)] == [mine.uid]
    assert b"private note" not in answer.data
    assert f"{offer.name} with {inside.name}" in answer.text.replace("\r\n ", "")


def test_nothing_new_is_told_in_no_words_and_any_change_is_told(inside: Viewer, stranger: FlaskClient) -> None:
    meeting = bookings.booking(inside)
    path = path_of(inside)
    first = stranger.get(path)
    again = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})
    walls.enter(inside.practice_id)
    service.cancel(queries.get_booking(inside, meeting.id))
    changed = stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (changed.status_code, changed.headers["ETag"] != first.headers["ETag"]) == (200, True)
    assert stranger.head(path).status_code == 200


def test_a_new_link_ends_the_old_one(inside: Viewer, browser_of: Make, stranger: FlaskClient) -> None:
    maya, _ = people.client(inside)
    for who, page, renew in (
        (inside, "/coach/settings/calendars", "/coach/settings/calendars/feed/renew"),
        (maya, "/me/account", "/me/account/calendar/renew"),
    ):
        browser, old = browser_of(who), path_of(who)
        assert old in browser.get(page).text
        assert people.post(browser, renew).status_code == 303
        new = re.search(r'value="http://localhost(/calendar/[^"]+)"', browser.get(page).text)
        assert new is not None
        assert (stranger.get(old).status_code, stranger.get(new.group(1)).status_code) == (410, 200)


def test_who_has_left_has_no_feed_and_no_other_token_opens_one(inside: Viewer, stranger: FlaskClient) -> None:
    coach = people.coach(inside)
    path, meeting = path_of(coach), bookings.booking(inside)
    manage = service.manage_url(meeting).rpartition("/")[2]
    db.session.get_one(Membership, coach.membership_id).ended_at = clock.now()

    assert stranger.get(path).status_code == 410
    assert stranger.get(f"/calendar/{manage}.ics").status_code == 404
    assert stranger.get(f"{path[:-6]}xx.ics").status_code == 404


@pytest.mark.parametrize("n", [1, 30])
def test_a_long_feed_asks_the_database_no_more_often_than_a_short_one(
    inside: Viewer, stranger: FlaskClient, n: int
) -> None:
    offer = bookings.offer(inside)
    for day in range(n):
        meetings.meeting(offer, starts_in=timedelta(days=day + 1))
    path = path_of(inside)

    with statements.counted() as asked:
        assert len(events(stranger.get(path).data)) == n

    assert len(asked) <= 8
