"""Let one meeting be held in another way than its offer says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030_own_place_kinds"
down_revision = "0029_who_booked"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookings", sa.Column("place_kind", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("bookings", "place_kind")
