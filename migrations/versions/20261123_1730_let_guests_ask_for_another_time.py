"""Let a guest ask for another time while the meeting stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043_asked_times"
down_revision = "0042_languages"
branch_labels = None
depends_on = None

WAITING = "status IN ('unconfirmed', 'requested')"


def upgrade() -> None:
    op.add_column("bookings", sa.Column("asked_starts_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index("ix_bookings_waiting", table_name="bookings")
    op.create_index(
        "ix_bookings_held",
        "bookings",
        ["practice_id", "held_until"],
        postgresql_where=sa.text("held_until IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_bookings_held", table_name="bookings")
    op.create_index("ix_bookings_waiting", "bookings", ["practice_id", "held_until"], postgresql_where=sa.text(WAITING))
    op.drop_column("bookings", "asked_starts_at")
