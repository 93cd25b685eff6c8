"""Add reviews, comments and scores."""

from __future__ import annotations

revision = "0011_reviews"
down_revision = "0010_rejections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
