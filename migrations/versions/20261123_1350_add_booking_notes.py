"""Add the notes that coaches keep at a meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0025_booking_notes"
down_revision = "0024_no_shows"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "booking_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_booking_notes_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "booking_id"],
            ["bookings.practice_id", "bookings.id"],
            name="fk_booking_id_bookings",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "author_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_author_id_memberships",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_notes")),
        sa.UniqueConstraint("practice_id", "id", name="uq_booking_notes_in_practice"),
        sa.UniqueConstraint("practice_id", "booking_id", name=op.f("uq_booking_notes_practice_id_booking_id")),
    )
    wall("booking_notes")


def downgrade() -> None:
    unwall("booking_notes")
    op.drop_table("booking_notes")
