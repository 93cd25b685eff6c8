"""Keep who booked a meeting: its guest, or a coach for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029_who_booked"
down_revision = "0028_blocked_times"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookings", sa.Column("made_by", sa.Text(), nullable=False, server_default="guest"))


def downgrade() -> None:
    op.drop_column("bookings", "made_by")
