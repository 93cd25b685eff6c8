"""Waiting for a full day through the doors: pages and API."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.waitlist import Turn, WaitlistEntry
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

WHO = {"name": "Ben Ito", "email": "ben@example.org", "time_zone": "Europe/Berlin"}


def full(owner: Viewer, **facts: object) -> tuple[EventType, Booking]:
    offer = bookings.offer(owner, most_per_day=1, **facts)
    taken = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3).replace(hour=12))
    db.session.commit()
    return queries.get_event_type(owner, offer.id), taken


def entry() -> WaitlistEntry:
    return db.session.scalars(select(WaitlistEntry)).one()


def path(waits: WaitlistEntry) -> str:
    return service.waitlist_url(waits).removeprefix("http://localhost")


def test_a_full_day_leads_to_the_waitlist_and_the_offer_to_a_meeting(owner: Viewer, stranger: FlaskClient) -> None:
    offer, taken = full(owner)
    day = f"{taken.starts_at:%Y-%m-%d}"

    month = stranger.get(f"/book/{offer.slug}?tz=Europe/Berlin&day={day}").text
    line = next(html.unescape(found) for found in re.findall(r'href="([^"]+/waitlist[^"]*)"', month))
    asked = stranger.get(line)
    joined = people.post(stranger, line, {**WHO, "day": day})
    assert joined.status_code == 303
    said = stranger.get(joined.location).text
    service.cancel(queries.get_booking(owner, taken.id))
    db.session.commit()
    offered = stranger.get(path(entry())).text
    booked = people.post(stranger, f"{path(entry())}/take", {"answers[What role are you looking for?]": "Product lead"})

    assert "full, with a waitlist" in month
    assert (asked.status_code, joined.status_code, booked.status_code) == (200, 303, 303)
    assert "You are on the waitlist" in said
    assert "Take this time" in offered
    assert "It&#39;s booked" in stranger.get(booked.location).text
    assert entry().turn is Turn.TAKEN


def test_the_link_to_a_place_in_line_goes_by_mail_alone(owner: Viewer, stranger: FlaskClient) -> None:
    offer, taken = full(owner)
    day = f"{taken.starts_at:%Y-%m-%d}"

    page = people.post(stranger, f"/book/{offer.slug}/waitlist?tz=Europe/Berlin&day={day}", {**WHO, "day": day})
    api = stranger.post(f"/api/v1/booking-links/{offer.slug}/waitlist", json={**WHO, "day": day})
    token = service.waitlist_url(entry()).rpartition("/")[2]
    owed = db.session.scalars(select(Notification).where(Notification.kind == "waitlist_joined")).one()
    letter = writer_of("waitlist_joined")(owed)

    assert token not in page.location + stranger.get(page.location).text + api.text
    assert (api.status_code, api.json["turn"]) == (201, "waiting")
    assert letter is not None
    assert letter.button is not None
    assert letter.button[1].endswith(token)


def test_opening_the_link_changes_nothing_and_leaving_asks_for_a_press(owner: Viewer, stranger: FlaskClient) -> None:
    offer, taken = full(owner)
    service.join(offer, bookings.guest(time_zone="Europe/Berlin"), day=taken.starts_at.date())
    service.cancel(queries.get_booking(owner, taken.id))
    db.session.commit()

    for _ in range(10):
        stranger.get(path(entry()))
        stranger.head(path(entry()))
    assert entry().turn is Turn.OFFERED
    people.post(stranger, f"{path(entry())}/leave", {})

    db.session.expire_all()
    assert entry().turn is Turn.LEFT
    assert "You have left the waitlist" in stranger.get(path(entry())).text


def test_the_line_by_program(owner: Viewer, stranger: FlaskClient, program_of: Callable[[Viewer], FlaskClient]) -> None:
    offer, taken = full(owner)
    day = f"{taken.starts_at:%Y-%m-%d}"
    stranger.post(f"/api/v1/booking-links/{offer.slug}/waitlist", json={**WHO, "day": day})
    token = service.waitlist_url(entry()).rpartition("/")[2]
    coach = program_of(owner)

    seen = coach.get("/api/v1/waiting").json["items"]
    early = stranger.post(f"/api/v1/waitlist/{token}/bookings", json={})
    service.cancel(queries.get_booking(owner, taken.id))
    db.session.commit()
    place = stranger.get(f"/api/v1/waitlist/{token}").json
    booked = stranger.post(f"/api/v1/waitlist/{token}/bookings", json={"answers": {}})
    free = stranger.post(f"/api/v1/booking-links/{offer.slug}/waitlist", json={**WHO, "day": "2199-01-01"})

    assert [row["email"] for row in seen] == ["ben@example.org"]
    assert early.json["type"].endswith("offer-over")
    assert (place["turn"], place["offered_at"] is not None) == ("offered", True)
    assert booked.status_code == 201
    assert booked.json["starts_at"] == place["offered_at"]
    assert free.json["type"].endswith("no-waitlist")


def test_the_coach_sees_who_waits_and_takes_somebody_off_with_undo(
    owner: Viewer, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    offer, taken = full(owner)
    service.join(offer, bookings.guest(name="Cleo Marsh", time_zone="Europe/Berlin"), day=taken.starts_at.date())
    db.session.commit()
    coach = browser_of(owner)

    assert "Cleo Marsh" in coach.get("/coach/bookings/waitlist").text
    off = people.post(coach, f"/coach/bookings/waitlist/{entry().id}/off", {})
    after = coach.get(off.location).text
    people.post(coach, f"/coach/bookings/waitlist/{entry().id}/back", {})

    assert "Nobody is waiting" in after
    assert "Undo" in after
    assert "Cleo Marsh" in coach.get("/coach/bookings/waitlist").text
