"""Let guests leave messages at their meetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0040_guest_messages"
down_revision = "0039_blocked_guests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_guest_messages_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "booking_id"],
            ["bookings.practice_id", "bookings.id"],
            name="fk_booking_id_bookings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_messages")),
        sa.UniqueConstraint("practice_id", "id", name="uq_guest_messages_in_practice"),
    )
    op.create_index("ix_guest_messages_booking", "guest_messages", ["practice_id", "booking_id"])
    wall("guest_messages")


def downgrade() -> None:
    unwall("guest_messages")
    op.drop_table("guest_messages")
