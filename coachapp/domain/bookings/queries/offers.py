"""Event types: through their public address, and as their coach sees them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coachapp.core import clock, signing, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.loading import Chain
from coachapp.core.prepared import KEEP_PLANS, Statement, prepared
from coachapp.domain.accounts.models import Membership, User
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings.errors import LinkClosed
from coachapp.domain.bookings.models import EventType
from coachapp.domain.bookings.private import PRIVATE, PrivateLink
from coachapp.domain.bookings.queries.terms import Terms, limits_selected, terms_from
from coachapp.domain.hours.models import Schedule
from coachapp.domain.hours.queries import hours_columns, since_when

_WITH_COACH = joinedload(EventType.coach).joinedload(Membership.user)
_WITH_HOSTS = selectinload(EventType.hosts).joinedload(Membership.user)
_ONE = Chain(EventType, EventType.coach, Membership.user)


def any_link(slug: str) -> EventType:
    """Give the event type behind a public address, open or closed, and enter its practice."""
    found = walls.ask_and_enter("find_booking_link", slug=slug)
    offer = _ONE.one(found.id) if found else None
    if offer is None:
        raise NotFound
    return offer


def private_link(slug: str) -> PrivateLink | None:
    """Give the link that a coach handed out under this address, and enter its practice; None for a public one."""
    signed = signing.unsign(PRIVATE, slug)
    found = walls.ask("find_private_link", link=signed[0]) if signed else None
    if found is None:
        return None
    walls.enter(found.practice_id)
    return db.session.scalars(select(PrivateLink).where(PrivateLink.id == found.id)).one()


def sites_of_link(slug: str) -> list[str]:
    """Give the sites that may show this booking page in a frame, whether or not it still books; enters its practice."""
    signed = signing.unsign(PRIVATE, slug)
    found = walls.ask("find_private_link", link=signed[0]) if signed else walls.ask("find_booking_link", slug=slug)
    if found is None:
        raise NotFound
    walls.enter(found.practice_id)
    return [str(site) for site in get_practice(found.practice_id).shown_on]


def private_links_of(offer: EventType) -> Sequence[PrivateLink]:
    """Give the links to this offer that still book, the latest first."""
    now = clock.now()
    rows = db.session.scalars(
        select(PrivateLink)
        .where(PrivateLink.event_type_id == offer.id, PrivateLink.closed_at.is_(None))
        .order_by(PrivateLink.id.desc())
        .limit(200)
    )
    return [link for link in rows if link.is_open(now)]


def get_private_link(offer: EventType, link_id: UUID) -> PrivateLink:
    """Give one of the links to this offer."""
    found = db.session.scalar(
        select(PrivateLink).where(PrivateLink.id == link_id, PrivateLink.event_type_id == offer.id)
    )
    if found is None:
        raise NotFound
    return found


def open_link(slug: str, *, to_book: bool = False) -> EventType:
    """Give the event type behind an address that takes bookings, public or handed out, and enter its practice.

    Whether a link that was handed out is used up is decided by booking itself, so that a double click finds the first.
    """
    private = private_link(slug)
    if private is not None:
        if not to_book and not private.is_open(clock.now()):
            raise LinkClosed("This link was used already, or has run out. Ask your coach for a new one.")
        event_type = _ONE.one(private.event_type_id)
    else:
        event_type = any_link(slug)
    if event_type is None or not event_type.is_open or event_type.coach.ended_at is not None:
        raise LinkClosed
    return event_type


def terms_of_link(slug: str) -> tuple[EventType, Terms | None]:
    """Give what an address offers to who only asks for times, with its coach's terms, and enter its practice.

    A coach's own public offer comes without the coach and apart from any session: loading it takes ten times as long.
    Other offers come without terms.
    """
    if signing.unsign(PRIVATE, slug):
        return open_link(slug), None
    found = walls.ask_and_enter("find_booking_link", slug=slug)
    rows = _terms_of_offer().rows(offer=found.id, since=since_when()) if found else []
    if not rows:
        raise NotFound
    row = rows[0]
    event_type = EventType(**dict(zip(_TERMS, row, strict=False)))
    if event_type.is_shared:
        return open_link(slug), None
    if not event_type.is_open or row.ended_at is not None:
        raise LinkClosed
    return event_type, terms_from(row) if row.time_zone else None


_TERMS = (
    "id",
    "practice_id",
    "coach_id",
    "schedule_id",
    "is_shared",
    "minutes",
    "other_lengths",
    "step_minutes",
    "notice_minutes",
    "notice_days",
    "horizon_days",
    "bookable_until",
    "buffer_before",
    "buffer_after",
    "most_per_day",
    "most_per_week",
    "most_per_month",
    "is_open",
)


@prepared
def _terms_of_offer() -> Statement:
    columns = [getattr(EventType, name) for name in _TERMS]
    counts = or_(Schedule.id == EventType.schedule_id, EventType.schedule_id.is_(None) & Schedule.is_default)
    return (
        select(*columns, Membership.ended_at, *hours_columns(), limits_selected(EventType.coach_id), KEEP_PLANS)
        .join(Membership, Membership.id == EventType.coach_id)
        .outerjoin(Schedule, and_(Schedule.coach_id == EventType.coach_id, counts))
        .where(EventType.id == bindparam("offer", type_=Uuid()))
    )


def offers_of_practice() -> Sequence[EventType]:
    """Give what this practice shows to visitors, by coach and name; hidden offers are reached by their links alone."""
    return db.session.scalars(
        select(EventType)
        .join(Membership, Membership.id == EventType.coach_id)
        .join(User, User.id == Membership.user_id)
        .options(_WITH_COACH, _WITH_HOSTS)
        .where(EventType.is_open, EventType.is_listed, Membership.ended_at.is_(None))
        .order_by(User.name, EventType.minutes, EventType.name)
    ).all()


def event_types_visible_to(viewer: Viewer) -> Select[EventType]:
    """Coaches see their own event types, the owner all of the practice, clients none."""
    query: Select[EventType] = select(EventType).options(_WITH_COACH, _WITH_HOSTS)
    if viewer.is_owner:
        return query
    return query.where(EventType.coach_id == viewer.membership_id)


def event_types(viewer: Viewer) -> Sequence[EventType]:
    """Give the event types that the viewer may see, the open ones first."""
    return db.session.scalars(
        event_types_visible_to(viewer).order_by(EventType.is_open.desc(), EventType.name, EventType.id)
    ).all()


def get_event_type(viewer: Viewer, event_type_id: UUID) -> EventType:
    """Give the event type, as far as the viewer may see it."""
    found = db.session.scalar(event_types_visible_to(viewer).where(EventType.id == event_type_id))
    if found is None:
        raise NotFound
    return found
