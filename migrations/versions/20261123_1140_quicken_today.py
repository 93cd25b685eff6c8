"""Add the indexes by which Today finds endings, interviews and wins of a whole practice."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016_quicken_today"
down_revision = "0015_versions_sent"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_rejections_unanswered",
        "rejections",
        ["practice_id", "created_at"],
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index("ix_interviews_ahead", "interviews", ["practice_id", "starts_at"])
    op.create_index("ix_wins_latest", "wins", ["practice_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_wins_latest", table_name="wins")
    op.drop_index("ix_interviews_ahead", table_name="interviews")
    op.drop_index("ix_rejections_unanswered", table_name="rejections")
