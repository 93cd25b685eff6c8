"""Statements of the busiest pages: built once, sent as they stand.

The ORM works out on each request what a statement means, which often takes longer than the database does. A prepared
one is put into SQL at its first use. Both walls stand as for any other: each tenant table in it carries the condition
of the practice, whose value comes from the unit of work alone, and row security is behind.

Constants stand in the SQL itself and only what differs from request to request is a parameter, so that PostgreSQL can
keep a plan that fits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, cast

from sqlalchemy import BigInteger, BindParameter, ColumnElement, CompoundSelect, Dialect, Select, func
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg, PGDialect_psycopg
from sqlalchemy.orm import InstrumentedAttribute

from coachapp.core import walls, wire
from coachapp.core.db import TenantRecord, db

P = ParamSpec("P")
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


KEEP_PLANS = func.set_config("plan_cache_mode", "force_generic_plan", True)  # noqa: FBT003 - until the transaction ends
"""A column that lets what follows in the transaction keep its plans; planning can take longer than running.

For statements that find their rows by an index whatever the values are. New statistics make plans anew.
"""


def ticks(at: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[int]:
    """Write an instant as a whole number: microseconds since 1970. Thousands of them cost little in an array."""
    return as_type(func.date_part("epoch", at) * 1_000_000, BigInteger)


class _ConstantsInside(PGCompiler_psycopg):
    """Writes into the SQL what has a value, and leaves open what has a name alone."""

    def visit_bindparam(self, bindparam: BindParameter[Any], **facts: Any) -> Any:  # type: ignore[override]  # - all by name
        """Write one parameter."""
        facts["literal_binds"] = facts.get("literal_binds") or not (bindparam.required or bindparam.callable)
        return super().visit_bindparam(bindparam, **facts)  # type: ignore[no-untyped-call]  # - SQLAlchemy gives it none


class _Dialect(PGDialect_psycopg):
    statement_compiler = _ConstantsInside
    supports_statement_cache = True


_DIALECT: Dialect = _Dialect()  # type: ignore[no-untyped-call]  # - SQLAlchemy gives it no types


class Prepared:
    """One statement in SQL, kept inside the practice of whoever asks it."""

    def __init__(self, statement: Statement) -> None:
        self.sql = str(statement.options(walls.INSIDE_OF_ANY).compile(dialect=_DIALECT))
        _prove_inside(self.sql)

    def rows(self, **given: Any) -> list[Any]:
        """Give what it finds in this unit of work's practice; words of a list come as text, instants in UTC."""
        practice_id = walls.current_practice_id()
        db.session.flush()
        return wire.fetch(self.sql, {**given, walls.PRACTICE: practice_id})


def _prove_inside(sql: str) -> None:
    """Refuse a statement that asks a tenant table without the practice's condition, such as one on a bare table."""
    for mapper in TenantRecord.registry.mappers:
        if not issubclass(mapper.class_, TenantRecord):
            continue
        asked = re.findall(rf"(?:FROM|JOIN|,) {mapper.class_.__tablename__}\b(?! ?\.)(?: AS (\w+))?", sql)
        for name, times in Counter(alias or mapper.class_.__tablename__ for alias in asked).items():
            if len(re.findall(rf"\b{name}\.practice_id = %\({walls.PRACTICE}\)s", sql)) < times:
                raise walls.Unscoped(f"{name} is asked outside any practice: {sql}")


def prepared(build: Callable[P, Statement]) -> Callable[P, Prepared]:
    """Make of a function that builds a statement one that gives it prepared: once for each shape it is asked for."""

    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> Prepared:
        return Prepared(build(*args, **kwargs))

    return cast("Callable[P, Prepared]", cache(once))
