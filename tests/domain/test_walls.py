"""Two walls around a practice: the ORM's and the database's."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
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
