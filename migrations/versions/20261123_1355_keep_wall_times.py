"""Keep beside each meeting the clock times that it was taken for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026_wall_times"
down_revision = "0025_booking_notes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookings", sa.Column("wall_time", sa.Text(), nullable=False, server_default=""))
    op.execute(
        "UPDATE bookings SET wall_time = to_char(starts_at AT TIME ZONE time_zone, 'YYYY-MM-DD\"T\"HH24:MI') || ' '"
        " || time_zone WHERE starts_at > now() AND time_zone IN (SELECT name FROM pg_timezone_names)"
    )


def downgrade() -> None:
    op.drop_column("bookings", "wall_time")
