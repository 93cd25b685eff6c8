"""Give each question of an offer a kind, and answers files of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0027_type_questions"
down_revision = "0026_wall_times"
branch_labels = None
depends_on = None

TYPE = """
UPDATE event_types SET questions = (
    SELECT coalesce(jsonb_agg(
        jsonb_build_object('text', asked, 'kind', 'long', 'is_required', false, 'choices', '[]'::jsonb) ORDER BY n
    ), '[]'::jsonb)
    FROM jsonb_array_elements_text(questions) WITH ORDINALITY AS each(asked, n)
)
"""
UNTYPE = """
UPDATE event_types SET questions = (
    SELECT coalesce(jsonb_agg(asked->'text' ORDER BY n), '[]'::jsonb)
    FROM jsonb_array_elements(questions) WITH ORDINALITY AS each(asked, n)
)
"""


def upgrade() -> None:
    op.execute(TYPE)
    op.create_table(
        "booking_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("storage_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_booking_files_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "booking_id"],
            ["bookings.practice_id", "bookings.id"],
            name="fk_booking_id_bookings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_files")),
        sa.UniqueConstraint("practice_id", "id", name="uq_booking_files_in_practice"),
    )
    op.create_index("ix_booking_files_booking", "booking_files", ["practice_id", "booking_id"])
    wall("booking_files")


def downgrade() -> None:
    unwall("booking_files")
    op.drop_table("booking_files")
    op.execute(UNTYPE)
