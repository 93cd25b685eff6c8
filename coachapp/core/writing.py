"""New rows in one statement, where a flush of the session would take longer than the database does.

The columns, their types and how values go over the wire are SQLAlchemy's, worked out once for each shape.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Dialect, Table, bindparam, select, table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapper, make_transient_to_detached
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from coachapp.core import walls
from coachapp.core.db import Record, TenantRecord, db

MADE = "made"


@dataclass(frozen=True)
class Together:
    """Rows that come into being at once; the others only where the first does.

    `sql` opens a statement ("WITH made AS ..., ..."), in which `made` has one row, or none where a constraint refused.
    """

    sql: str
    given: dict[str, Any]
    records: tuple[Record, ...]

    def keep(self) -> None:
        """Let the session know them as rows that it read, once the statement has run and made them."""
        for record in self.records:
            make_transient_to_detached(record)
        db.session.add_all(self.records)


def together(first: Record, *others: Record, unless: str) -> Together:
    """Prepare to write these new rows, unless that constraint refuses the first."""
    records = (first, *others)
    dialect = db.engine.dialect
    given, kinds = {}, []
    for place, record in enumerate(records):
        told = []
        for column in _columns(type(record), dialect):
            value = _filled(record, column)
            if value is not None:
                told.append(column.name)
                given[_parameter(column.name, place)] = column.as_sent(value) if column.as_sent else value
        kinds.append((type(record), tuple(told)))
    return Together(_opening(tuple(kinds), unless, dialect), given, records)


@dataclass(frozen=True)
class _Column:
    name: str
    attribute: str
    default: Callable[[Any], Any] | None
    as_sent: Callable[[Any], Any] | None


def _parameter(column: str, place: int) -> str:
    """Name a value in the statement; the practice is one for all. (psycopg keeps what it made of at most 50 values.)"""
    return walls.PRACTICE if column == "practice_id" else f"{column}_{place}"


def _filled(record: Record, column: _Column) -> Any:
    """Give what the row has there; what nobody set gets its default, as at a flush."""
    if column.attribute == "practice_id" and isinstance(record, TenantRecord):
        record.practice_id = walls.current_practice_id()
    elif column.attribute not in record.__dict__:
        setattr(record, column.attribute, column.default(None) if column.default else None)
    return record.__dict__[column.attribute]


@cache
def _opening(kinds: tuple[tuple[type[Record], tuple[str, ...]], ...], unless: str, dialect: Dialect) -> str:
    """Open a statement for rows of these kinds with values in these columns; the rest stays empty."""
    steps = []
    for place, (kind, names) in enumerate(kinds):
        rows = cast("Table", kind.__table__)
        row = {name: bindparam(_parameter(name, place), type_=rows.c[name].type) for name in names}
        adding = (
            insert(rows).values(row).on_conflict_do_nothing(constraint=unless).returning(rows.c.id)
            if place == 0
            else insert(rows).from_select(list(row), select(*row.values()).select_from(table(MADE)))
        )
        steps.append(f"{MADE if place == 0 else f'with_{place}'} AS ({adding.compile(dialect=dialect)})")
    return "WITH " + ",\n".join(steps)


@cache
def _columns(kind: type[Record], dialect: Dialect) -> tuple[_Column, ...]:
    mapper: Mapper[Any] = kind.__mapper__
    return tuple(
        _Column(
            name=column.name,
            attribute=mapper.get_property_by_column(column).key,
            default=_giver(column.default),
            as_sent=column.type.dialect_impl(dialect).bind_processor(dialect),
        )
        for column in cast("Table", kind.__table__).columns
    )


def _giver(default: object) -> Callable[[Any], Any] | None:
    if isinstance(default, CallableColumnDefault):
        return cast("Callable[[Any], Any]", default.arg)
    return _always(default.arg) if isinstance(default, ScalarElementColumnDefault) else None


def _always(value: Any) -> Callable[[Any], Any]:
    return lambda _context: value
