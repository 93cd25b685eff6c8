"""Let comments be their author's alone, and stand on an area of a page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0048_comment_reach"
down_revision = "0047_promises"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comments", sa.Column("is_private", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("comments", sa.Column("area", postgresql.JSONB(none_as_null=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_comments_one_place"), "comments", "area IS NULL OR (start IS NULL AND page IS NOT NULL)"
    )
    op.create_index(
        "ix_comments_accepted",
        "comments",
        ["practice_id", "review_id"],
        postgresql_where=sa.text("answer = 'accepted'"),
    )


def downgrade() -> None:
    op.execute("UPDATE comments SET answer = 'open', answered_at = NULL WHERE answer = 'accepted'")
    op.drop_index("ix_comments_accepted", table_name="comments")
    op.drop_constraint(op.f("ck_comments_one_place"), "comments", type_="check")
    op.drop_column("comments", "area")
    op.drop_column("comments", "is_private")
