"""The plan reminds once, at nine in the morning where the client is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.plans import service
from coachapp.domain.plans.models import ActionItem, State
from coachapp.domain.plans.reminders import owe_due_today
from coachapp.domain.reviews.models import ReviewRequest
from coachapp.domain.today.reminders import owe_weekly
from tests.factories import documents, people
from tests.golden import kept, letter_text, owed

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def planned(owner: Viewer, client: Client, title: str, due_on: date | None, **facts: str) -> ActionItem:
    """Put something on the plan, long before its date."""
    item = service.add(owner, client, title=title, due_on=due_on, **facts)
    item.created_at = LONG_AGO
    db.session.flush()
    return item


def wall(zone: str, day: date, hour: int, minute: int = 0) -> datetime:
    """Give the instant of that time on a wall there."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2027, 3, 28)),
        ("Europe/Berlin", date(2027, 10, 31)),
        ("America/New_York", date(2027, 3, 14)),
        ("Pacific/Auckland", date(2027, 4, 4)),
        ("Pacific/Kiritimati", date(2027, 6, 1)),
        ("Pacific/Pago_Pago", date(2027, 6, 1)),
        ("Asia/Kathmandu", date(2027, 6, 1)),
        ("Australia/Lord_Howe", date(2027, 10, 3)),
        ("Africa/Casablanca", date(2027, 3, 14)),
    ],
)
def test_a_reminder_is_owed_from_nine_local_time_on(inside: Viewer, zone: str, day: date) -> None:
    _, client = people.client(inside, zone=zone)
    planned(inside, client, "Call Jonas", day)
    nine = wall(zone, day, 9)

    owe_due_today(nine - timedelta(seconds=1))
    before = len(owed("plan_due"))
    owe_due_today(nine)

    assert before == 0
    assert [message.due_at for message in owed("plan_due")] == [nine]


def test_a_reminder_is_owed_once_however_often_beat_rings(inside: Viewer) -> None:
    _, client = people.client(inside)
    planned(inside, client, "Call Jonas", date(2027, 3, 1))

    for minutes in (0, 1, 30, 600, 899):
        owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 9) + timedelta(minutes=minutes))
    owe_due_today(wall("Europe/Berlin", date(2027, 3, 2), 9))

    assert [message.useful_until for message in owed("plan_due")] == [wall("Europe/Berlin", date(2027, 3, 2), 0)]


def test_what_beat_missed_in_the_morning_is_owed_in_the_afternoon(inside: Viewer) -> None:
    _, client = people.client(inside)
    planned(inside, client, "Call Jonas", date(2027, 3, 1))

    owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 16))

    assert len(owed("plan_due")) == 1


def test_a_moved_step_reminds_on_its_new_date_and_the_old_letter_is_dropped(inside: Viewer) -> None:
    _, client = people.client(inside)
    item = planned(inside, client, "Call Jonas", date(2027, 3, 1))
    owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 9))

    service.change(inside, client, item, title=item.title, if_then="", due_on=date(2027, 3, 5))
    owe_due_today(wall("Europe/Berlin", date(2027, 3, 5), 9))

    assert [letter_text(message) is None for message in owed("plan_due")] == [True, False]


def test_what_is_done_or_for_a_paused_client_or_one_who_has_not_joined_reminds_nobody(inside: Viewer) -> None:
    _, client = people.client(inside)
    item = planned(inside, client, "Call Jonas", date(2027, 3, 1))
    _, paused = people.client(inside, name="Jo")
    planned(inside, paused, "Rest", date(2027, 3, 1))
    paused.status = Status.PAUSED
    _, invited = people.client(inside, name="Li")
    planned(inside, invited, "Wait", date(2027, 3, 1))
    invited.membership_id = None

    service.close(inside, client, item, state=State.DONE)
    owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 9))

    assert owed("plan_due") == []


def test_a_step_added_for_today_after_nine_needs_no_reminder(inside: Viewer) -> None:
    _, client = people.client(inside)
    item = planned(inside, client, "Call Jonas", date(2027, 3, 1))
    item.created_at = wall("Europe/Berlin", date(2027, 3, 1), 14)
    db.session.flush()

    owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 14, 1))

    assert owed("plan_due") == []


def test_the_letter_says_the_step_and_its_if_then_line(inside: Viewer) -> None:
    _, client = people.client(inside)
    line = "If it is Monday 9:00, then I dial his number before I open my mail."
    planned(inside, client, "Call Jonas about Northwind", date(2027, 3, 1), if_then=line, why="He knows the team.")
    owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 9))

    (message,) = owed("plan_due")

    assert letter_text(message) == kept("plan_due_one")


def test_two_steps_of_one_day_are_one_letter(inside: Viewer) -> None:
    _, client = people.client(inside)
    planned(inside, client, "Call Jonas about Northwind", date(2027, 3, 1))
    planned(inside, client, "Put numbers into the first bullet", date(2027, 3, 1))
    owe_due_today(wall("Europe/Berlin", date(2027, 3, 1), 9))

    (message,) = owed("plan_due")

    assert letter_text(message) == kept("plan_due_two")


def test_the_weekly_letter_is_owed_on_monday_at_nine_once_a_week(inside: Viewer) -> None:
    _, client = people.client(inside, zone="America/New_York")
    planned(inside, client, "Call Jonas", None)
    monday = wall("America/New_York", date(2027, 3, 15), 9)

    owe_weekly(monday - timedelta(minutes=1))
    before = len(owed("my_week"))
    for minutes in (0, 1, 700, 1440, 2880):
        owe_weekly(monday + timedelta(minutes=minutes))
    owe_weekly(wall("America/New_York", date(2027, 3, 22), 9))

    assert before == 0
    assert [message.due_at for message in owed("my_week")] == [monday, wall("America/New_York", date(2027, 3, 22), 9)]


def test_the_weekly_letter_tells_what_is_open(inside: Viewer) -> None:
    _, client = people.client(inside)
    for n in range(1, 7):
        planned(inside, client, f"Step {n}", None)
    planned(inside, client, "Call Jonas about Northwind", date(2026, 3, 1))
    owe_weekly(wall("Europe/Berlin", date(2027, 3, 1), 9))

    (message,) = owed("my_week")

    assert letter_text(message) == kept("my_week")


def test_a_week_with_nothing_open_sends_no_letter(inside: Viewer) -> None:
    people.client(inside)
    owe_weekly(wall("Europe/Berlin", date(2027, 3, 1), 9))

    assert [letter_text(message) for message in owed("my_week")] == [None]


def test_a_promise_stands_in_the_weekly_letter(inside: Viewer) -> None:
    viewer, client = people.client(inside)
    version = documents.version(viewer, client)
    promised_at = datetime(2030, 1, 4, 16, tzinfo=UTC)
    db.session.add(ReviewRequest(id=new_id(), client_id=client.id, version_id=version.id, promised_at=promised_at))
    db.session.flush()
    owe_weekly(wall("Europe/Berlin", date(2027, 3, 1), 9))

    (message,) = owed("my_week")

    assert letter_text(message) == kept("my_week_promise")
