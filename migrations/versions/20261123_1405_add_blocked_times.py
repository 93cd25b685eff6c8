"""Add the times that coaches keep free."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0028_blocked_times"
down_revision = "0027_type_questions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blocked_times",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT isempty(during)", name=op.f("ck_blocked_times_forward")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_blocked_times_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "coach_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_coach_id_memberships",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked_times")),
        sa.UniqueConstraint("practice_id", "id", name="uq_blocked_times_in_practice"),
    )
    op.create_index("ix_blocked_times_during", "blocked_times", ["coach_id", "during"], postgresql_using="gist")
    wall("blocked_times")


def downgrade() -> None:
    unwall("blocked_times")
    op.drop_table("blocked_times")
