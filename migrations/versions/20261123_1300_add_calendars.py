"""Add the calendars that coaches keep elsewhere, and the times that those take."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0019_calendars"
down_revision = "0018_name_schedules"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_sources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("read_for", sa.Text(), nullable=False),
        sa.Column("spread_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_good_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("events_read", sa.Integer(), nullable=False),
        sa.Column("events_unread", sa.Integer(), nullable=False),
        sa.Column("unread", postgresql.JSONB(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_tenant("calendar_sources"),
        _of_coach(),
        sa.UniqueConstraint(
            "practice_id",
            "coach_id",
            "fingerprint",
            name=op.f("uq_calendar_sources_practice_id_coach_id_fingerprint"),
        ),
    )
    op.create_index(
        "ix_calendar_sources_due", "calendar_sources", ["practice_id", "due_at"], postgresql_where=sa.text("is_on")
    )
    op.create_table(
        "calendar_busy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("during", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_tenant("calendar_busy"),
        _of_coach(),
        sa.ForeignKeyConstraint(
            ["practice_id", "source_id"],
            ["calendar_sources.practice_id", "calendar_sources.id"],
            name="fk_source_id_calendar_sources",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_calendar_busy_during", "calendar_busy", ["coach_id", "during"], postgresql_using="gist")
    op.create_index("ix_calendar_busy_source", "calendar_busy", ["source_id"])
    wall("calendar_sources", "calendar_busy")


def _tenant(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f(f"fk_{table}_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("practice_id", "id", name=f"uq_{table}_in_practice"),
    ]


def _of_coach() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["practice_id", "coach_id"],
        ["memberships.practice_id", "memberships.id"],
        name="fk_coach_id_memberships",
        ondelete="CASCADE",
    )


def downgrade() -> None:
    unwall("calendar_busy", "calendar_sources")
    op.drop_table("calendar_busy")
    op.drop_table("calendar_sources")
