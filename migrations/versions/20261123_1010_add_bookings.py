"""Add hours, event types and bookings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import narrow, unnarrow, unwall, wall

revision = "0007_bookings"
down_revision = "0006_documents"
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
    _add_hours()
    _add_event_types()
    _add_bookings()
    wall("schedules", "overrides", "event_types", "bookings")
    narrow(
        "find_booking_link",
        "slug text",
        "practice_id uuid, id uuid",
        "SELECT e.practice_id, e.id FROM event_types e WHERE e.slug = $1",
    )
    narrow(
        "find_booking",
        "booking uuid",
        "practice_id uuid, id uuid",
        "SELECT b.practice_id, b.id FROM bookings b WHERE b.id = $1",
    )


def _add_hours() -> None:
    op.create_table(
        "schedules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("weekly", postgresql.JSONB(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *_tenant("schedules"),
        _within("coach_id", "memberships", "CASCADE"),
        sa.UniqueConstraint("practice_id", "coach_id", name=op.f("uq_schedules_practice_id_coach_id")),
    )
    op.create_table(
        "overrides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("windows", postgresql.JSONB(), nullable=False),
        *_tenant("overrides"),
        _within("coach_id", "memberships", "CASCADE"),
        sa.UniqueConstraint("practice_id", "coach_id", "day", name=op.f("uq_overrides_practice_id_coach_id_day")),
    )


def _add_event_types() -> None:
    op.create_table(
        "event_types",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place_kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("questions", postgresql.JSONB(), nullable=False),
        sa.Column("step_minutes", sa.Integer(), nullable=False),
        sa.Column("notice_minutes", sa.Integer(), nullable=False),
        sa.Column("horizon_days", sa.Integer(), nullable=False),
        sa.Column("buffer_before", sa.Integer(), nullable=False),
        sa.Column("buffer_after", sa.Integer(), nullable=False),
        sa.Column("most_per_day", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *_tenant("event_types"),
        _within("coach_id", "memberships"),
        sa.CheckConstraint("minutes > 0 AND step_minutes > 0", name=op.f("ck_event_types_lengths")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_types_slug")),
    )
    op.create_index("ix_event_types_coach", "event_types", ["practice_id", "coach_id"], unique=False)


def _add_bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("event_type_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("guest_name", sa.Text(), nullable=False),
        sa.Column("guest_email", postgresql.CITEXT(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column("resume_key", sa.Text(), nullable=True),
        sa.Column("resume_name", sa.Text(), nullable=True),
        sa.Column("resume_type", sa.Text(), nullable=True),
        *_times_and_state(),
        *_tenant("bookings"),
        _within("event_type_id", "event_types"),
        _within("coach_id", "memberships"),
        _within("client_id", "clients"),
        sa.UniqueConstraint("uid", name=op.f("uq_bookings_uid")),
        sa.UniqueConstraint(
            "practice_id",
            "event_type_id",
            "idempotency_key",
            name=op.f("uq_bookings_practice_id_event_type_id_idempotency_key"),
        ),
        postgresql.ExcludeConstraint(
            ("coach_id", "="),
            ("busy", "&&"),
            name="ex_bookings_one_at_a_time",
            using="gist",
            where=sa.text("status = 'confirmed'"),
        ),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_bookings_forward")),
    )
    confirmed = sa.text("status = 'confirmed'")
    op.create_index("ix_bookings_agenda", "bookings", ["practice_id", "coach_id", "starts_at"])
    op.create_index("ix_bookings_limits", "bookings", ["practice_id", "event_type_id", "starts_at"])
    op.create_index("ix_bookings_client", "bookings", ["practice_id", "client_id", "starts_at"])
    op.create_index("ix_bookings_due", "bookings", ["practice_id", "starts_at"], postgresql_where=confirmed)


def _times_and_state() -> list[sa.Column[object]]:
    return [
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("busy", postgresql.TSTZRANGE(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("cancelled_by", sa.Text(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("timed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idempotency_key", sa.Text(), nullable=True),
        sa.Column("idempotency_print", sa.Text(), nullable=True),
    ]


def downgrade() -> None:
    unnarrow("find_booking", "uuid")
    unnarrow("find_booking_link", "text")
    unwall("schedules", "overrides", "event_types", "bookings")
    for table in ("bookings", "event_types", "overrides", "schedules"):
        op.drop_table(table)
