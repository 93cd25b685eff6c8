"""Tie the versions that were sent to their uploads; one that is erased leaves the application standing."""

from __future__ import annotations

from alembic import op

revision = "0015_versions_sent"
down_revision = "0014_today"
branch_labels = None
depends_on = None
COLUMNS = ("resume_version_id", "letter_version_id")


def upgrade() -> None:
    for column in COLUMNS:
        op.create_foreign_key(
            f"fk_{column}_versions",
            "job_applications",
            "versions",
            ["practice_id", column],
            ["practice_id", "id"],
            ondelete=f"SET NULL ({column})",
        )


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_constraint(f"fk_{column}_versions", "job_applications")
