"""Let free times be read from the index alone: a meeting's row is wide, and what takes time is a few columns of it."""

from __future__ import annotations

from alembic import op

revision = "0044_times_in_the_index"
down_revision = "0043_asked_times"
branch_labels = None
depends_on = None

BY = ["practice_id", "coach_id", "starts_at"]


def upgrade() -> None:
    op.drop_index("ix_bookings_agenda", table_name="bookings")
    told = ["busy", "status", "held_until", "event_type_id", "id"]
    op.create_index("ix_bookings_agenda", "bookings", BY, postgresql_include=told)


def downgrade() -> None:
    op.drop_index("ix_bookings_agenda", table_name="bookings")
    op.create_index("ix_bookings_agenda", "bookings", BY)
