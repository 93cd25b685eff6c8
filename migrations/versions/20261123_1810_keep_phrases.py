"""Let coaches keep phrases that they use again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0046_snippets"
down_revision = "0045_line_boxes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "snippets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_snippets_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "owner_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_owner_id_memberships",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snippets")),
        sa.UniqueConstraint("practice_id", "id", name="uq_snippets_in_practice"),
    )
    op.create_index(
        "uq_snippets_title",
        "snippets",
        ["practice_id", "owner_id", sa.text("lower(title)")],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    wall("snippets")


def downgrade() -> None:
    unwall("snippets")
    op.drop_table("snippets")
