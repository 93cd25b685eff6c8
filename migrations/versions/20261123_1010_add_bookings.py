"""Add hours, event types and bookings."""

from __future__ import annotations

revision = "0007_bookings"
down_revision = "0006_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
