"""Rows written and records read by statements that are kept: the same as by the session, and behind both walls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm.attributes import set_committed_value

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.core.loading import Chain
from coachapp.core.writing import together
from coachapp.domain.accounts.models import Membership
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.models import Activity
from coachapp.domain.bookings.kinds import Color
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.queries import offers
from coachapp.domain.bookings.service.locking import EX
from coachapp.domain.bookings.service.pending import news_of
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.service import owe
from tests.factories import bookings, people

OFFER = Chain(EventType, EventType.coach, Membership.user)


def test_a_meeting_written_at_once_is_one_that_the_session_follows(owner: Viewer) -> None:
    booking = bookings.booking(owner)
    as_written = {column.key: getattr(booking, column.key) for column in Booking.__table__.columns}

    booking.goal = "Another goal"
    db.session.flush()
    db.session.expire(booking)

    as_read = {column.key: getattr(booking, column.key) for column in Booking.__table__.columns}
    assert as_read == as_written | {"goal": "Another goal"}


def test_where_the_time_is_taken_nothing_of_it_is_written(owner: Viewer) -> None:
    first = bookings.booking(owner)
    told = _counts()
    second = _copy(first)

    news = news_of(second)
    went_through = owe(*news.letters, along=together(second, *news.lines, unless=EX))

    assert went_through is False
    assert _counts() == told
    assert second not in db.session


def test_the_log_and_the_messages_come_with_the_meeting(owner: Viewer) -> None:
    first = bookings.booking(owner)
    meetings, lines, letters = _counts()
    second = _copy(first, later=timedelta(hours=2))

    news = news_of(second)
    assert owe(*news.letters, along=together(second, *news.lines, unless=EX)) is True
    assert _counts() == (meetings + 1, lines + 1, letters + 2)


def test_a_row_is_written_into_the_entered_practice_whatever_it_says(owner: Viewer) -> None:
    first = bookings.booking(owner)
    second = _copy(first)
    second.practice_id = people.owner().practice_id
    walls.enter(owner.practice_id)

    together(second, unless=EX)

    assert second.practice_id == owner.practice_id


def test_a_record_comes_with_what_it_refers_to_as_the_session_would_give_it(owner: Viewer) -> None:
    offer = bookings.offer(owner, color=Color.OCHRE)
    facts = {column.key: getattr(offer, column.key) for column in EventType.__table__.columns}
    names = offer.coach.user.name, offer.coach.user.email
    db.session.commit()
    db.session.remove()
    walls.enter(owner.practice_id)

    found = OFFER.one(facts["id"])

    assert found is not None
    assert {column.key: getattr(found, column.key) for column in EventType.__table__.columns} == facts
    assert (found.coach.user.name, found.coach.user.email) == names
    assert type(found.place_kind) is type(facts["place_kind"])
    assert found is db.session.scalars(select(EventType).where(EventType.id == found.id)).one()


def test_a_record_that_the_session_holds_stays_as_it_was_changed(owner: Viewer) -> None:
    offer = bookings.offer(owner)
    with db.session.no_autoflush:
        offer.name = "A new name"
        found = OFFER.one(offer.id)

    assert found is offer
    assert offer.name == "A new name"


def test_a_record_of_another_practice_is_not_there(owner: Viewer) -> None:
    offer = bookings.offer(owner)
    walls.enter(people.owner().practice_id)

    assert OFFER.one(offer.id) is None


def test_a_statement_that_was_built_once_asks_the_practice_that_is_entered_now(owner: Viewer) -> None:
    people.client(owner, name="Here")
    other = people.owner()
    people.client(other, name="There")
    names = select(Client.name)

    seen = []
    for practice in (other.practice_id, owner.practice_id, other.practice_id):
        walls.enter(practice)
        seen.append(db.session.scalars(names).all())

    assert seen == [["There"], ["Here"], ["There"]]


def test_an_address_that_nobody_has_is_not_found(owner: Viewer) -> None:
    with pytest.raises(NotFound):
        offers.any_link("nobody-has-this")


def _copy(first: Booking, *, later: timedelta = timedelta()) -> Booking:
    """Give a meeting like that one which nobody wrote yet."""
    told = {column.key: getattr(first, column.key) for column in Booking.__table__.columns}
    made = new_id()
    starts_at, ends_at = first.starts_at + later, first.ends_at + later
    own = {"id": made, "uid": f"{made}@coachapp", "busy": Range(starts_at, ends_at)}
    copy = Booking(**(told | own | {"starts_at": starts_at, "ends_at": ends_at}))
    set_committed_value(copy, "coach", first.coach)
    return copy


def _counts() -> tuple[int, int, int]:
    return tuple(len(db.session.scalars(select(kind.id)).all()) for kind in (Booking, Activity, Notification))  # type: ignore[return-value]
