"""Keep the place of each line, and what a machine finds on each page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0045_line_boxes"
down_revision = "0044_times_in_the_index"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("version_pages", sa.Column("lines", postgresql.JSONB(), nullable=True))
    op.add_column("version_pages", sa.Column("legibility", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("version_pages", "legibility")
    op.drop_column("version_pages", "lines")
