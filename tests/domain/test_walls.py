"""Two walls around a practice: the ORM's and the database's."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.core.prepared import Prepared
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client, SessionNote, Status
from tests.factories import people


def test_a_query_outside_any_practice_raises(owner: Viewer) -> None:
    db.session.commit()
    db.session.remove()

    with pytest.raises(walls.Unscoped):
        db.session.scalars(select(Client)).all()


def test_a_query_sees_the_entered_practice_alone(owner: Viewer) -> None:
    people.client(owner, name="Here")
    other = people.owner()
    people.client(other, name="There")

    seen_there = set(db.session.scalars(select(Client.name)))
    walls.enter(owner.practice_id)
    seen_here = set(db.session.scalars(select(Client.name)))

    assert (seen_here, seen_there) == ({"Here"}, {"There"})


def test_the_database_hides_other_practices_from_plain_sql(owner: Viewer) -> None:
    people.client(owner, name="Here")
    people.owner()
    db.session.flush()

    assert db.session.execute(text("SELECT count(*) FROM clients")).scalar_one() == 0


def test_a_row_cannot_be_written_into_another_practice(owner: Viewer) -> None:
    other = people.owner()
    walls.enter(owner.practice_id)

    changed = db.session.execute(
        text("UPDATE memberships SET headline = 'x' WHERE practice_id = :p"), {"p": other.practice_id}
    )

    assert changed.rowcount == 0


def test_each_tenant_table_of_a_prepared_statement_is_kept_inside(owner: Viewer) -> None:
    sql = Prepared(
        select(Client.name)
        .join(Membership, Membership.id == Client.coach_id)
        .where(Client.id.in_(select(SessionNote.client_id).where(SessionNote.is_private.is_(False))))
    ).sql

    inside = [f"{table}.practice_id = %(practice)s" in sql for table in ("clients", "memberships", "session_notes")]
    assert inside == [True, True, True], sql


def test_a_prepared_statement_sees_the_entered_practice_alone(owner: Viewer) -> None:
    people.client(owner, name="Here")
    other = people.owner()
    people.client(other, name="There")
    names = Prepared(select(Client.name))

    seen_there = [row.name for row in names.rows()]
    walls.enter(owner.practice_id)
    seen_here = [row.name for row in names.rows()]

    assert (seen_here, seen_there) == (["Here"], ["There"])


def test_a_statement_on_a_bare_table_is_not_prepared(owner: Viewer) -> None:
    with pytest.raises(walls.Unscoped):
        Prepared(select(Client.__table__.c.name))
    with pytest.raises(walls.Unscoped):
        Prepared(select(Client.name).where(Client.id.in_(select(Client.__table__.alias("other").c.id))))


def test_a_prepared_statement_outside_any_practice_raises(owner: Viewer) -> None:
    db.session.commit()
    db.session.remove()

    with pytest.raises(walls.Unscoped):
        Prepared(select(Client.name)).rows()


def test_a_prepared_statement_writes_constants_as_text(owner: Viewer) -> None:
    person, _ = people.client(owner, name="O'Brien %(practice)s \\ 100%")
    asked = Prepared(select(Client.name).where(Client.name == person.name, Client.status.in_([*Status])))

    assert [row.name for row in asked.rows()] == [person.name]
