"""Add calendar accounts, and the meetings that are written into them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0023_calendar_accounts"
down_revision = "0022_reminder_steps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("found", postgresql.JSONB(), nullable=False),
        sa.Column("writes_to", sa.Text(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_tenant("calendar_accounts"),
        _within("coach_id", "memberships"),
    )
    op.create_index("ix_calendar_accounts_coach", "calendar_accounts", ["practice_id", "coach_id"])
    op.create_table(
        "calendar_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("calendar_url", sa.Text(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=True),
        sa.Column("wanted_mark", sa.Text(), nullable=False),
        sa.Column("done_mark", sa.Text(), nullable=True),
        sa.Column("href", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_tenant("calendar_copies"),
        _within("account_id", "calendar_accounts"),
        sa.UniqueConstraint(
            "practice_id",
            "account_id",
            "calendar_url",
            "uid",
            name=op.f("uq_calendar_copies_practice_id_account_id_calendar_url_uid"),
        ),
    )
    op.create_index(
        "ix_calendar_copies_due",
        "calendar_copies",
        ["practice_id", "due_at"],
        postgresql_where=sa.text("done_mark IS DISTINCT FROM wanted_mark"),
    )
    op.add_column("calendar_sources", sa.Column("account_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_account_id_calendar_accounts",
        "calendar_sources",
        "calendar_accounts",
        ["practice_id", "account_id"],
        ["practice_id", "id"],
        ondelete="CASCADE",
    )
    wall("calendar_accounts", "calendar_copies")


def _tenant(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f(f"fk_{table}_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("practice_id", "id", name=f"uq_{table}_in_practice"),
    ]


def _within(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["practice_id", column],
        [f"{table}.practice_id", f"{table}.id"],
        name=f"fk_{column}_{table}",
        ondelete="CASCADE",
    )


def downgrade() -> None:
    op.drop_constraint("fk_account_id_calendar_accounts", "calendar_sources")
    op.drop_column("calendar_sources", "account_id")
    unwall("calendar_copies", "calendar_accounts")
    op.drop_table("calendar_copies")
    op.drop_table("calendar_accounts")
