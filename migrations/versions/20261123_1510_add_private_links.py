"""Let coaches hand out links of their own to an offer: for one booking, for some days, for one client."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.walls import narrow, unnarrow, unwall, wall

revision = "0033_private_links"
down_revision = "0032_busy_by_start"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "private_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("event_type_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_private_links_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "event_type_id"],
            ["event_types.practice_id", "event_types.id"],
            name="fk_event_type_id_event_types",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id", "client_id"],
            ["clients.practice_id", "clients.id"],
            name="fk_client_id_clients",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_links")),
        sa.UniqueConstraint("practice_id", "id", name="uq_private_links_in_practice"),
        sa.CheckConstraint("uses_left >= 0", name=op.f("ck_private_links_uses")),
    )
    op.create_index("ix_private_links_offer", "private_links", ["practice_id", "event_type_id"])
    wall("private_links")
    narrow(
        "find_private_link",
        "link uuid",
        "practice_id uuid, id uuid, event_type_id uuid",
        "SELECT p.practice_id, p.id, p.event_type_id FROM private_links p WHERE p.id = $1",
    )


def downgrade() -> None:
    unnarrow("find_private_link", "link uuid")
    unwall("private_links")
    op.drop_table("private_links")
