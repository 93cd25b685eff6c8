"""Add documents, their versions and pages."""

from __future__ import annotations

revision = "0006_documents"
down_revision = "0005_plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
