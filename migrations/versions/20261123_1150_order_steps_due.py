"""Keep open steps in the order in which Today reads them, so that it stops after the first few."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_order_steps_due"
down_revision = "0016_quicken_today"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_action_items_due", table_name="action_items")
    op.create_index(
        "ix_action_items_due",
        "action_items",
        ["practice_id", "due_on", "id"],
        postgresql_where=sa.text("state = 'open'"),
    )


def downgrade() -> None:
    op.drop_index("ix_action_items_due", table_name="action_items")
    op.create_index(
        "ix_action_items_due", "action_items", ["practice_id", "due_on"], postgresql_where=sa.text("state = 'open'")
    )
