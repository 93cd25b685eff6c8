"""Let a version be a page on the web instead of a file, with a preview card."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0053_link_versions"
down_revision = "0052_rubrics"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("url", sa.Text(), nullable=True))
    op.add_column("versions", sa.Column("preview", postgresql.JSONB(none_as_null=True), nullable=True))
    op.add_column("versions", sa.Column("preview_key", sa.Text(), nullable=True))
    for column in ("storage_key", "file_kind"):
        op.alter_column("versions", column, nullable=True)
    op.create_check_constraint(
        op.f("ck_versions_file_or_link"),
        "versions",
        "(url IS NULL) = (storage_key IS NOT NULL AND file_kind IS NOT NULL)",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_versions_file_or_link"), "versions", type_="check")
    op.execute("DELETE FROM versions WHERE url IS NOT NULL")
    op.execute("DELETE FROM documents d WHERE NOT EXISTS (SELECT FROM versions v WHERE v.document_id = d.id)")
    for column in ("file_kind", "storage_key"):
        op.alter_column("versions", column, nullable=False)
    for column in ("preview_key", "preview", "url"):
        op.drop_column("versions", column)
