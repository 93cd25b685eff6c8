"""The demo is believable, whole and silent, whatever day it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.bookings.models import Booking
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.models import Notification, State
from coachapp.domain.ops import demo, doctor


@pytest.mark.parametrize("day", ["2026-11-23", "2027-03-28", "2028-02-29"])
def test_the_demo_plays_on_any_day(app: Flask, day: str) -> None:
    clock.shift((datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC) - clock.now()).total_seconds())
    try:
        owner = demo.make("three calm words")
        counted = {
            "clients": db.session.scalar(select(func.count(Client.id))),
            "bookings": db.session.scalar(select(func.count(Booking.id))),
            "owed": db.session.scalar(select(func.count(Notification.id)).where(Notification.state == State.OWED)),
        }
        findings = list(doctor.examine_practice())
    finally:
        clock.shift(0)

    assert owner.is_demo
    assert counted == {"clients": 5, "bookings": 5, "owed": 0}
    assert findings == []
