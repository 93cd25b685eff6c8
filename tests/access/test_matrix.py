"""Every route of the url map, asked by everybody: a new route is in here without anybody remembering.

Whoever is not entitled to a row gets, byte for byte, what they get for a row that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.doors.policy import Policy, registry
from tests.access import world as worlds
from tests.factories import people

NOWHERE = UUID("01900000-0000-7000-8000-000000000000")
SECRETS = {"token", "slug", "name", "filename", "practice", "number", "key", "kind"}
"""Parts of addresses that are no row's id: links and names are tested where they are made."""


@pytest.fixture
def world(app: Flask) -> worlds.World:
    """Make the world once for each test."""
    return worlds.build()


def rules(app: Flask) -> list[Rule]:
    """Give every route, the static files apart."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def address(app: Flask, rule: Rule, ids: dict[str, Any]) -> str:
    """Fill the route with those ids."""
    values = {
        name: ids.get(name, "1" if name == "number" else "nothing" if name in SECRETS else NOWHERE)
        for name in rule.arguments
    }
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def methods(rule: Rule) -> list[str]:
    """Give what the route takes."""
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def ask(browser: FlaskClient, method: str, path: str, token: str) -> tuple[int, str]:
    """Send an empty request; gives status and body without what differs each time."""
    if path.startswith("/api/"):
        kwargs: dict[str, Any] = {} if method in {"GET", "DELETE"} else {"json": {}}
    else:
        kwargs = {} if method == "GET" else {"data": {"csrf_token": token}}
    answer = browser.open(path, method=method, **kwargs)
    body = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.get_data().decode("utf-8", "replace"))
    return answer.status_code, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", body)


def with_rows(app: Flask) -> Iterator[Rule]:
    """Give the routes whose address names a row."""
    return (rule for rule in rules(app) if rule.arguments - SECRETS)


def door(app: Flask, rule: Rule, viewer: Viewer) -> FlaskClient:
    """Give the viewer's browser or program, as the route wants."""
    return people.program(app, viewer) if rule.rule.startswith("/api/") else people.sign_in(app, viewer)


class Asker:
    """One viewer with a browser and a program."""

    def __init__(self, app: Flask, viewer: Viewer) -> None:
        self.browser = people.sign_in(app, viewer)
        self.program = people.program(app, viewer)
        self.token = people.csrf(self.browser)

    def ask(self, method: str, path: str) -> tuple[int, str]:
        """Ask by the door that the path belongs to."""
        return ask(self.program if path.startswith("/api/") else self.browser, method, path, self.token)


def test_every_id_in_an_address_is_known_to_the_world(app: Flask, world: worlds.World) -> None:
    unknown = {name: rule.rule for rule in rules(app) for name in rule.arguments - SECRETS - world.ids.keys()}

    assert unknown == {}, "add one such row to tests/access/world.py"


def test_a_stranger_gets_in_nowhere_but_at_public_addresses(
    app: Flask, world: worlds.World, stranger: FlaskClient
) -> None:
    let_in = []
    token = people.csrf(stranger)
    for rule in rules(app):
        if registry(app)[rule.endpoint] is Policy.PUBLIC:
            continue
        for method in methods(rule):
            status, _ = ask(stranger, method, address(app, rule, world.ids), token)
            if status != (401 if rule.rule.startswith("/api/") else 303):
                let_in.append((method, rule.rule, status))

    assert let_in == []


def test_a_revoked_token_opens_nothing(app: Flask, world: worlds.World) -> None:
    coach = world.viewers["coach"]
    made, text = accounts.make_token(coach, name="revoked")
    accounts.revoke_token(coach, made.id)
    db.session.commit()
    program = app.test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {text}"

    answers = {
        (method, rule.rule): ask(program, method, address(app, rule, world.ids), "")[0]
        for rule in rules(app)
        if rule.rule.startswith("/api/") and registry(app)[rule.endpoint] is not Policy.PUBLIC
        for method in methods(rule)
    }

    assert set(answers.values()) == {401}


@pytest.mark.parametrize("who", worlds.UNENTITLED)
def test_what_is_not_yours_answers_like_what_does_not_exist(app: Flask, world: worlds.World, who: str) -> None:
    asker = Asker(app, world.viewers[who])
    nowhere = dict.fromkeys(world.ids, NOWHERE)
    told = []
    for rule in with_rows(app):
        for method in methods(rule):
            if who == "other coach" and method == "GET" and rule.arguments - SECRETS <= worlds.OF_ALL_COACHES:
                continue
            theirs = asker.ask(method, address(app, rule, world.ids))
            nobodys = asker.ask(method, address(app, rule, nowhere))
            if theirs != nobodys or theirs[0] < 400 or theirs[0] >= 500:
                told.append((method, rule.rule, theirs[0], nobodys[0]))
            if method == "GET" and theirs[0] not in {403, 404}:
                told.append((method, rule.rule, theirs[0], "should be 404"))

    assert told == []


@pytest.mark.parametrize("who", [*worlds.ENTITLED, *worlds.UNENTITLED])
def test_a_role_too_low_is_403_everywhere_and_nothing_breaks(app: Flask, world: worlds.World, who: str) -> None:
    viewer = world.viewers[who]
    asker = Asker(app, viewer)
    allowed = {
        Policy.PUBLIC: True,
        Policy.SIGNED_IN: True,
        Policy.CLIENT: viewer.is_client,
        Policy.COACH: viewer.is_coach,
        Policy.OWNER: viewer.is_owner,
    }
    wrong = []
    for rule in rules(app):
        for method in methods(rule):
            if rule.endpoint in ENDING:
                continue
            with db.session.begin_nested() as step:
                status, _ = asker.ask(method, address(app, rule, world.ids))
                if step.is_active:
                    step.rollback()
            if status >= 500 or (not allowed[registry(app)[rule.endpoint]] and status != 403):
                wrong.append((method, rule.rule, status))

    assert wrong == []


ENDING = {
    "accounts.sign_out",
    "api_accounts.sign_out_everywhere",
    "client_accounts.end_sessions",
    "coach_accounts.end_sessions",
}
"""These end the asker's own session, so that whatever came after them would be asked by a stranger."""
