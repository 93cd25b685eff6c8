"""Keep what client and coach want to talk about the next time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import unwall, wall

revision = "0056_agenda"
down_revision = "0055_seal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agenda_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("added_by_role", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_agenda_lines_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_lines")),
        sa.UniqueConstraint("practice_id", "id", name="uq_agenda_lines_in_practice"),
    )
    op.create_index(
        "ix_agenda_lines_open",
        "agenda_lines",
        ["practice_id", "client_id"],
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index("ix_agenda_lines_settled", "agenda_lines", ["practice_id", "client_id", "settled_at"])
    wall("agenda_lines")


def downgrade() -> None:
    unwall("agenda_lines")
    op.drop_table("agenda_lines")
