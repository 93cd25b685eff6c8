"""Whatever happens to meetings, in whatever order mails leave, calendars on both sides end up with what stands.

A few histories by default; HISTORIES=2000 ./test tests/domain/bookings/test_invitations.py tries more.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Refusal
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries, service, wording
from coachapp.domain.bookings.kinds import PlaceKind, Status
from coachapp.domain.bookings.models import Booking
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.message import compose
from coachapp.domain.notifications.models import Notification
from tests.factories import bookings, people

from .itip import Mailbox

NAMES = ["Amira Haddad", "李 明", 'Eve\r\nATTENDEE:mailto:x@y;"é' + "ö" * 180, "María; José, 3:4", "نور الدين"]
STEPS = ["book", "move", "move", "cancel", "call off", "accept", "decline", "confirm", "place", "link", "deliver"]
OFFERS: list[dict[str, Any]] = [{}, {"needs_confirmation": True}, {"confirm_by_mail": True}]

steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.sampled_from(NAMES), st.booleans()),
    min_size=10,
    max_size=10,
)


@dataclass
class History:
    """One practice whose meetings are changed step by step, and the mailboxes of all who get letters."""

    owner: Viewer
    offer_id: UUID
    taken: list[UUID] = field(default_factory=list)
    sent: set[UUID] = field(default_factory=set)
    boxes: dict[str, Mailbox] = field(default_factory=dict)

    def do(self, step: str, n: int, name: str) -> None:
        """Take one step; one that is refused changes nothing."""
        at = datetime(2027, 3, 2, 8, tzinfo=UTC) + n * timedelta(minutes=30)
        if step == "book" or not self.taken:
            guest = bookings.guest(name=name)
            offer = queries.get_event_type(self.owner, self.offer_id)
            self.taken.append(service.book(offer, guest, starts_at=at).id)
        elif step != "deliver":
            booking = queries.whole(self.taken[n % len(self.taken)])
            assert booking is not None
            self._change(step, booking, at, n)

    def _change(self, step: str, booking: Booking, at: datetime, n: int) -> None:
        place = f"https://video.example.org/{n % 3}, room; {n}"
        verbs = {
            "move": lambda: service.move(booking, starts_at=at),
            "cancel": lambda: service.cancel(booking, reason="Not now"),
            "call off": lambda: service.cancel(booking, actor=self.owner),
            "accept": lambda: service.accept(self.owner, booking),
            "decline": lambda: service.decline(self.owner, booking, reason="Away"),
            "confirm": lambda: service.confirm_address(booking),
            "place": lambda: service.change_place(self.owner, booking, place_kind=PlaceKind.VIDEO, place=place),
            "link": lambda: service.renew_link(self.owner, booking),
        }
        verbs[step]()

    def deliver(self) -> None:
        """Let what is owed and not sent leave now, in the order in which it was owed."""
        query = select(Notification).where(Notification.subject_id.in_(self.taken)).order_by(Notification.id)
        for owed in db.session.scalars(query):
            if owed.id in self.sent:
                continue
            self.sent.add(owed.id)
            letter = writer_of(owed.kind)(owed)
            if letter is not None:
                facts = {"mail_from": "practice@example.org", "practice": "Clear Path", "sent_at": clock.now()}
                box = self.boxes.setdefault(owed.to_address, Mailbox(owed.to_address))
                box.take(compose(letter, owed, **facts))

    def standing(self) -> dict[str, dict[str, tuple[datetime, datetime, str]]]:
        """Give what stands by the rows, for each who takes part."""
        found: dict[str, dict[str, tuple[datetime, datetime, str]]] = defaultdict(dict)
        for booking in filter(None, map(queries.whole, self.taken)):
            if booking.status is Status.CONFIRMED:
                for address in (booking.guest_email, booking.coach.user.email):
                    facts = (booking.starts_at, booking.ends_at, wording.where(booking))
                    found[address][booking.uid] = facts
        return dict(found)


@settings(
    max_examples=int(os.environ.get("HISTORIES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=steps, facts=st.sampled_from(OFFERS), is_shared=st.booleans())
def test_calendars_on_both_sides_end_up_with_what_stands(
    inside: Viewer,
    monkeypatch: pytest.MonkeyPatch,
    *,
    history: list[tuple[str, int, str, bool]],
    facts: dict[str, Any],
    is_shared: bool,
) -> None:
    start = datetime(2027, 2, 22, 9, tzinfo=UTC)
    hosts = [people.coach(inside, name=name) for name in ("Nora Voss", 'Zoë, Ångström; "Z"')[: 1 + is_shared]]
    for each in hosts:
        bookings.hours(each)
    offer = bookings.event_type(hosts[0], host_ids=[each.membership_id for each in hosts], questions=[], **facts)
    whole = History(inside, offer.id)

    for n, (step, which, name, leaves) in enumerate(history):
        monkeypatch.setattr(clock, "_offset", start + n * timedelta(minutes=1) - datetime.now(UTC))
        try:
            with db.session.begin_nested():
                whole.do(step, which, name)
        except Refusal:
            db.session.expire_all()
        if leaves or step == "deliver":
            whole.deliver()
    whole.deliver()

    assert {address: box.standing() for address, box in whole.boxes.items() if box.standing()} == whole.standing()
