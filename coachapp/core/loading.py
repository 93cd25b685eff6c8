"""One record by its id, with what it refers to, in one statement that is kept as SQL.

For the few records that nearly each request of a door begins with: the ORM takes longer to give them than the database.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from sqlalchemy import Dialect, Table, Uuid, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from coachapp.core.db import Record, db
from coachapp.core.prepared import Prepared

R = TypeVar("R", bound=Record)


class Chain(Generic[R]):
    """A record, the one that it refers to, the one that this refers to: `Chain(Meeting, Meeting.coach, Coach.user)`."""

    def __init__(self, kind: type[R], *steps: InstrumentedAttribute[Any]) -> None:
        self._kind, self._steps = kind, steps

    def one(self, record_id: UUID) -> R | None:
        """Give the record of this unit of work's practice with that id, as the session holds it; None without one."""
        rows = self._statement.rows(wanted=record_id)
        if not rows:
            return None
        values, records = iter(rows[0]), []
        for kind in self._kinds:
            told = {name: as_read(value) for (name, as_read), value in zip(self._readers[kind], values, strict=False)}
            records.append(_held(kind, told))
        for step, (record, referred) in zip(self._steps, pairwise(records), strict=True):
            if step.key not in record.__dict__:
                set_committed_value(record, step.key, referred)
        return cast("R", records[0])

    @cached_property
    def _kinds(self) -> list[type[Record]]:
        return [self._kind, *(step.property.mapper.class_ for step in self._steps)]

    @cached_property
    def _statement(self) -> Prepared:
        columns = [column for kind in self._kinds for column in cast("Table", kind.__table__).columns]
        statement = select(*(column.label(f"c{place}") for place, column in enumerate(columns))).select_from(self._kind)
        for step in self._steps:
            statement = statement.join(step)
        return Prepared(statement.where(self._kind.id == bindparam("wanted", type_=Uuid())))

    @cached_property
    def _readers(self) -> dict[type[Record], list[tuple[str, Callable[[Any], Any]]]]:
        return {kind: _readers_of(kind, db.engine.dialect) for kind in self._kinds}


def _held(kind: type[Record], told: dict[str, Any]) -> Record:
    """Give the record as the session holds it already, or hold it now."""
    held = db.session.identity_map.get(identity_key(kind, told["id"]))
    if held is not None:
        return held
    record = kind(**told)
    make_transient_to_detached(record)
    db.session.add(record)
    return record


def _readers_of(kind: type[Record], dialect: Dialect) -> list[tuple[str, Callable[[Any], Any]]]:
    return [
        (
            kind.__mapper__.get_property_by_column(column).key,
            column.type.dialect_impl(dialect).result_processor(dialect, None) or _as_it_is,
        )
        for column in cast("Table", kind.__table__).columns
    ]


def _as_it_is(value: Any) -> Any:
    return value
