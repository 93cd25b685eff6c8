"""Give offers more lengths, further rules and a place in a zone of its own; keep each meeting's place with it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0021_widen_offers"
down_revision = "0020_calendar_feeds"
branch_labels = None
depends_on = None


def _new() -> list[sa.Column[Any]]:
    return [
        sa.Column("other_lengths", postgresql.JSONB(), nullable=False, server_default="[]"),
        sa.Column("notice_days", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("bookable_until", sa.Date(), nullable=True),
        sa.Column("most_per_week", sa.Integer(), nullable=True),
        sa.Column("most_per_month", sa.Integer(), nullable=True),
        sa.Column("cutoff_minutes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("most_moves", sa.Integer(), nullable=True),
        sa.Column("place_zone", sa.Text(), nullable=True),
        sa.Column("color", sa.Text(), nullable=False, server_default="pine"),
        sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.true()),
    ]


def upgrade() -> None:
    for column in _new():
        op.add_column("event_types", column)
    op.alter_column("event_types", "step_minutes", nullable=True)
    op.add_column("bookings", sa.Column("place", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "coach_limits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("most_per_day", sa.Integer(), nullable=True),
        sa.Column("most_per_week", sa.Integer(), nullable=True),
        sa.Column("most_per_month", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_coach_limits_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "coach_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_coach_id_memberships",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coach_limits")),
        sa.UniqueConstraint("practice_id", "id", name="uq_coach_limits_in_practice"),
        sa.UniqueConstraint("practice_id", "coach_id", name=op.f("uq_coach_limits_practice_id_coach_id")),
    )
    wall("coach_limits")


def downgrade() -> None:
    unwall("coach_limits")
    op.drop_table("coach_limits")
    op.drop_column("bookings", "place")
    op.execute("UPDATE event_types SET step_minutes = minutes WHERE step_minutes IS NULL")
    op.alter_column("event_types", "step_minutes", nullable=False)
    for column in reversed(_new()):
        op.drop_column("event_types", column.name)
