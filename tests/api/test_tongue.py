"""Programs book in the language of their visitors, and are refused in the language they ask for."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.core.fields import spell
from coachapp.domain.accounts.viewer import Viewer
from tests.factories import bookings

WHO = {"name": "Amira Haddad", "email": "amira@example.org", "time_zone": "Asia/Tokyo"}


@pytest.fixture
def link(owner: Viewer) -> str:
    """Give the address of an open booking link."""
    slug = bookings.offer(owner).slug
    db.session.commit()
    return f"/api/v1/booking-links/{slug}"


def book(stranger: FlaskClient, link: str, accepted: str = "", **facts: Any) -> Any:
    sent = {**WHO, "starts_at": spell(bookings.in_days(3)), **facts}
    return stranger.post(f"{link}/bookings", json=sent, headers={"Accept-Language": accepted})


@pytest.mark.parametrize(
    ("said", "accepted", "kept"),
    [(None, "", "en"), (None, "de-CH", "de"), ("es", "de-CH", "es"), ("en-US", "", "en-US"), (None, "en-US", "en-US")],
)
def test_a_booking_keeps_the_language(
    link: str, stranger: FlaskClient, said: str | None, accepted: str, kept: str
) -> None:
    facts = {"language": said} if said else {}

    assert book(stranger, link, accepted, **facts).get_json()["language"] == kept


def test_a_language_that_nobody_speaks_is_refused(link: str, stranger: FlaskClient) -> None:
    answer = book(stranger, link, "es", language="tlh")

    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {"language": ["Escribimos en una de estas: en, en-US, de, es."]}


def test_a_refusal_is_said_in_the_language_that_was_asked_for(link: str, stranger: FlaskClient) -> None:
    book(stranger, link)

    refused = [book(stranger, link, accepted).get_json() for accepted in ("", "de", "es")]
    invalid = book(stranger, link, "de", name="").get_json()

    assert {each["type"] for each in refused} == {"/problems/slot-taken"}
    assert [each["title"] for each in refused] == [
        "That time is taken",
        "Diese Zeit ist vergeben",
        "Esa hora está ocupada",
    ]
    assert refused[1]["detail"] == "Jemand hat diese Zeit gerade gebucht. Bitte wählen Sie eine andere."
    assert (invalid["detail"], invalid["errors"]) == (
        "Einiges davon braucht noch einen Blick.",
        {"name": ["Bitte ausfüllen."]},
    )
