"""Add interviews and practice answers."""

from __future__ import annotations

revision = "0009_interviews"
down_revision = "0008_applications"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
