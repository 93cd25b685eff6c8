"""The booking page in frames of other sites: no cookies, listed sites alone, forms that prove themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import service
from coachapp.domain.bookings.models import Booking, EventType
from tests.factories import bookings, people

Make = Callable[[Viewer], FlaskClient]
SITE = "https://www.example.org"
OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}


def offered(owner: Viewer, *sites: str, **facts: Any) -> EventType:
    service.let_sites_show(owner, sites=list(sites))
    return bookings.offer(owner, **facts)


def frame_of(offer: EventType) -> str:
    return f"/book/{offer.slug}/embed"


def wanted() -> dict[str, str]:
    return {**WHO, "starts_at": spell(bookings.in_days(3))}


def taken(offer: EventType) -> list[Booking]:
    return list(db.session.scalars(select(Booking).where(Booking.event_type_id == offer.id)))


def links(html: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'<a [^>]*href="([^"]+)"', html)]


def test_a_meeting_is_booked_in_the_frame_by_links_and_a_form_alone(owner: Viewer, app: Any) -> None:
    offer, browser = offered(owner, SITE), app.test_client(use_cookies=False)
    page = frame_of(offer)

    days = browser.get(browser.get(f"{page}?tz=Asia/Tokyo").location)
    times = browser.get(next(link for link in links(days.text) if "day=" in link))
    kept = browser.post(
        unescape(re.findall(r'action="([^"]+/hold[^"]+)"', times.text)[0]),
        data={"starts_at": re.findall(r'name="starts_at" value="([^"]+)"', times.text)[0]},
        headers=OURS,
    )
    form = browser.get(kept.location)
    chosen = re.search(r'name="starts_at" value="([^"]+)"', form.text)
    action = re.search(r'<form class="form" method="post" action="([^"]+)"', form.text)
    assert chosen is not None
    assert action is not None
    answer = browser.post(
        action[1].replace("&amp;", "&"), data={**WHO, "starts_at": chosen[1], "goal": "A new role"}, headers=OURS
    )
    done = browser.get(answer.location)

    assert (answer.status_code, done.status_code) == (303, 200)
    assert answer.location.startswith(page)
    assert "Kept for you until" in form.text
    assert "It&#39;s booked" in done.text
    assert [b.goal for b in taken(offer)] == ["A new role"]
    inside = [link for shown in (days, times, form) for link in links(shown.text)]
    assert [link for link in inside if not link.startswith(page) or "#" in link] == []
    assert [
        one for one in re.findall(r"<a [^>]*>", done.text) if page not in one and 'target="_blank"' not in one
    ] == []


def test_no_cookie_is_set_or_asked_for_whatever_happens(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, SITE)
    page = frame_of(offer)

    answers = [
        stranger.get(page, follow_redirects=True),
        stranger.get(f"{page}?at={spell(bookings.in_days(3))}", follow_redirects=True),
        stranger.post(page, data={**wanted(), "email": "amira"}, headers=OURS),
        stranger.post(page, data=wanted(), headers=OURS),
        stranger.post(page, data=wanted(), headers=OURS),
        stranger.get("/embed.js"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 422, 303, 409, 200]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None] * len(answers)
    assert [answer.text.count("csrf_token") for answer in answers] == [0] * len(answers)


def test_who_is_signed_in_is_a_stranger_in_the_frame(owner: Viewer, browser_of: Make) -> None:
    person, _ = people.client(owner)
    offer, browser = offered(owner, SITE), browser_of(person)

    form = browser.get(f"{frame_of(offer)}?at={spell(bookings.in_days(3))}", follow_redirects=True)
    browser.post(frame_of(offer), data=wanted(), headers=OURS)

    assert person.email not in form.text
    assert [b.client_id for b in taken(offer)] == [None]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": SITE, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost.example.org", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost, null", "Sec-Fetch-Site": "same-origin"},
        {"Referer": "http://localhost/", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_that_does_not_prove_to_be_ours_is_refused(
    owner: Viewer, stranger: FlaskClient, headers: dict[str, str]
) -> None:
    offer = offered(owner, SITE)

    answer = stranger.post(frame_of(offer), data=wanted(), headers=headers)

    assert answer.status_code == 403
    assert taken(offer) == []


def test_every_address_in_the_frame_asks_for_the_same_proof(app: Any, owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, SITE)
    framed = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint in app.extensions["framed"]]

    answers = {rule: stranger.post(rule.replace("<slug>", offer.slug), data=wanted()).status_code for rule in framed}

    assert answers == {"/book/<slug>/embed": 403, "/book/<slug>/embed/hold": 403}


def test_only_the_page_for_frames_goes_without_a_token(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, SITE)

    assert stranger.post(f"/book/{offer.slug}", data=wanted(), headers=OURS).status_code == 403
    assert taken(offer) == []


def ancestors(answer: Any) -> tuple[str, str | None]:
    found = re.search(r"frame-ancestors ([^;]*)", answer.headers["Content-Security-Policy"])
    assert found is not None
    return found[1], answer.headers.get("X-Frame-Options")


def test_only_listed_sites_may_show_it_and_nothing_else_may_be_shown(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner)
    page = frame_of(offer)
    assert ancestors(stranger.get(page)) == ("'none'", "DENY")

    service.let_sites_show(owner, sites=[SITE, "http://localhost:8080"])

    assert ancestors(stranger.get(page)) == (f"{SITE} http://localhost:8080", None)
    assert ancestors(stranger.post(page, data=wanted(), headers=OURS)) == (f"{SITE} http://localhost:8080", None)
    assert ancestors(stranger.get(f"/book/{offer.slug}")) == ("'none'", "DENY")
    assert ancestors(stranger.get("/book/nothing/embed")) == ("'none'", "DENY")
    assert stranger.get(page).headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert stranger.get("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_closed_offer_says_so_in_the_frame(owner: Viewer, stranger: FlaskClient) -> None:
    offer = offered(owner, SITE, is_open=False)

    answer = stranger.get(frame_of(offer))

    assert answer.status_code == 410
    assert ancestors(answer) == (SITE, None)
    assert links(answer.text) == []


def test_the_script_may_be_loaded_by_any_site_and_kept_for_an_hour(app: Any, stranger: FlaskClient) -> None:
    script = stranger.get("/embed.js")
    again = stranger.get("/embed.js", headers={"If-None-Match": script.headers["ETag"]})

    assert script.mimetype == "text/javascript"
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert script.headers["Cache-Control"] == "public, max-age=3600"
    assert again.status_code == 304


def test_the_owner_lists_sites_and_the_offer_shows_what_to_paste(
    owner: Viewer, browser_of: Make, program_of: Make
) -> None:
    offer, browser = offered(owner), browser_of(owner)

    sent = {"sites": "https://Example.org/contact?x=1\r\n\r\nwww.bücher.example:443\nhttp://localhost:3000/"}
    assert people.post(browser, "/coach/settings/sites", sent).status_code == 303

    assert program_of(owner).get("/api/v1/booking-sites").json == {
        "sites": ["https://example.org", "https://www.xn--bcher-kva.example", "http://localhost:3000"]
    }
    page = browser.get(f"/coach/settings/event-types/{offer.id}").text
    assert f"http://localhost/embed.js&#34; data-booking=&#34;{offer.slug}&#34; async" in page
    assert f"http://localhost/book/{offer.slug}/embed&#34;" in page
    assert people.post(browser, "/coach/settings/sites", {"sites": ""}).status_code == 303
    assert program_of(owner).get("/api/v1/booking-sites").json == {"sites": []}


@pytest.mark.parametrize(
    "site",
    [
        "http://example.org",
        "https://*.example.org",
        "https://example.org; script-src *",
        "https://user@example.org",
        "'self'",
        "*",
        "https:",
        "javascript://example.org",
        "https://exa mple.org",
        "https://example.org:99999",
        "https://example",
        "data:text/html,x",
    ],
)
def test_what_is_no_site_is_refused_by_name(owner: Viewer, browser_of: Make, program_of: Make, site: str) -> None:
    page = people.post(browser_of(owner), "/coach/settings/sites", {"sites": site})
    answer = program_of(owner).put("/api/v1/booking-sites", json={"sites": [SITE, site]})

    assert (page.status_code, answer.status_code) == (422, 422)
    assert "is not a site that can show a page" in page.text
    assert list(answer.json["errors"]) == ["sites"]


def test_a_coach_who_is_not_the_owner_lists_no_sites(owner: Viewer, browser_of: Make, program_of: Make) -> None:
    coach = people.coach(owner)

    assert browser_of(coach).get("/coach/settings/sites").status_code == 403
    assert program_of(coach).put("/api/v1/booking-sites", json={"sites": [SITE]}).status_code == 403
