"""Let people wait for a day that is full."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import CITEXT

from migrations.walls import narrow, unnarrow, unwall, wall

revision = "0041_waitlist"
down_revision = "0040_guest_messages"
branch_labels = None
depends_on = None

IN_LINE = "turn IN ('waiting', 'offered')"


def upgrade() -> None:
    op.add_column("event_types", sa.Column("has_waitlist", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "waitlist_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("event_type_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", CITEXT(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("turn", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_waitlist_entries_practice_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                ["practice_id", column],
                [f"{table}.practice_id", f"{table}.id"],
                name=f"fk_{column}_{table}",
                ondelete="CASCADE",
            )
            for column, table in (("event_type_id", "event_types"), ("booking_id", "bookings"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waitlist_entries")),
        sa.UniqueConstraint("practice_id", "id", name="uq_waitlist_entries_in_practice"),
    )
    op.create_index(
        "uq_waitlist_entries_in_line",
        "waitlist_entries",
        ["practice_id", "event_type_id", "since", "person"],
        unique=True,
        postgresql_where=sa.text(IN_LINE),
    )
    op.create_index(
        "ix_waitlist_entries_line", "waitlist_entries", ["practice_id", "event_type_id", "turn", "created_at"]
    )
    wall("waitlist_entries")
    op.add_column("holds", sa.Column("entry_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_entry_id_waitlist_entries",
        "holds",
        "waitlist_entries",
        ["practice_id", "entry_id"],
        ["practice_id", "id"],
        ondelete="CASCADE",
    )
    op.create_unique_constraint(op.f("uq_holds_practice_id_entry_id"), "holds", ["practice_id", "entry_id"])
    narrow(
        "find_waitlist_entry",
        "entry uuid",
        "practice_id uuid, id uuid",
        "SELECT w.practice_id, w.id FROM waitlist_entries w WHERE w.id = $1",
    )


def downgrade() -> None:
    unnarrow("find_waitlist_entry", "entry uuid")
    op.drop_constraint(op.f("uq_holds_practice_id_entry_id"), "holds")
    op.drop_constraint("fk_entry_id_waitlist_entries", "holds")
    op.drop_column("holds", "entry_id")
    unwall("waitlist_entries")
    op.drop_table("waitlist_entries")
    op.drop_column("event_types", "has_waitlist")
