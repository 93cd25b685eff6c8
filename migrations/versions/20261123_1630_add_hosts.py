"""Let several coaches hold the meetings of one offer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0038_hosts"
down_revision = "0037_holds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event_types", sa.Column("is_shared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "event_type_hosts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("event_type_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_event_type_hosts_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "event_type_id"],
            ["event_types.practice_id", "event_types.id"],
            name="fk_event_type_id_event_types",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "coach_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_coach_id_memberships",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_type_hosts")),
        sa.UniqueConstraint("practice_id", "id", name="uq_event_type_hosts_in_practice"),
        sa.UniqueConstraint(
            "practice_id", "event_type_id", "coach_id", name="uq_event_type_hosts_practice_id_event_type_id_coach_id"
        ),
    )
    op.create_index("ix_event_type_hosts_coach", "event_type_hosts", ["practice_id", "coach_id"])
    wall("event_type_hosts")


def downgrade() -> None:
    unwall("event_type_hosts")
    op.drop_table("event_type_hosts")
    op.drop_column("event_types", "is_shared")
