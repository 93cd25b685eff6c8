"""Signing in and out, through the door."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people


def test_a_person_signs_in_and_lands_on_their_own_first_page(owner: Viewer, stranger: FlaskClient) -> None:
    db.session.commit()

    answer = people.post(stranger, "/sign-in", {"email": owner.email, "password": people.PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/inside")
    assert stranger.get("/inside").location == "/coach"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(owner: Viewer, stranger: FlaskClient) -> None:
    db.session.commit()

    wrong = people.post(stranger, "/sign-in", {"email": owner.email, "password": "not this one at all"})
    unknown = people.post(stranger, "/sign-in", {"email": "no@example.org", "password": "not this one at all"})

    assert wrong.status_code == unknown.status_code == 422
    assert shown(wrong.text).replace(owner.email, "no@example.org") == shown(unknown.text)


def shown(page: str) -> str:
    """Give the page without the form token, which differs each time."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_next_leads_to_paths_of_this_site_alone(owner: Viewer, stranger: FlaskClient) -> None:
    db.session.commit()
    who = {"email": owner.email, "password": people.PASSWORD}

    for target in ("//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\tx"):
        assert people.post(stranger, "/sign-in", {**who, "next": target}).location == "/inside"
    assert people.post(stranger, "/sign-in", {**who, "next": "/coach/clients"}).location == "/coach/clients"


def test_a_cookie_replayed_after_sign_out_is_dead(owner: Viewer, browser_of: Callable[[Viewer], FlaskClient]) -> None:
    browser, thief = browser_of(owner), browser_of(owner)
    with browser.session_transaction() as session:
        stolen = dict(session)
    assert browser.get("/inside").status_code == 303

    people.post(browser, "/sign-out")
    with thief.session_transaction() as session:
        session.clear()
        session.update(stolen)

    assert thief.get("/inside").location.startswith("/sign-in")


def test_a_form_without_its_token_is_refused(stranger: FlaskClient) -> None:
    answer = stranger.post("/sign-in", data={"email": "a@example.org", "password": "x"})

    assert answer.status_code == 403


def test_a_stranger_is_led_to_sign_in_and_back(stranger: FlaskClient) -> None:
    assert stranger.get("/inside?a=1").location == "/sign-in?next=/inside?a%3D1"
    assert stranger.get("/api/v1/me").status_code == 401
    assert stranger.get("/api/v1/me").headers["WWW-Authenticate"].startswith("Bearer")


def test_a_program_is_told_whom_it_acts_as(owner: Viewer, program_of: Callable[[Viewer], FlaskClient]) -> None:
    told = program_of(owner).get("/api/v1/me").get_json()

    assert (told["email"], told["role"], told["client_id"]) == (owner.email, "owner", None)
