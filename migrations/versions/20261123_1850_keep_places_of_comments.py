"""Keep where comments stand in later versions, and what was checked there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0049_comment_places"
down_revision = "0048_comment_reach"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Float(), nullable=False),
        sa.Column("algorithm", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state <> 'unplaced' OR start IS NULL", name=op.f("ck_comment_places_unplaced")),
        sa.CheckConstraint('num_nulls(start, "end") <> 1', name=op.f("ck_comment_places_whole_span")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_comment_places_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "comment_id"],
            ["comments.practice_id", "comments.id"],
            name="fk_comment_id_comments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "version_id"],
            ["versions.practice_id", "versions.id"],
            name="fk_version_id_versions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_places")),
        sa.UniqueConstraint("practice_id", "id", name="uq_comment_places_in_practice"),
        sa.UniqueConstraint(
            "practice_id",
            "comment_id",
            "version_id",
            name=op.f("uq_comment_places_practice_id_comment_id_version_id"),
        ),
    )
    op.create_index("ix_comment_places_version", "comment_places", ["practice_id", "version_id"])
    wall("comment_places")
    op.add_column("comments", sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comments", sa.Column("checked_in", sa.Uuid(), nullable=True))
    op.add_column("comments", sa.Column("checked_by", sa.Uuid(), nullable=True))
    op.add_column("comments", sa.Column("reopened_from", sa.Text(), nullable=True))
    op.create_foreign_key(
        "fk_checked_in_versions",
        "comments",
        "versions",
        ["practice_id", "checked_in"],
        ["practice_id", "id"],
        ondelete="SET NULL (checked_in)",
    )
    op.create_foreign_key(
        "fk_checked_by_memberships", "comments", "memberships", ["practice_id", "checked_by"], ["practice_id", "id"]
    )


def downgrade() -> None:
    op.drop_constraint("fk_checked_by_memberships", "comments", type_="foreignkey")
    op.drop_constraint("fk_checked_in_versions", "comments", type_="foreignkey")
    for name in ("reopened_from", "checked_by", "checked_in", "verified_at"):
        op.drop_column("comments", name)
    unwall("comment_places")
    op.drop_table("comment_places")
