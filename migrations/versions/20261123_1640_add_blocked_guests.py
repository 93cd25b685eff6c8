"""Let a practice say from whom it takes no bookings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0039_blocked_guests"
down_revision = "0038_hosts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blocked_guests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_blocked_guests_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "added_by_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_added_by_id_memberships",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocked_guests")),
        sa.UniqueConstraint("practice_id", "id", name="uq_blocked_guests_in_practice"),
        sa.UniqueConstraint("practice_id", "what", name=op.f("uq_blocked_guests_practice_id_what")),
    )
    wall("blocked_guests")


def downgrade() -> None:
    unwall("blocked_guests")
    op.drop_table("blocked_guests")
