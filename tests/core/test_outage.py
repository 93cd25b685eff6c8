"""The database goes away and comes back: one kind answer at most for each request that met it, then all is well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from coachapp.core.db import db
from coachapp.core.embedded import Postgres
from coachapp.core.migrate import upgrade
from tests.factories import people


@pytest.fixture
def server(server_home: Path) -> Iterator[Postgres]:
    """Give a PostgreSQL of the test's own, which it may stop."""
    found = Postgres(server_home / "outage", durable=False)
    found.start()
    yield found
    found.stop()


def test_a_restart_of_the_database_is_a_503_for_a_moment_then_fine(
    server: Postgres, app_of: Callable[..., Flask]
) -> None:
    upgrade(server.url("coachapp_owner", "coachapp"), "coachapp_app")
    app = app_of(server.url("coachapp_app", "coachapp"))
    with app.app_context():
        owner = people.owner()
        db.session.commit()
        browser = people.sign_in(app, owner)
    asked = [browser.get(path) for path in ("/coach", "/coach/clients", "/coach/reviews")]

    address = server.socket_dir
    server.stop()
    down = [browser.get("/coach"), browser.get("/")]
    server.start()
    if address and server.socket_dir:
        address.symlink_to(server.socket_dir)  # it comes back where it was
    back = [browser.get("/coach").status_code for _ in range(4)]

    if address:
        address.unlink()
    assert [answer.status_code for answer in asked] == [200, 200, 200]
    assert [answer.status_code for answer in down] == [503, 503]
    assert down[0].headers["Retry-After"]
    assert set(back) <= {200, 503}
    assert back[1:] == [200, 200, 200]
