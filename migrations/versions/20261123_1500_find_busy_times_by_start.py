"""Keep busy times as two instants: row security keeps PostgreSQL from looking up a range in its index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032_busy_by_start"
down_revision = "0031_waiting_meetings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calendar_busy", sa.Column("starts_at", sa.DateTime(timezone=True)))
    op.add_column("calendar_busy", sa.Column("ends_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE calendar_busy SET starts_at = lower(during), ends_at = upper(during)")
    op.drop_index("ix_calendar_busy_during", table_name="calendar_busy")
    op.drop_column("calendar_busy", "during")
    op.execute(
        "INSERT INTO calendar_busy (id, practice_id, coach_id, source_id, starts_at, ends_at, created_at)"
        " SELECT gen_random_uuid(), practice_id, coach_id, source_id, piece, least(piece + interval '7 days', ends_at),"
        " created_at FROM calendar_busy, generate_series(starts_at + interval '7 days',"
        " ends_at - interval '1 microsecond', interval '7 days') AS piece WHERE ends_at - starts_at > interval '7 days'"
    )
    op.execute(
        "UPDATE calendar_busy SET ends_at = starts_at + interval '7 days' WHERE ends_at - starts_at > interval '7 days'"
    )
    op.alter_column("calendar_busy", "starts_at", nullable=False)
    op.alter_column("calendar_busy", "ends_at", nullable=False)
    op.create_index("ix_calendar_busy_starts", "calendar_busy", ["practice_id", "coach_id", "starts_at"])


def downgrade() -> None:
    op.drop_index("ix_calendar_busy_starts", table_name="calendar_busy")
    op.add_column("calendar_busy", sa.Column("during", postgresql.TSTZRANGE()))
    op.execute("UPDATE calendar_busy SET during = tstzrange(starts_at, ends_at)")
    op.alter_column("calendar_busy", "during", nullable=False)
    op.drop_column("calendar_busy", "ends_at")
    op.drop_column("calendar_busy", "starts_at")
    op.create_index("ix_calendar_busy_during", "calendar_busy", ["coach_id", "during"], postgresql_using="gist")
