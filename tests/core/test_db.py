"""A connection means the same whatever the server's own settings are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import make_url

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
