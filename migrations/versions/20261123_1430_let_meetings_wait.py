"""Let a meeting wait for the guest's mail or the coach's yes, and limit how often one person takes it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031_waiting_meetings"
down_revision = "0030_own_place_kinds"
branch_labels = None
depends_on = None

WAITING = "status IN ('unconfirmed', 'requested')"


def upgrade() -> None:
    op.add_column("bookings", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("bookings", sa.Column("was_requested", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("bookings", sa.Column("person", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_bookings_waiting", "bookings", ["practice_id", "held_until"], postgresql_where=sa.text(WAITING))
    op.create_index("ix_bookings_person", "bookings", ["practice_id", "event_type_id", "person", "starts_at"])
    op.add_column("event_types", sa.Column("confirm_by_mail", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "event_types", sa.Column("needs_confirmation", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("event_types", sa.Column("answer_hours", sa.Integer(), nullable=False, server_default="48"))
    op.add_column("event_types", sa.Column("most_open_per_person", sa.Integer(), nullable=True))
    op.add_column("event_types", sa.Column("most_in_90_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    for column in ("most_in_90_days", "most_open_per_person", "answer_hours", "needs_confirmation", "confirm_by_mail"):
        op.drop_column("event_types", column)
    op.drop_index("ix_bookings_person", table_name="bookings")
    op.drop_index("ix_bookings_waiting", table_name="bookings")
    op.execute("UPDATE bookings SET status = 'cancelled' WHERE status NOT IN ('confirmed', 'cancelled')")
    op.drop_column("bookings", "person")
    op.drop_column("bookings", "was_requested")
    op.drop_column("bookings", "held_until")
