"""Which practice this unit of work may see.

Two walls: every ORM statement is scoped by practice (an unscoped one raises), and Postgres row
security binds the app's role to the practice named in the transaction.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Row, Uuid, bindparam, event, text
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    with_loader_criteria,
)

from coachapp.core import wire
from coachapp.core.db import TenantRecord, db

_SET = text("SELECT set_config('coachapp.practice', :practice, true)")
_KEY = "practice_id"


class Unscoped(RuntimeError):
    """A tenant table was asked before anybody said which practice it is for."""


def enter(practice_id: UUID) -> None:
    """Let this unit of work see that practice, and no other, from now on."""
    session = db.session()
    if session.info.get(_KEY) == practice_id:
        return
    session.info[_KEY] = practice_id
    if session.in_transaction():
        session.connection().execute(_SET, {"practice": str(practice_id)})


def current_practice_id() -> UUID:
    """Give the practice that this unit of work is in; outside any practice it raises."""
    found = db.session().info.get(_KEY)
    if found is None:
        raise Unscoped("no practice was entered in this unit of work")
    return UUID(str(found))


def is_inside() -> bool:
    """Tell whether a practice was entered."""
    return db.session().info.get(_KEY) is not None


def ask(function: str, **arguments: Any) -> Row[Any] | None:
    """Call one of the narrow functions that may look before a practice is known; they give ids only."""
    names = ", ".join(f":{name}" for name in arguments)
    statement = text(f"SELECT * FROM {function}({names})")  # noqa: S608 - names come from our code alone
    row = db.session.execute(statement, arguments).first()
    return None if row is None or row[0] is None else row


def ask_and_enter(function: str, **arguments: Any) -> Any | None:
    """Call such a function and enter the practice that it finds, in one round trip; None where it finds nothing."""
    rows = wire.fetch(_asking_to_enter(function, *arguments), arguments)
    if not rows or rows[0].practice_id is None:
        return None
    db.session().info[_KEY] = rows[0].practice_id
    return rows[0]


@cache
def _asking_to_enter(function: str, *arguments: str) -> str:
    names = ", ".join(f"%({name})s" for name in arguments)
    return (
        f"SELECT found.*, set_config('coachapp.practice', found.practice_id::text, true) AS entered "  # noqa: S608 - as above
        f"FROM {function}({names}) AS found"
    )


@event.listens_for(Session, "after_begin")
def _tell_database(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Name the practice; where none was entered the setting is empty, since it never outlives a transaction."""
    if session.info.get(_KEY) is not None and not transaction.nested:
        connection.execute(_SET, {"practice": str(session.info[_KEY])})


PRACTICE = "practice"


def _said() -> BindParameter[UUID]:
    return bindparam(PRACTICE, type_=Uuid())


def _entered() -> BindParameter[UUID]:
    return bindparam("entered_practice", type_=Uuid(), callable_=current_practice_id)


INSIDE_OF_ANY = with_loader_criteria(
    TenantRecord,
    lambda cls: cls.practice_id == _said(),
    include_aliases=True,
    track_closure_variables=False,
)
"""The condition for a statement that is kept as SQL: which practice is said when it is asked (core/prepared.py)."""

_INSIDE = with_loader_criteria(
    TenantRecord,
    lambda cls: cls.practice_id == _entered(),
    include_aliases=True,
    track_closure_variables=False,
)
"""The condition of every statement of the ORM: the practice is looked up each time it runs, never kept with it.

Not one expression for both: SQLAlchemy keeps what a lambda gives by the place where it is written.
"""


@event.listens_for(Session, "do_orm_execute")
def _stay_inside(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load or state.is_insert:
        return
    if state.session.info.get(_KEY) is None:
        if any(issubclass(mapper.class_, TenantRecord) for mapper in state.all_mappers):
            raise Unscoped("a tenant table was asked outside any practice")
        return
    state.statement = state.statement.options(_INSIDE)


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, _context: UOWTransaction, _instances: object) -> None:
    practice_id = session.info.get(_KEY)
    for record in session.new:
        if isinstance(record, TenantRecord):
            if practice_id is None and record.practice_id is None:
                raise Unscoped(f"{type(record).__name__} was added outside any practice")
            if record.practice_id is None:
                record.practice_id = practice_id
