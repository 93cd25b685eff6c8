"""The database: base classes, column types, and answers that have a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from enum import StrEnum
from time import monotonic
from typing import Any
from uuid import UUID

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Text,
    Time,
    UniqueConstraint,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry, Pool, PoolProxiedConnection
from sqlalchemy.types import TypeDecorator, Uuid

from coachapp.core import clock
from coachapp.core.errors import Refusal
from coachapp.core.ids import new_id


class Instant(TypeDecorator[datetime]):
    """An instant, aware and in UTC; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time before it reaches the database."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a naive time can't be stored: give it a zone")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every instant in UTC."""
        return None if value is None else value.astimezone(UTC)


class Choice(TypeDecorator[StrEnum]):
    """One word of a StrEnum, stored as text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Store the word; one that is not in the list is refused."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Give the word back as a member of its list."""
        return None if value is None else self.words(value)


class Record(DeclarativeBase):
    """A row of anything: its id and when it was made."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_N_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: Instant,
            date: Date,
            time: Time,
            str: Text,
            UUID: Uuid,
            dict[str, Any]: JSONB,
            list[Any]: JSONB,
        },
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=90)


class TenantRecord(Record):
    """A row that belongs to one practice; walls.py keeps every query inside it."""

    __abstract__ = True

    practice_id: Mapped[UUID] = mapped_column(ForeignKey("practices.id", ondelete="CASCADE"), sort_order=-9)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give each tenant table the key that composite foreign keys point at."""
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if table is not None:
            table.append_constraint(UniqueConstraint("practice_id", "id", name=f"uq_{table.name}_in_practice"))


def within_practice(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """Make a foreign key that can't point into another practice."""
    return ForeignKeyConstraint(
        ["practice_id", column],
        [f"{table}.practice_id", f"{table}.id"],
        ondelete=ondelete,
        name=f"fk_{column}_{table}",
    )


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with our own records."""


db = Database(
    model_class=Record,
    session_options={"join_transaction_mode": "create_savepoint", "autoflush": True},
    engine_options={"pool_size": 10, "max_overflow": 10, "pool_timeout": 10},
)


REST = 5.0
"""Seconds after which a connection is asked whether it is still there before it is used again; asking costs a
round trip, and a server that went away within so little shows itself soon enough."""


@event.listens_for(Pool, "connect")
def _speak_utc(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Give instants in UTC and begin days at midnight UTC, whatever the server's own zone is."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()


@event.listens_for(Pool, "checkin")
def _note_use(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


@event.listens_for(Pool, "checkout")
def _ask_whether_there(connection: DBAPIConnection, record: ConnectionPoolEntry, _fairy: PoolProxiedConnection) -> None:
    if monotonic() - record.info.get("used", monotonic()) < REST:
        return
    try:
        with closing(connection.cursor()) as cursor:
            cursor.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as error:
        raise DisconnectionError from error


_LAST_WORDS: dict[str, type[Refusal]] = {}


def last_word(constraint: str, refusal: type[Refusal]) -> None:
    """Let that constraint, wherever it speaks, be this refusal: for what a service checks and a race may get past."""
    _LAST_WORDS[constraint] = refusal


def refusal_of(error: BaseException) -> Refusal | None:
    """Give the refusal that the database's no stands for; None for one that nobody foresaw."""
    refusal = _LAST_WORDS.get(_constraint_of(error)) if isinstance(error, IntegrityError) else None
    return None if refusal is None else refusal()


def _constraint_of(error: IntegrityError) -> str:
    return getattr(getattr(error.orig, "diag", None), "constraint_name", None) or ""


@contextmanager
def unless_taken(constraint: str, refusal: type[Refusal], **facts: Any) -> Iterator[None]:
    """Turn the database's refusal by that constraint into a refusal that people can read."""
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError as error:
        if _constraint_of(error) == constraint:
            raise refusal(**facts) from error
        raise
