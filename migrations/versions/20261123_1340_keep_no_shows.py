"""Keep when it was noted that nobody came to a meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024_no_shows"
down_revision = "0023_calendar_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookings", sa.Column("no_show_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("bookings", "no_show_at")
