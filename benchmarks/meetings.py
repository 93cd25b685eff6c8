# ruff: noqa: E501, S608 - SQL reads better in its own lines, and every word of it is our own
"""Coaches with very different numbers of meetings, written in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from coachapp.core import clock
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer

DAY = timedelta(days=1)

_COACH = """
WITH somebody AS (INSERT INTO users (id, email, name, time_zone, created_at)
  VALUES (gen_random_uuid(), :slug || '@example.org', 'Coach ' || :slug, 'UTC', now()) RETURNING id)
INSERT INTO memberships (id, practice_id, user_id, role, headline, created_at)
  SELECT :coach, :practice, id, 'coach', '', now() FROM somebody"""

_OFFER = """
INSERT INTO event_types (id, practice_id, coach_id, name, slug, minutes, other_lengths, place_kind, place, color,
    description, questions, step_minutes, notice_minutes, notice_days, horizon_days, buffer_before, buffer_after,
    cutoff_minutes, confirm_by_mail, needs_confirmation, answer_hours, is_listed, is_open, changed_at, created_at)
  VALUES (:offer, :practice, :coach, 'Review session', :slug, :minutes, '[]', 'phone', '', 'pine', '', '[]', :minutes, 0, 0,
    :horizon, 0, 0, 0, false, false, 48, true, true, now(), now())"""

_HOURS = """
INSERT INTO schedules (id, practice_id, coach_id, name, time_zone, weekly, is_default, changed_at, created_at)
  VALUES (gen_random_uuid(), :practice, :coach, 'Hours', :zone, (SELECT jsonb_object_agg(day, :hours ::jsonb)
    FROM generate_series(0, :days) day), true, now(), now())"""

_COLUMNS = """(id, practice_id, event_type_id, coach_id, guest_name, guest_email, time_zone, goal, note, answers, place,
    starts_at, ends_at, busy, status, was_requested, person, cancel_reason, uid, made_by, sequence, moves, generation,
    timed_at, wall_time, changed_at, created_at)"""

_VALUES = """'', '', '[]', '', {at}, {at} + {long}, tstzrange({at}, {at} + {long}), 'confirmed', false, '', '',
    {uid}, 'guest', 0, 0, 1, now(), '', now(), now()"""

BARE_INSERT = (
    f"INSERT INTO bookings {_COLUMNS} VALUES (:id, :practice, :offer, :coach, 'G', 'g@example.org', 'UTC', "
    + (_VALUES.format(at="CAST(:at AS timestamptz)", long="interval '5 minutes'", uid=":uid") + ")")
)

_MEETINGS = f"INSERT INTO bookings {_COLUMNS} SELECT gen_random_uuid(), :practice, :offer, :coach, 'Guest ' || n, " + (
    "'g' || n || '@example.org', 'UTC', "
    + _VALUES.format(at="s.at", long=":minutes * interval '1 minute'", uid=":slug || n")
    + """ FROM generate_series(0, :count - 1) n, LATERAL (SELECT CAST(:since AS timestamptz)
        + (n / :a_day) * interval '1 day' + ((n % :a_day) * 12 / :a_day * 60 + (n % :a_day) * 12 % :a_day * 60 / :a_day
        / :minutes * :minutes) * interval '1 minute' AS at) s"""
)

_AWAY = """
WITH source AS (INSERT INTO calendar_sources (id, practice_id, coach_id, kind, name, host, address,
    fingerprint, is_on, read_for, failures, events_read, events_unread, unread, due_at, turn, created_at)
  VALUES (gen_random_uuid(), :practice, :coach, 'ics', 'Work', '', '', '', true, '', 0, 500, 0, '[]', now(), 0, now())
  RETURNING id)
INSERT INTO calendar_busy (id, practice_id, coach_id, source_id, starts_at, ends_at, created_at)
  SELECT gen_random_uuid(), :practice, :coach, source.id, s.at, s.at + interval '40 minutes', now()
  FROM source, generate_series(0, :count - 1) n,
    LATERAL (SELECT CAST(:since AS timestamptz) + n * interval '3 hours' AS at) s"""


@dataclass(frozen=True)
class Offers:
    """The coaches by what they are there for, and the slug and id of what each offers."""

    practice_id: UUID
    begins: datetime
    month: UUID
    away: UUID
    small: UUID
    large: UUID
    roomy: UUID
    slugs: dict[UUID, str]
    offer_ids: dict[UUID, UUID]


def fill(connection: Connection, owner: Viewer, *, many: int = 200_000) -> Offers:
    """Write coaches, offers and meetings, then let the planner know about them."""
    begins = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    coaches = {name: new_id() for name in ("month", "away", "small", "large", "roomy")}
    offer_ids = {coach: new_id() for coach in coaches.values()}
    hours = {"month": "[[480, 1200]]", "roomy": "[[0, 1440]]"}
    for name, coach in coaches.items():
        facts = {"practice": owner.practice_id, "coach": coach, "offer": offer_ids[coach], "slug": name}
        minutes = {"month": 10, "roomy": 5}.get(name, 30)
        _run(connection, _COACH, facts)
        _run(connection, _OFFER, facts | {"minutes": minutes, "horizon": 3650 if name == "roomy" else 70})
        weekly = {"hours": hours.get(name, "[[540, 1020]]"), "days": 6 if name in hours else 4}
        _run(connection, _HOURS, facts | weekly | {"zone": "UTC" if name in hours else "Europe/Berlin"})
        common = facts | {"minutes": minutes}
        if name == "month":
            _run(connection, _MEETINGS, common | {"count": 2000, "a_day": 66, "since": begins + 8 * DAY / 24})
        if name in {"small", "large"}:
            ahead = {"count": 100, "a_day": 4, "since": begins + 8 * DAY / 24, "slug": f"{name}-ahead"}
            behind = 100 if name == "small" else many - 100
            since = begins + 8 * DAY / 24 - (behind // 20 + 2) * DAY
            _run(connection, _MEETINGS, common | ahead)
            _run(connection, _MEETINGS, common | {"count": behind, "a_day": 20, "since": since})
        if name == "away":
            _run(connection, _AWAY, facts | {"count": 500, "since": begins})
    connection.commit()
    connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    return Offers(owner.practice_id, begins, **coaches, slugs={c: n for n, c in coaches.items()}, offer_ids=offer_ids)


def _run(connection: Connection, step: str, facts: dict[str, object]) -> None:
    connection.execute(text(step), {name: value for name, value in facts.items() if f":{name}" in step})
