"""From "Add a client" to the client's own pages: the mail, its link, the first question."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core import mailer
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.models import Notification
from coachapp.worker import notifications as worker
from tests.factories import people

Make = Callable[[Viewer], FlaskClient]
WHO = {"name": "Ana Pérez", "email": "ana@example.org"}


@pytest.fixture
def mails(app: Flask, tmp_path: Path) -> Any:
    """Keep mails in a folder of this test; gives a function that delivers and reads the latest."""
    settings = app.extensions["settings"]
    mailer.configure(None, tmp_path, settings.mail_from)

    def latest() -> str:
        db.session.commit()
        for owed in db.session.scalars(select(Notification).order_by(Notification.id)).all():
            worker.deliver(str(owed.practice_id), str(owed.id))
        newest = max(tmp_path.rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        body = message_from_bytes(newest.read_bytes(), policy=default).get_body(("plain",))
        assert body
        return str(body.get_content())

    yield latest
    mailer.configure(settings.smtp_url, settings.data / "mail", settings.mail_from)


def link_in(mail: str) -> str:
    return "/invitations/" + mail.split("/invitations/")[1].split(maxsplit=1)[0]


def test_an_invited_client_comes_in_by_the_mail_and_is_asked_what_to_share(
    inside: Viewer, browser_of: Make, stranger: FlaskClient, mails: Callable[[], str]
) -> None:
    people.post(browser_of(inside), "/coach/clients/new", WHO)
    link = link_in(mails())
    assert stranger.get(link).status_code == 200

    joined = people.post(stranger, link, {"name": "Ana P.", "time_zone": "America/Lima"})

    assert (joined.status_code, joined.location) == (303, "/inside")
    assert stranger.get("/inside").location == "/me/sharing"
    assert "Before you start" in stranger.get("/me/sharing").text
    kept = people.post(stranger, "/me/sharing", {"documents": "true", "endings": "true"})
    assert kept.location == "/me"
    assert stranger.get("/inside").location == "/me"
    file = db.session.scalars(select(Client)).one()
    shared = file.shares_documents, file.shares_board, file.shares_endings, file.shares_reflections
    assert (file.name, file.status, file.time_zone, shared) == (
        "Ana P.", "active", "America/Lima", (True, False, True, False)
    )  # fmt: skip


def test_a_link_works_once_and_not_after_a_fresh_one(
    inside: Viewer, browser_of: Make, app: Flask, mails: Callable[[], str]
) -> None:
    coach = browser_of(inside)
    where = people.post(coach, "/coach/clients/new", WHO).location
    first = link_in(mails())
    people.post(coach, f"{where}/invitation")
    second = link_in(mails())
    here = app.test_client()

    assert here.get(first).status_code == 410
    assert people.post(here, second, {"name": "Ana", "time_zone": "UTC"}).status_code == 303
    assert app.test_client().get(second).status_code == 410
    assert people.post(coach, f"{where}/invitation").status_code == 409


def test_an_address_with_an_account_signs_in_before_anything_is_linked(
    inside: Viewer, browser_of: Make, stranger: FlaskClient, mails: Callable[[], str]
) -> None:
    elsewhere = people.owner(practice="Elsewhere")
    people.post(browser_of(inside), "/coach/clients/new", WHO | {"email": elsewhere.email})
    link = link_in(mails())

    refused = people.post(stranger, link, {"name": "Thief", "time_zone": "UTC"})
    joined = people.post(browser_of(elsewhere), link, {"name": "Ana", "time_zone": "UTC"})

    assert (refused.status_code, joined.status_code) == (409, 303)


def test_a_coach_comes_in_the_same_way(
    inside: Viewer, browser_of: Make, stranger: FlaskClient, mails: Callable[[], str]
) -> None:
    people.post(browser_of(inside), "/coach/settings/people", {"name": "Nadia", "email": "nadia@example.org"})

    people.post(stranger, link_in(mails()), {"name": "Nadia N.", "time_zone": "Europe/Oslo"})

    assert stranger.get("/inside").location == "/coach"
    assert "Nobody here yet" in stranger.get("/coach/clients").text
