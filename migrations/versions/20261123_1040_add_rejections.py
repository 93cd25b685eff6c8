"""Add rejections and feedback requests."""

from __future__ import annotations

revision = "0010_rejections"
down_revision = "0009_interviews"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
