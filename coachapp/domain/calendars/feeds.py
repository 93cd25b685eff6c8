"""The links under which people subscribe to their own meetings: signed, so that they can be shown again; revocable."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from coachapp.core import links, signing, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts import queries as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record
from coachapp.domain.calendars.errors import FeedLinkOver
from coachapp.domain.calendars.models import FEED, CalendarFeed


def url_of(viewer: Viewer) -> str:
    """Give the address of the viewer's own feed."""
    return links.url("calendar", signing.sign(FEED, viewer.membership_id, _generation(viewer.membership_id)) + ".ics")


def owner_of(token: str) -> Viewer:
    """Give whose feed a link is, and enter their practice; a link that was replaced is over."""
    signed = signing.unsign(FEED, token)
    if signed is None:
        raise NotFound
    found = walls.ask("find_member", member=signed[0])
    if found is None:
        raise FeedLinkOver
    walls.enter(found.practice_id)
    if _generation(signed[0]) != signed[1]:
        raise FeedLinkOver
    return accounts.viewer_of_member(signed[0])


def renew(actor: Viewer) -> None:
    """Make the viewer's link new; the old one gives nothing any more."""
    feed = _row(actor.membership_id)
    if feed is None:
        feed = CalendarFeed(id=new_id(), membership_id=actor.membership_id, generation=1)
        db.session.add(feed)
    feed.generation += 1
    db.session.flush()
    record(actor, "calendar.link_renewed", feed)


def _generation(membership_id: UUID) -> int:
    feed = _row(membership_id)
    return feed.generation if feed else 1


def _row(membership_id: UUID) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.membership_id == membership_id))
