"""Add reviews, comments and scores."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0011_reviews"
down_revision = "0010_rejections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("rejection_id", sa.Uuid(), nullable=True),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("rubric_kept", postgresql.JSONB(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lock", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(version_id, rejection_id, answer_id) = 1", name=op.f("ck_reviews_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "answer_id"],
            ["practice_answers.practice_id", "practice_answers.id"],
            name="fk_answer_id_practice_answers",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "author_id"], ["memberships.practice_id", "memberships.id"], name="fk_author_id_memberships"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "rejection_id"],
            ["rejections.practice_id", "rejections.id"],
            name="fk_rejection_id_rejections",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "version_id"],
            ["versions.practice_id", "versions.id"],
            name="fk_version_id_versions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_reviews_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("practice_id", "id", name="uq_reviews_in_practice"),
    )
    op.create_index(
        "ix_reviews_answer",
        "reviews",
        ["practice_id", "answer_id"],
        unique=False,
        postgresql_where=sa.text("answer_id IS NOT NULL"),
    )
    op.create_index("ix_reviews_author", "reviews", ["practice_id", "author_id", "published_at"], unique=False)
    op.create_index("ix_reviews_client", "reviews", ["practice_id", "client_id", "published_at"], unique=False)
    op.create_index("ix_reviews_published", "reviews", ["practice_id", "published_at"], unique=False)
    op.create_index(
        "ix_reviews_rejection",
        "reviews",
        ["practice_id", "rejection_id"],
        unique=False,
        postgresql_where=sa.text("rejection_id IS NOT NULL"),
    )
    op.create_index(
        "ix_reviews_version",
        "reviews",
        ["practice_id", "version_id"],
        unique=False,
        postgresql_where=sa.text("version_id IS NOT NULL"),
    )
    op.create_index(
        "uq_reviews_draft_of_answer",
        "reviews",
        ["practice_id", "answer_id", "author_id"],
        unique=True,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_index(
        "uq_reviews_draft_of_rejection",
        "reviews",
        ["practice_id", "rejection_id", "author_id"],
        unique=True,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_index(
        "uq_reviews_draft_of_version",
        "reviews",
        ["practice_id", "version_id", "author_id"],
        unique=True,
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replacement", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "review_id"],
            ["reviews.practice_id", "reviews.id"],
            name="fk_review_id_reviews",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_comments_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("practice_id", "id", name="uq_comments_in_practice"),
    )
    op.create_index(
        "ix_comments_questions",
        "comments",
        ["practice_id", "answered_at"],
        unique=False,
        postgresql_where=sa.text("answer = 'question'"),
    )
    op.create_index("ix_comments_review", "comments", ["practice_id", "review_id"], unique=False)
    op.create_table(
        "review_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
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
            ondelete="SET NULL (review_id)",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "version_id"],
            ["versions.practice_id", "versions.id"],
            name="fk_version_id_versions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_review_requests_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_requests")),
        sa.UniqueConstraint("practice_id", "id", name="uq_review_requests_in_practice"),
    )
    op.create_index("ix_review_requests_client", "review_requests", ["practice_id", "client_id"], unique=False)
    op.create_index(
        "ix_review_requests_due",
        "review_requests",
        ["practice_id", "promised_at", "id"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_index(
        "uq_review_requests_open",
        "review_requests",
        ["practice_id", "version_id"],
        unique=True,
        postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "scores",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 4", name=op.f("ck_scores_level")),
        sa.ForeignKeyConstraint(
            ["practice_id", "review_id"],
            ["reviews.practice_id", "reviews.id"],
            name="fk_review_id_reviews",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_scores_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scores")),
        sa.UniqueConstraint("practice_id", "id", name="uq_scores_in_practice"),
        sa.UniqueConstraint(
            "practice_id", "review_id", "criterion", name=op.f("uq_scores_practice_id_review_id_criterion")
        ),
    )
    op.create_table(
        "comment_replies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("by_client", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "author_id"], ["memberships.practice_id", "memberships.id"], name="fk_author_id_memberships"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "comment_id"],
            ["comments.practice_id", "comments.id"],
            name="fk_comment_id_comments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_comment_replies_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_replies")),
        sa.UniqueConstraint("practice_id", "id", name="uq_comment_replies_in_practice"),
    )
    op.create_index("ix_comment_replies_comment", "comment_replies", ["practice_id", "comment_id"], unique=False)
    op.create_table(
        "next_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("if_then", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "comment_id"],
            ["comments.practice_id", "comments.id"],
            name="fk_comment_id_comments",
            ondelete="SET NULL (comment_id)",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "item_id"],
            ["action_items.practice_id", "action_items.id"],
            name="fk_item_id_action_items",
            ondelete="SET NULL (item_id)",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "review_id"],
            ["reviews.practice_id", "reviews.id"],
            name="fk_review_id_reviews",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_next_steps_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_steps")),
        sa.UniqueConstraint("practice_id", "id", name="uq_next_steps_in_practice"),
        sa.UniqueConstraint(
            "practice_id", "review_id", "position", name=op.f("uq_next_steps_practice_id_review_id_position")
        ),
    )
    wall("reviews", "review_requests", "comments", "comment_replies", "scores", "next_steps")


def downgrade() -> None:
    unwall("reviews", "review_requests", "comments", "comment_replies", "scores", "next_steps")
    op.drop_table("next_steps")
    op.drop_index("ix_comment_replies_comment", table_name="comment_replies")
    op.drop_table("comment_replies")
    op.drop_table("scores")
    op.drop_index(
        "uq_review_requests_open",
        table_name="review_requests",
        postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.drop_index(
        "ix_review_requests_due",
        table_name="review_requests",
        postgresql_where=sa.text("answered_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.drop_index("ix_review_requests_client", table_name="review_requests")
    op.drop_table("review_requests")
    op.drop_index("ix_comments_review", table_name="comments")
    op.drop_index("ix_comments_questions", table_name="comments", postgresql_where=sa.text("answer = 'question'"))
    op.drop_table("comments")
    op.drop_index("uq_reviews_draft_of_version", table_name="reviews", postgresql_where=sa.text("published_at IS NULL"))
    op.drop_index(
        "uq_reviews_draft_of_rejection", table_name="reviews", postgresql_where=sa.text("published_at IS NULL")
    )
    op.drop_index("uq_reviews_draft_of_answer", table_name="reviews", postgresql_where=sa.text("published_at IS NULL"))
    op.drop_index("ix_reviews_version", table_name="reviews", postgresql_where=sa.text("version_id IS NOT NULL"))
    op.drop_index("ix_reviews_rejection", table_name="reviews", postgresql_where=sa.text("rejection_id IS NOT NULL"))
    op.drop_index("ix_reviews_published", table_name="reviews")
    op.drop_index("ix_reviews_client", table_name="reviews")
    op.drop_index("ix_reviews_author", table_name="reviews")
    op.drop_index("ix_reviews_answer", table_name="reviews", postgresql_where=sa.text("answer_id IS NOT NULL"))
    op.drop_table("reviews")
