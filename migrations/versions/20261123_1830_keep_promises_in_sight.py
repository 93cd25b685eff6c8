"""Let a promise press, wait for the client, and get another date with a word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047_promises"
down_revision = "0046_snippets"
branch_labels = None
depends_on = None

INSTANTS = ("presses_at", "first_promised_at", "paused_at")
WORDS = ("moved_because", "paused_because", "client_said")


def upgrade() -> None:
    for name in INSTANTS:
        op.add_column("review_requests", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in WORDS:
        op.add_column("review_requests", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.alter_column("review_requests", name, server_default=None)
    op.add_column("review_requests", sa.Column("moved", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("review_requests", "moved", server_default=None)
    op.add_column("practices", sa.Column("promise_word", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("practices", "promise_word")
    for name in ("moved", *WORDS, *INSTANTS):
        op.drop_column("review_requests", name)
