"""Keep how clients score their own work before they read the coach's scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0057_self_first"
down_revision = "0056_agenda"
branch_labels = None
depends_on = None

SEEN_ALREADY = """
INSERT INTO self_assessments (id, practice_id, review_id, client_id, created_at)
SELECT gen_random_uuid(), practice_id, id, client_id, published_at FROM reviews WHERE published_at IS NOT NULL
"""
ANSWERED_ALREADY = """
UPDATE practice_answers SET reviewed_at = found.at FROM (
    SELECT practice_id, answer_id, max(published_at) AS at FROM reviews
    WHERE answer_id IS NOT NULL AND published_at IS NOT NULL GROUP BY practice_id, answer_id
) AS found
WHERE practice_answers.practice_id = found.practice_id AND practice_answers.id = found.answer_id
"""


def upgrade() -> None:
    op.create_table(
        "self_assessments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("levels", postgresql.JSONB(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_self_assessments_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "review_id"],
            ["reviews.practice_id", "reviews.id"],
            name="fk_review_id_reviews",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_assessments")),
        sa.UniqueConstraint("practice_id", "id", name="uq_self_assessments_in_practice"),
        sa.UniqueConstraint("practice_id", "review_id", name=op.f("uq_self_assessments_practice_id_review_id")),
    )
    op.execute(SEEN_ALREADY)
    wall("self_assessments")
    op.add_column("practice_answers", sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(ANSWERED_ALREADY)


def downgrade() -> None:
    op.drop_column("practice_answers", "reviewed_at")
    unwall("self_assessments")
    op.drop_table("self_assessments")
