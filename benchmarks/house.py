"""A practice on a server of its own for benchmarks, the bare app beside it, and rates that are taken in turn."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from coachapp.app import create_app
from coachapp.core import walls
from coachapp.core.db import db
from coachapp.core.embedded import Postgres
from coachapp.core.migrate import upgrade
from coachapp.core.settings import Settings
from coachapp.domain.accounts import service
from coachapp.domain.accounts.models import User
from coachapp.domain.accounts.viewer import Viewer


@dataclass(frozen=True)
class House:
    """A running server with a migrated database, and the app on it."""

    app: Flask
    owner_url: str
    url: str
    home: Path


@contextmanager
def house(*, durable: bool = False) -> Iterator[House]:
    """Start a server of our own and migrate it; it stops with the block.

    `durable` is how the product runs it: a commit waits for the disk.
    """
    home = Path(tempfile.mkdtemp(prefix="bench-"))
    server = Postgres(home, durable=durable)
    server.start()
    try:
        owner_url, url = server.url("coachapp_owner", "coachapp"), server.url("coachapp_app", "coachapp")
        upgrade(owner_url, "coachapp_app")
        yield House(create_app(settings_of(url, home)), owner_url, url, home)
    finally:
        server.stop()


def settings_of(url: str, home: Path) -> Settings:
    """Give the settings of an app on that server; there is no Redis, and so no worker."""
    return Settings(database_url=url, redis_url="redis://127.0.0.1:1/0", secret_key="b" * 32, data=home)


def owner_of_practice() -> Viewer:
    """Make a practice; gives its owner."""
    owner = service.make_practice(
        practice_name="Large", name="Olivia", email="o@example.org", time_zone="Europe/Berlin", password=None
    )
    db.session.commit()
    return owner


def signed_in(app: Flask, viewer: Viewer) -> str:
    """Give the cookie of a browser in which that viewer is signed in."""
    walls.enter(viewer.practice_id)
    user = db.session.get_one(User, viewer.user_id)
    token = service.open_session(user, viewer.practice_id, viewer.membership_id, browser="benchmark")
    db.session.commit()
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return (
        f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': token, '_fresh': True, '_permanent': True})}"
    )


def asking(app: Flask, path: str, *, expect: int = 200, headers: Mapping[str, str] | None = None) -> Callable[[], None]:
    """Give a function that sends one GET through WSGI and reads the answer to its end."""
    environ = EnvironBuilder(path=path, headers=dict(headers or {})).get_environ()

    def ask() -> None:
        answer, status, _ = run_wsgi_app(app.wsgi_app, dict(environ), buffered=True)
        assert status.startswith(str(expect)), f"{path} answered {status}"
        b"".join(answer)

    return ask


def in_turn(
    doings: Mapping[str, Callable[[], object]], *, seconds: float = 5.0, slice_of: float = 0.1
) -> dict[str, float]:
    """Give the median time of each doing in milliseconds, all taken in turn in short slices, for `seconds` each."""
    taken: dict[str, list[float]] = {name: [] for name in doings}
    for do in doings.values():
        for _ in range(10):
            do()
    for _ in range(max(1, int(seconds / slice_of))):
        for name, do in doings.items():
            ends = time.perf_counter() + slice_of
            while (began := time.perf_counter()) < ends:
                do()
                taken[name].append(time.perf_counter() - began)
    return {name: median(times) * 1000 for name, times in taken.items()}
