"""Add the board of job applications."""

from __future__ import annotations

revision = "0008_applications"
down_revision = "0007_bookings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
