"""Lay the ground: extensions, and the practice that a transaction is in."""

from __future__ import annotations

from alembic import op

revision = "0001_ground"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for extension in ("btree_gist", "citext", "pg_trgm"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    op.execute(
        "CREATE FUNCTION current_practice() RETURNS uuid LANGUAGE sql STABLE AS "
        "$$ SELECT NULLIF(current_setting('coachapp.practice', true), '')::uuid $$"
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION IF EXISTS current_practice()")
