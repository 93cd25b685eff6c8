"""One statement straight over the wire: the transaction's connection, no result of SQLAlchemy's between.

What SQLAlchemy builds around the rows of a statement that it did not write takes longer than the rows of a short one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import psycopg
from blinker import Signal
from psycopg.rows import namedtuple_row
from sqlalchemy.exc import OperationalError

from coachapp.core.db import db

asked = Signal("Sent with each statement, for those who count them.")


def fetch(sql: str, given: Mapping[str, Any]) -> list[Any]:
    """Give the rows of a statement as named tuples; parameters are `%(name)s`.

    A server that went away is an OperationalError, as from SQLAlchemy, and no connection of its time is used again;
    a statement that it gave up (a time limit, a dead-lock) leaves the connections as they are.
    """
    asked.send(sql)
    connection = db.session.connection()
    driver = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    try:
        with driver.cursor(row_factory=namedtuple_row) as cursor:
            return cursor.execute(sql, given).fetchall()
    except psycopg.OperationalError as error:
        is_gone = driver.closed
        if is_gone:
            connection.invalidate(error)
            connection.engine.dispose()
        raise OperationalError(sql, None, error, connection_invalidated=is_gone) from error
