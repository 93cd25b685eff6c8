"""A connection means the same whatever the server's own settings are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from coachapp.core import wire
from coachapp.core.db import db
from tests.servers import Database


def test_days_begin_and_instants_come_in_utc_on_a_server_of_another_zone(
    shared_database: Database, app_of: Callable[..., Flask]
) -> None:
    lima = make_url(shared_database.url).update_query_dict({"options": "-c TimeZone=America/Lima"})
    app = app_of(lima.render_as_string(hide_password=False))

    with app.app_context():
        (row,) = wire.fetch("SELECT cast(%(day)s AS date)::timestamptz AS begins", {"day": date(2027, 3, 1)})
        db.session.rollback()

    assert row.begins == datetime(2027, 3, 1, tzinfo=UTC)
    assert row.begins.utcoffset() == UTC.utcoffset(None)


def test_a_statement_that_was_given_up_leaves_the_connections_as_they_are(app: Flask) -> None:
    with app.app_context():
        mine = db.session.connection().connection.driver_connection
        step = db.session.begin_nested()
        wire.fetch("SELECT set_config('statement_timeout', '50', true)", {})
        with pytest.raises(OperationalError) as found:
            wire.fetch("SELECT pg_sleep(5)", {})
        step.rollback()

        assert found.value.connection_invalidated is False
        assert db.session.connection().connection.driver_connection is mine
        assert wire.fetch("SELECT 1 AS one", {})[0].one == 1
