"""Add documents, their versions and pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0006_documents"
down_revision = "0005_plans"
branch_labels = None
depends_on = None


def _tenant(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f(f"fk_{table}_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("practice_id", "id", name=f"uq_{table}_in_practice"),
    ]


def _within(column: str, table: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["practice_id", column],
        [f"{table}.practice_id", f"{table}.id"],
        name=f"fk_{column}_{table}",
        ondelete=ondelete,
    )


def upgrade() -> None:
    _add_documents()
    _add_versions()
    _add_pages()
    wall("documents", "versions", "version_pages")


def _add_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        *_tenant("documents"),
        _within("client_id", "clients", "CASCADE"),
    )
    op.create_index("ix_documents_client", "documents", ["practice_id", "client_id"])


def _add_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("uploaded_by_role", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extractor_version", sa.Integer(), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        *_tenant("versions"),
        _within("document_id", "documents", "CASCADE"),
        _within("client_id", "clients", "CASCADE"),
        _within("uploaded_by", "memberships"),
        sa.UniqueConstraint(
            "practice_id", "document_id", "number", name=op.f("uq_versions_practice_id_document_id_number")
        ),
    )
    op.create_index("ix_versions_client", "versions", ["practice_id", "client_id"])
    op.create_index("ix_versions_key", "versions", ["practice_id", "storage_key"])
    op.create_index("ix_versions_unread", "versions", ["practice_id", "state", "created_at"])


def _add_pages() -> None:
    op.create_table(
        "version_pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", postgresql.JSONB(), nullable=False),
        sa.Column("image_key", sa.Text(), nullable=True),
        *_tenant("version_pages"),
        _within("version_id", "versions", "CASCADE"),
        sa.UniqueConstraint(
            "practice_id", "version_id", "number", name=op.f("uq_version_pages_practice_id_version_id_number")
        ),
    )


def downgrade() -> None:
    unwall("documents", "versions", "version_pages")
    for table in ("version_pages", "versions", "documents"):
        op.drop_table(table)
