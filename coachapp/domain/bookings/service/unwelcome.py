"""Take no more bookings from an address or a domain."""

from __future__ import annotations

import re

from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.errors import NotTakenHere
from coachapp.domain.bookings.own import BlockedGuest
from coachapp.domain.bookings.persons import folded

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_ADDRESS = re.compile(rf"[^@\s]+@{_DOMAIN.pattern}")


def block_guest(actor: Viewer, *, what: str, reason: str = "") -> BlockedGuest:
    """Take no more bookings from there; meetings already taken stand. A second time keeps the first."""
    require(actor.is_coach, "Coaches keep the list.")
    name = what.strip().casefold().removeprefix("@").removeprefix("*.")
    if not (_DOMAIN.fullmatch(name) or _ADDRESS.fullmatch(name)):
        raise Invalid(fields={"what": ["Give a mail address, or a domain like example.org."]})
    name = folded(name) if "@" in name else name
    known = queries.find_blocked_guest(name)
    if known is not None:
        return known
    made = BlockedGuest(id=new_id(), what=name, reason=reason, added_by_id=actor.membership_id)
    db.session.add(made)
    db.session.flush()
    record(actor, "guest.blocked", made)
    return made


def unblock_guest(actor: Viewer, blocked: BlockedGuest) -> None:
    """Take bookings from there again."""
    require(actor.is_owner, "The owner takes names off the list.")
    record(actor, "guest.unblocked", blocked)
    db.session.delete(blocked)
    db.session.flush()


def refuse_unwelcome(email: str) -> None:
    """Refuse an address from which this practice takes no bookings."""
    if queries.is_blocked(email):
        raise NotTakenHere
