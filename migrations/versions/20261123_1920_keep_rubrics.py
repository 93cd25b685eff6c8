"""Let practices keep rubrics of their own, and reviews know the version that they were scored with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0052_rubrics"
down_revision = "0050_document_shelf"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rubrics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("built_in", sa.Text(), nullable=True),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("is_on OR NOT is_default", name=op.f("ck_rubrics_default_is_on")),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_rubrics_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubrics")),
        sa.UniqueConstraint("practice_id", "id", name="uq_rubrics_in_practice"),
    )
    op.create_index("uq_rubrics_title", "rubrics", ["practice_id", "kind", sa.text("lower(title)")], unique=True)
    op.create_index("uq_rubrics_built_in", "rubrics", ["practice_id", "built_in"], unique=True)
    op.create_index(
        "uq_rubrics_default",
        "rubrics",
        ["practice_id", "kind"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.create_table(
        "rubric_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("rubric_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("criteria", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_rubric_versions_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "rubric_id"],
            ["rubrics.practice_id", "rubrics.id"],
            name="fk_rubric_id_rubrics",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_versions")),
        sa.UniqueConstraint("practice_id", "id", name="uq_rubric_versions_in_practice"),
        sa.UniqueConstraint(
            "practice_id", "rubric_id", "number", name=op.f("uq_rubric_versions_practice_id_rubric_id_number")
        ),
    )
    wall("rubrics", "rubric_versions")
    op.add_column("reviews", sa.Column("rubric_version_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_rubric_version_id_rubric_versions",
        "reviews",
        "rubric_versions",
        ["practice_id", "rubric_version_id"],
        ["practice_id", "id"],
    )


def downgrade() -> None:
    op.drop_constraint("fk_rubric_version_id_rubric_versions", "reviews", type_="foreignkey")
    op.drop_column("reviews", "rubric_version_id")
    unwall("rubric_versions", "rubrics")
    op.drop_table("rubric_versions")
    op.drop_table("rubrics")
