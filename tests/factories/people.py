"""Owners, coaches, clients, and their browsers."""

from __future__ import annotations

from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts import queries, service
from coachapp.domain.accounts.models import Membership, Role, User
from coachapp.domain.accounts.passwords import hash_password
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client, Status

_numbers = count(1)
PASSWORD = "four calm words here"
_HASH = hash_password(PASSWORD)


def owner(*, practice: str = "Clear Path", zone: str = "Europe/Berlin") -> Viewer:
    """Make a practice; gives its owner, and is inside it afterwards."""
    n = next(_numbers)
    made = service.make_practice(
        practice_name=practice, name=f"Olivia Owner {n}", email=f"owner{n}@example.org", time_zone=zone, password=None
    )
    db.session.get_one(User, made.user_id).password_hash = _HASH
    db.session.flush()
    return made


def member(of: Viewer, role: Role, *, name: str = "", zone: str = "Europe/Berlin") -> Viewer:
    """Make somebody with that role in the practice of that viewer."""
    walls.enter(of.practice_id)
    n = next(_numbers)
    user = User(
        id=new_id(),
        email=f"{role}{n}@example.org",
        name=name or f"{role.title()} {n}",
        time_zone=zone,
        password_hash=_HASH,
    )
    db.session.add(user)
    db.session.flush()
    membership = Membership(id=new_id(), user_id=user.id, role=role)
    db.session.add(membership)
    db.session.flush()
    return queries.viewer_of_member(membership.id)


def coach(of: Viewer, **facts: Any) -> Viewer:
    """Make another coach in the practice."""
    return member(of, Role.COACH, **facts)


def client(of: Viewer, *, name: str = "Maya Lindqvist", zone: str = "Europe/Berlin") -> tuple[Viewer, Client]:
    """Make a client of that coach who has joined; gives them as a viewer, and their file."""
    viewer = member(of, Role.CLIENT, name=name, zone=zone)
    made = Client(
        id=new_id(),
        coach_id=of.membership_id,
        membership_id=viewer.membership_id,
        name=viewer.name,
        email=viewer.email,
        time_zone=zone,
        goal="A product role in climate tech",
        status=Status.ACTIVE,
        sharing_asked_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return viewer, made


def sign_in(app: Flask, viewer: Viewer) -> FlaskClient:
    """Give a browser in which that viewer is signed in."""
    walls.enter(viewer.practice_id)
    user = db.session.get_one(User, viewer.user_id)
    token = service.open_session(user, viewer.practice_id, viewer.membership_id, browser="tests")
    db.session.commit()
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = token
        session["_fresh"] = True
    return browser


def program(app: Flask, viewer: Viewer, *, scope: str = "write") -> FlaskClient:
    """Give a program that acts as that viewer, by token."""
    walls.enter(viewer.practice_id)
    _, text = service.make_token(viewer, name="tests", scope=scope)
    db.session.commit()
    made = app.test_client()
    made.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {text}"
    return made


def post(browser: FlaskClient, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
    """Send a form as a person would: open a page first, take its token along."""
    return browser.post(path, data={"csrf_token": csrf(browser), **(data or {})}, **more)


def csrf(browser: FlaskClient) -> str:
    """Give the token that a form on a page of this browser holds."""
    page = browser.get("/sign-in").get_data(as_text=True)
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
