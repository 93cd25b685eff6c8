"""Keep a time for a visitor while the form is filled, and a wanted new time while the coach thinks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSTZRANGE

from migrations.walls import unwall, wall

revision = "0037_holds"
down_revision = "0036_sites"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("event_type_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("visit", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("busy", TSTZRANGE(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_holds_practice_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                ["practice_id", column],
                [f"{table}.practice_id", f"{table}.id"],
                name=f"fk_{column}_{table}",
                ondelete="CASCADE",
            )
            for column, table in (
                ("event_type_id", "event_types"),
                ("coach_id", "memberships"),
                ("booking_id", "bookings"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
        sa.UniqueConstraint("practice_id", "id", name="uq_holds_in_practice"),
        sa.UniqueConstraint("practice_id", "visit", name=op.f("uq_holds_practice_id_visit")),
        sa.UniqueConstraint("practice_id", "booking_id", name=op.f("uq_holds_practice_id_booking_id")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_holds_forward")),
    )
    op.create_index("ix_holds_live", "holds", ["practice_id", "coach_id", "held_until"])
    op.create_index("ix_holds_origin", "holds", ["practice_id", "origin", "held_until"])
    wall("holds")


def downgrade() -> None:
    unwall("holds")
    op.drop_table("holds")
