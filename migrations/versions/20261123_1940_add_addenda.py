"""Keep later thoughts on published reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0054_addenda"
down_revision = "0053_link_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "addenda",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_addenda_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "author_id"], ["memberships.practice_id", "memberships.id"], name="fk_author_id_memberships"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "review_id"],
            ["reviews.practice_id", "reviews.id"],
            name="fk_review_id_reviews",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addenda")),
        sa.UniqueConstraint("practice_id", "id", name="uq_addenda_in_practice"),
    )
    op.create_index("ix_addenda_review", "addenda", ["practice_id", "review_id"])
    wall("addenda")


def downgrade() -> None:
    unwall("addenda")
    op.drop_table("addenda")
