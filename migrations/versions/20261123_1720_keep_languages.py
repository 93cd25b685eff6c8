"""Keep the language of who booked or waits, and of who is written to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042_languages"
down_revision = "0041_waitlist"
branch_labels = None
depends_on = None

TABLES = ("bookings", "notifications", "waitlist_entries")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("language", sa.Text(), nullable=False, server_default="en"))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "language")
