"""Add clients and the notes of their sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0004_clients"
down_revision = "0003_messages"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", postgresql.CITEXT(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("source_booking_id", sa.Uuid(), nullable=True),
        sa.Column("shares_documents", sa.Boolean(), nullable=False),
        sa.Column("shares_board", sa.Boolean(), nullable=False),
        sa.Column("shares_endings", sa.Boolean(), nullable=False),
        sa.Column("shares_reflections", sa.Boolean(), nullable=False),
        sa.Column("sharing_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("weekly_floor", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "coach_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_coach_id_memberships",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "membership_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_membership_id_memberships",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_clients_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("practice_id", "id", name="uq_clients_in_practice"),
        sa.UniqueConstraint("practice_id", "membership_id", name=op.f("uq_clients_practice_id_membership_id")),
        sa.UniqueConstraint("practice_id", "source_booking_id", name=op.f("uq_clients_practice_id_source_booking_id")),
    )
    op.create_index("ix_clients_coach", "clients", ["practice_id", "coach_id"], unique=False)
    op.create_index("ix_clients_email", "clients", ["practice_id", "email"], unique=False)
    op.create_index(
        "ix_clients_name",
        "clients",
        [sa.literal_column("lower(name) gin_trgm_ops")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "session_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id", "author_id"],
            ["memberships.practice_id", "memberships.id"],
            name="fk_author_id_memberships",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_session_notes_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_notes")),
        sa.UniqueConstraint("practice_id", "id", name="uq_session_notes_in_practice"),
    )
    op.create_index("ix_session_notes_client", "session_notes", ["practice_id", "client_id", "held_on"], unique=False)
    wall("clients", "session_notes")


def downgrade() -> None:
    unwall("clients", "session_notes")
    op.drop_index("ix_session_notes_client", table_name="session_notes")
    op.drop_table("session_notes")
    op.drop_index("ix_clients_name", table_name="clients", postgresql_using="gin")
    op.drop_index("ix_clients_email", table_name="clients")
    op.drop_index("ix_clients_coach", table_name="clients")
    op.drop_table("clients")
