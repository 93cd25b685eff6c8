"""Add the links under which people's own meetings can be subscribed to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import narrow, unnarrow, unwall, wall

revision = "0020_calendar_feeds"
down_revision = "0019_calendars"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_calendar_feeds_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("practice_id", "id", name="uq_calendar_feeds_in_practice"),
        sa.ForeignKeyConstraint(
            ["practice_id", "membership_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_membership_id_memberships",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("practice_id", "membership_id", name=op.f("uq_calendar_feeds_practice_id_membership_id")),
    )
    wall("calendar_feeds")
    narrow(
        "find_member",
        "member uuid",
        "practice_id uuid, id uuid",
        "SELECT m.practice_id, m.id FROM memberships m WHERE m.id = $1 AND m.ended_at IS NULL",
    )


def downgrade() -> None:
    unnarrow("find_member", "uuid")
    unwall("calendar_feeds")
    op.drop_table("calendar_feeds")
