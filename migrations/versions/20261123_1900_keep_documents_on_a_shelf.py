"""Let versions say what they are for, documents be put away, and what was sent keep its name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050_document_shelf"
down_revision = "0049_comment_places"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("purpose", sa.Text(), nullable=False, server_default=""))
    op.add_column("versions", sa.Column("restored_from", sa.Integer(), nullable=True))
    for column in ("archived_at", "removed_at"):
        op.add_column("documents", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_documents_removed",
        "documents",
        ["practice_id", "removed_at"],
        postgresql_where=sa.text("removed_at IS NOT NULL"),
    )
    for column in ("resume_name", "letter_name"):
        op.add_column("job_applications", sa.Column(column, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in ("letter_name", "resume_name"):
        op.drop_column("job_applications", column)
    op.drop_index("ix_documents_removed", table_name="documents")
    for column in ("removed_at", "archived_at"):
        op.drop_column("documents", column)
    for column in ("restored_from", "purpose"):
        op.drop_column("versions", column)
