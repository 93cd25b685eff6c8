"""Let a coach keep several schedules by name, days off in one or all of them, and public holidays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018_name_schedules"
down_revision = "0017_order_steps_due"
branch_labels = None
depends_on = None

NAMED = "uq_schedules_practice_id_coach_id_name"
ONE_A_DAY = "uq_overrides_practice_id_coach_id_day"


def upgrade() -> None:
    op.add_column("schedules", sa.Column("name", sa.Text(), nullable=False, server_default="Weekly hours"))
    op.add_column("schedules", sa.Column("is_default", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("schedules", sa.Column("holidays", sa.Text(), nullable=True))
    op.drop_constraint("uq_schedules_practice_id_coach_id", "schedules")
    op.create_unique_constraint(NAMED, "schedules", ["practice_id", "coach_id", "name"])
    op.create_index(
        "uq_schedules_one_default",
        "schedules",
        ["practice_id", "coach_id"],
        unique=True,
        postgresql_where=sa.text("is_default"),
    )
    op.add_column("overrides", sa.Column("schedule_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_schedule_id_schedules",
        "overrides",
        "schedules",
        ["practice_id", "schedule_id"],
        ["practice_id", "id"],
        ondelete="CASCADE",
    )
    op.drop_constraint(ONE_A_DAY, "overrides")
    op.create_unique_constraint(
        "uq_overrides_one_a_day",
        "overrides",
        ["practice_id", "coach_id", "schedule_id", "day"],
        postgresql_nulls_not_distinct=True,
    )
    op.add_column("event_types", sa.Column("schedule_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_schedule_id_schedules",
        "event_types",
        "schedules",
        ["practice_id", "schedule_id"],
        ["practice_id", "id"],
    )


def downgrade() -> None:
    op.drop_constraint("fk_schedule_id_schedules", "event_types")
    op.drop_column("event_types", "schedule_id")
    op.execute("DELETE FROM overrides WHERE schedule_id IS NOT NULL")
    op.drop_constraint("uq_overrides_one_a_day", "overrides")
    op.drop_constraint("fk_schedule_id_schedules", "overrides")
    op.drop_column("overrides", "schedule_id")
    op.create_unique_constraint(ONE_A_DAY, "overrides", ["practice_id", "coach_id", "day"])
    op.drop_index("uq_schedules_one_default", table_name="schedules")
    op.execute("DELETE FROM schedules WHERE NOT is_default")
    op.drop_constraint(NAMED, "schedules")
    op.create_unique_constraint("uq_schedules_practice_id_coach_id", "schedules", ["practice_id", "coach_id"])
    for column in ("holidays", "is_default", "name"):
        op.drop_column("schedules", column)
