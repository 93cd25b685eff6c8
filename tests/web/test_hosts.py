"""An offer with several coaches, through the doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service
from coachapp.domain.bookings.models import EventType
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
SENT = {"name": "First talk", "minutes": "30", "notice_minutes": "0", "horizon_days": "30", "answer_hours": "48"}


def shared(owner: Viewer, *names: str) -> tuple[EventType, list[Viewer]]:
    """Give an offer that so many coaches share, and them."""
    hosts = [people.coach(owner, name=name) for name in names]
    for each in (owner, *hosts):
        bookings.hours(each)
    return bookings.event_type(owner, host_ids=[each.membership_id for each in hosts]), hosts


def test_the_owner_ticks_who_holds_it_and_unticks_again(owner: Viewer, browser_of: Make) -> None:
    browser, path = browser_of(owner), "/coach/settings/event-types"
    assert "Who holds these meetings?" not in browser.get(f"{path}/new").text
    dana = people.coach(owner, name="Dana Dahl")
    assert "Who holds these meetings?" in browser.get(f"{path}/new").text

    both = {**SENT, "host_ids": [str(owner.membership_id), str(dana.membership_id)]}
    assert people.post(browser, f"{path}/new", both).status_code == 303
    (offer,) = queries.event_types(owner)
    assert sorted(offer.host_ids) == sorted([owner.membership_id, dana.membership_id])
    assert f"with {owner.name} or Dana Dahl" in browser.get(path).text

    alone = {**SENT, "slug": offer.slug, "host_ids": str(owner.membership_id)}
    assert people.post(browser, f"{path}/{offer.id}", alone).status_code == 303
    assert queries.get_event_type(owner, offer.id).host_ids == []


def test_a_visitor_reads_with_whom_and_then_who_it_is(owner: Viewer, stranger: FlaskClient) -> None:
    offer, _ = shared(owner, "Dana Dahl", "Noor Nazari")
    booking = service.book(offer, bookings.guest(), starts_at=bookings.in_days(3))
    host, address = booking.coach.user.name, service.manage_url(booking)

    page = stranger.get(f"/book/{offer.slug}").text
    home = stranger.get("/").text
    seen = stranger.get(address).text

    assert "with Dana Dahl or Noor Nazari" in page
    assert "with Dana Dahl or Noor Nazari" in home
    assert "You meet one of us" in page
    assert owner.name not in page
    assert host in seen
    assert ("Dana Dahl" in seen) != ("Noor Nazari" in seen)


def test_beyond_three_it_is_one_of_our_coaches(owner: Viewer, stranger: FlaskClient) -> None:
    offer, _ = shared(owner, "Dana", "Noor", "Ida", "Lin")

    assert "with one of our coaches" in stranger.get(f"/book/{offer.slug}").text


def test_programs_name_hosts_by_id_and_visitors_see_their_names(
    owner: Viewer, program_of: Make, stranger: FlaskClient
) -> None:
    offer, hosts = shared(owner, "Dana", "Noor")
    ids = sorted(str(each.membership_id) for each in hosts)
    path = f"/api/v1/event-types/{offer.id}"
    program = program_of(owner)

    assert stranger.get(f"/api/v1/booking-links/{offer.slug}").json["hosts"] == [
        name for _, name in sorted((each.membership_id, each.name) for each in hosts)
    ]
    assert program.get(path).json["host_ids"] == ids
    assert program.patch(path, json={"host_ids": ids[:1]}).json["host_ids"] == ids[:1]
    assert program.patch(path, json={"name": "Talk"}).json["host_ids"] == ids[:1]
    assert program.patch(path, json={"host_ids": []}).json["host_ids"] == []
    assert program.patch(path, json={"host_ids": [str(offer.id)]}).status_code == 422


def test_a_time_is_listed_until_the_last_host_is_taken(owner: Viewer, stranger: FlaskClient) -> None:
    offer, _ = shared(owner, "Dana", "Noor")
    at = bookings.in_days(3)
    path, asked = f"/api/v1/booking-links/{offer.slug}", {"from": f"{at:%Y-%m-%d}", "to": f"{at:%Y-%m-%d}", "tz": "UTC"}
    sent = {"starts_at": spell(at), "name": "Amira", "email": "amira@example.org", "time_zone": "UTC"}

    answers = [stranger.post(f"{path}/bookings", json=sent) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert {answer.json["coach"] for answer in answers[:2]} == {"Dana", "Noor"}
    listed = [each["starts_at"] for each in stranger.get(f"{path}/slots", query_string=asked).json["slots"]]
    assert spell(at) not in listed
    assert spell(at + timedelta(hours=1)) in listed
    assert not stranger.get(f"{path}/explain", query_string={"at": spell(at)}).json["bookable"]


def test_the_days_page_of_a_shared_offer_says_each_ones_hours(owner: Viewer, browser_of: Make) -> None:
    offer, _ = shared(owner, "Dana", "Noor")

    page = browser_of(owner).get(f"/coach/bookings/why?offer={offer.id}").text

    assert "With Dana or Noor." in page
    assert "Dana 00:00 to 24:00 (from the weekly hours); Noor 00:00 to 24:00" in page
