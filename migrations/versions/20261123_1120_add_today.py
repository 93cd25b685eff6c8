"""Add what coaches put aside on Today, and the indexes that keep Today quick."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0014_today"
down_revision = "0013_client_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "today_asides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "membership_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_membership_id_memberships",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_today_asides_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_today_asides")),
        sa.UniqueConstraint("practice_id", "id", name="uq_today_asides_in_practice"),
        sa.UniqueConstraint(
            "practice_id",
            "membership_id",
            "kind",
            "subject_id",
            name=op.f("uq_today_asides_practice_id_membership_id_kind_subject_id"),
        ),
    )
    wall("today_asides")
    op.drop_index("ix_action_items_due", table_name="action_items")
    op.create_index(
        "ix_action_items_due", "action_items", ["practice_id", "due_on"], postgresql_where=sa.text("state = 'open'")
    )
    op.create_index(
        "ix_notifications_refused",
        "notifications",
        ["practice_id", "created_at"],
        postgresql_where=sa.text("state = 'refused'"),
    )


def downgrade() -> None:
    op.drop_index("ix_notifications_refused", table_name="notifications")
    op.drop_index("ix_action_items_due", table_name="action_items")
    op.create_index("ix_action_items_due", "action_items", ["practice_id", "due_on"])
    unwall("today_asides")
    op.drop_table("today_asides")
