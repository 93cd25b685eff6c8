"""Answers as TRUST wants them, asked from outside."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people


def test_pages_carry_a_strict_policy_and_stay_out_of_caches(
    owner: Viewer, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    head = browser_of(owner).get("/coach").headers

    assert "default-src 'none'" in head["Content-Security-Policy"]
    assert "unsafe" not in head["Content-Security-Policy"]
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Referrer-Policy"] == "same-origin"
    assert head["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "body",
    ["{", '{"goal": NaN}', '{"goal": "\\ud800"}', '{"goal": "a\\u0000b"}', "[" * 5000, '{"goal": ' + "9" * 5000 + "}"],
)
def test_what_is_no_json_is_named_and_never_breaks(
    owner: Viewer, program_of: Callable[[Viewer], FlaskClient], body: str
) -> None:
    _, client = people.client(owner)
    program = program_of(owner)

    answer = program.patch(f"/api/v1/clients/{client.id}", data=body, content_type="application/json")

    assert answer.status_code in {400, 422, 428}
    assert answer.content_type == "application/problem+json"
    assert json.loads(answer.text)["detail"]


def test_a_wrong_content_type_is_refused(owner: Viewer, program_of: Callable[[Viewer], FlaskClient]) -> None:
    answer = program_of(owner).post("/api/v1/clients", data="name=x", content_type="text/plain")

    assert answer.status_code in {415, 422}


def test_nul_in_an_address_or_a_form_is_refused(stranger: FlaskClient) -> None:
    assert stranger.get("/sign-in?next=%00").status_code == 400
    assert people.post(stranger, "/sign-in", {"email": "a\x00@example.org", "password": "x"}).status_code == 400


def test_a_method_that_an_address_does_not_take_says_which_it_takes(stranger: FlaskClient) -> None:
    answer = stranger.delete("/api/v1/booking-links/x")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_form_from_another_site_is_refused_even_with_a_token(stranger: FlaskClient) -> None:
    token = people.csrf(stranger)
    form = {"csrf_token": token, "email": "a@example.org", "password": "x"}

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert stranger.post("/sign-in", data=form, headers=headers).status_code == 403


def test_more_than_is_taken_is_refused(stranger: FlaskClient) -> None:
    answer = stranger.post("/sign-in", data=b"x" * (11 * 1024 * 1024), content_type="application/octet-stream")

    assert answer.status_code in {403, 413}


def test_a_read_token_writes_nothing(owner: Viewer, program_of: Callable[..., FlaskClient]) -> None:
    program = program_of(owner, scope="read")

    assert program.get("/api/v1/clients").status_code == 200
    assert program.post("/api/v1/clients", json={"name": "A", "email": "a@example.org"}).status_code == 403


def test_a_cookie_opens_no_api(owner: Viewer, browser_of: Callable[[Viewer], FlaskClient]) -> None:
    assert browser_of(owner).get("/api/v1/me").status_code == 401


def test_tries_at_signing_in_are_counted(owner: Viewer, stranger: FlaskClient) -> None:
    who = {"email": owner.email, "password": "not this one at all"}

    answers = [people.post(stranger, "/sign-in", who) for _ in range(11)]

    assert {answer.status_code for answer in answers[:10]} == {422}
    assert answers[10].status_code == 429
    assert int(answers[10].headers["Retry-After"]) > 0
