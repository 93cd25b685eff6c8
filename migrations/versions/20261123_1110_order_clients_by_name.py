"""Keep clients in the order of their names, one to an address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_client_names"
down_revision = "0012_watching"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_clients_coach", table_name="clients")
    op.drop_index("ix_clients_name", table_name="clients", postgresql_using="gin")
    op.drop_index("ix_clients_email", table_name="clients")
    by_name = sa.literal_column("lower(name)")
    op.create_index("ix_clients_coach", "clients", ["practice_id", "coach_id", by_name, "id"])
    op.create_index("ix_clients_name", "clients", ["practice_id", by_name, "id"])
    op.create_unique_constraint("uq_clients_practice_id_email", "clients", ["practice_id", "email"])


def downgrade() -> None:
    op.drop_constraint("uq_clients_practice_id_email", "clients", type_="unique")
    op.drop_index("ix_clients_name", table_name="clients")
    op.drop_index("ix_clients_coach", table_name="clients")
    op.create_index("ix_clients_email", "clients", ["practice_id", "email"], unique=False)
    op.create_index(
        "ix_clients_name",
        "clients",
        [sa.literal_column("lower(name) gin_trgm_ops")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index("ix_clients_coach", "clients", ["practice_id", "coach_id"], unique=False)
