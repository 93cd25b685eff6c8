"""Fixtures that all tests share: real Postgres rolled back per test, an app, people, and browsers of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from coachapp.app import create_app, lay_floor
from coachapp.core import clock, throttle, walls
from coachapp.core.db import db
from coachapp.core.settings import Settings
from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people
from tests.servers import *  # noqa: F403 - its fixtures are for all tests
from tests.servers import ValkeyServer

settings.register_profile("deep", max_examples=20_000)  # pytest --hypothesis-profile deep tests/domain/bookings
SECRET = "a key for tests alone"
shared_settings: Settings | None = None


def settings_for(database_url: str, redis_url: str, data: Path, **changes: object) -> Settings:
    """Give the settings that an app in tests runs with."""
    facts = {
        "database_url": database_url,
        "redis_url": redis_url,
        "secret_key": SECRET,
        "data": data,
        "base_url": "http://localhost",
        "is_dev": True,
    }
    return Settings(**(facts | changes))  # type: ignore[arg-type]


class Browser(FlaskClient):
    """A client whose every request has an app context, and so a unit of work, of its own."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Keep what the test has made so far, then send the request."""
        db.session.commit()
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        db.session.expire_all()
        return answer


@pytest.fixture(scope="session")
def shared_app(database_url: str, valkey: ValkeyServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Build one app for all tests of this process."""
    global shared_settings  # noqa: PLW0603 - the one app that all tests of this process share
    shared_settings = settings_for(database_url, valkey.url, tmp_path_factory.mktemp("data"))
    app = create_app(shared_settings)
    app.test_client_class = Browser
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app_of(shared_app: Flask, valkey: ValkeyServer, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Give a maker of apps of a test's own; this process's floor is the shared app's again afterwards."""
    made: list[Flask] = []

    def make(database_url: str, **changes: object) -> Flask:
        made.append(
            create_app(settings_for(database_url, str(changes.pop("redis_url", valkey.url)), tmp_path, **changes))
        )
        return made[-1]

    yield make
    for one in made:
        with one.app_context():
            db.engine.dispose()
    lay_floor(shared_app.extensions["settings"])


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """Give the app inside one outer transaction that is rolled back after the test, as the clock is set back."""
    moved = clock.offset()
    lay_floor(shared_app.extensions["settings"])
    clock.shift(moved)
    throttle.forget()
    with shared_app.app_context():
        engines = db.engines
        engine = engines[None]
        with engine.connect() as connection:
            outer = connection.begin()
            engines[None] = connection  # type: ignore[assignment]
            try:
                yield shared_app
            finally:
                clock.shift(moved)
                db.session.remove()
                outer.rollback()
                engines[None] = engine


@pytest.fixture
def owner(app: Flask) -> Viewer:
    """Give the owner of a practice, and be inside it."""
    return people.owner()


@pytest.fixture
def coach(owner: Viewer) -> Viewer:
    """Give a coach of the practice who does not own it."""
    return people.coach(owner, name="Dana Coach")


@pytest.fixture
def maya(coach: Viewer) -> Viewer:
    """Give a client of that coach."""
    return people.client(coach)[0]


@pytest.fixture
def inside(owner: Viewer) -> Viewer:
    """Be inside the owner's practice."""
    walls.enter(owner.practice_id)
    return owner


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """Give a browser that nobody is signed in to."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Flask) -> Callable[[Viewer], FlaskClient]:
    """Give a maker of browsers in which somebody is signed in."""

    def make(viewer: Viewer) -> FlaskClient:
        return people.sign_in(app, viewer)

    return make


@pytest.fixture
def program_of(app: Flask) -> Callable[[Viewer], FlaskClient]:
    """Give a maker of programs that act as somebody by token."""

    def make(viewer: Viewer, scope: str = "write") -> FlaskClient:
        return people.program(app, viewer, scope=scope)

    return make
