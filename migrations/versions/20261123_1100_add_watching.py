"""Add the narrow function that monitoring asks: since when the oldest due message waits."""

from __future__ import annotations

from alembic import op

revision = "0012_watching"
down_revision = "0011_reviews"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE FUNCTION oldest_unsent(present timestamptz) RETURNS timestamptz LANGUAGE sql STABLE "
        "SECURITY DEFINER SET search_path = public AS $$ SELECT min(due_at) FROM notifications "
        "WHERE state IN ('owed', 'sending') AND due_at <= present $$"
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION IF EXISTS oldest_unsent(timestamptz)")
