"""Keep what is written before and after a meeting as steps of each offer; existing offers get the usual ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import unwall, wall

revision = "0022_reminder_steps"
down_revision = "0021_widen_offers"
branch_labels = None
depends_on = None

THANKS = (
    "Thank you for taking the time to talk. If a question has stayed open, or something comes up these days, answer "
    "this mail; it reaches me directly.\n\n"
    "And if you would like to go on, pick a time with the button below."
)
NOT_NOW = (
    "A while ago we talked about “{goal}”. Then it was quiet, which is fine. I wondered how things are going.\n\n"
    "If now is a better moment, pick a time below. If not, there is nothing to do, and I wish you well."
)
BRIEF = "All there is to know before you and {guest} meet, on one page."
USUAL = [
    ("day_before", "reminder", "both", 1440, "Reminder: {offer}, {start}", "You and {other} meet soon. {hint}", True),
    (
        "hour_before",
        "reminder",
        "both",
        60,
        "Soon: {offer}, {start}",
        "You and {other} meet within the hour. {hint}",
        True,
    ),
    ("brief", "brief", "coach", 15, "Brief: {guest}, {start}", BRIEF, True),
    ("thanks", "thanks", "guest", 120, "Thank you: {offer}, {start}", THANKS, True),
    ("not_now", "follow_up", "guest", 43_200, "A word from {coach}: how is it going?", NOT_NOW, False),
]
KEPT = ("day_before", "hour_before")
"""What was sent before, too: these go on under the keys they had, so nobody gets one twice."""


def upgrade() -> None:
    _add_steps()
    _add_stops()
    wall("reminder_steps", "follow_up_stops")
    op.create_index("ix_bookings_guest", "bookings", ["practice_id", "guest_email", "starts_at"])
    for name, kind, to, minutes, subject, body, is_on in USUAL:
        op.execute(
            sa.text(
                'INSERT INTO reminder_steps (id, practice_id, event_type_id, kind, "to", minutes, subject, body, is_on,'
                " usual, since, created_at) SELECT gen_random_uuid(), practice_id, id, :kind, :to, :minutes, :subject,"
                " :body, :is_on, :name, CASE WHEN :kept THEN created_at ELSE now() END, now() FROM event_types"
            ).bindparams(
                name=name, kind=kind, to=to, minutes=minutes, subject=subject, body=body, is_on=is_on, kept=name in KEPT
            )
        )


def _add_steps() -> None:
    op.create_table(
        "reminder_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("event_type_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("usual", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        *_tenant("reminder_steps"),
        sa.ForeignKeyConstraint(
            ["practice_id", "event_type_id"],
            ["event_types.practice_id", "event_types.id"],
            name="fk_event_type_id_event_types",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "practice_id", "event_type_id", "usual", name=op.f("uq_reminder_steps_practice_id_event_type_id_usual")
        ),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_reminder_steps_forward")),
    )
    op.create_index("ix_reminder_steps_offer", "reminder_steps", ["practice_id", "event_type_id"])


def _add_stops() -> None:
    op.create_table(
        "follow_up_stops",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), nullable=False),
        sa.Column("address", postgresql.CITEXT(), nullable=False),
        *_tenant("follow_up_stops"),
        sa.UniqueConstraint("practice_id", "address", name=op.f("uq_follow_up_stops_practice_id_address")),
    )


def _tenant(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f(f"fk_{table}_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("practice_id", "id", name=f"uq_{table}_in_practice"),
    ]


def downgrade() -> None:
    op.drop_index("ix_bookings_guest", table_name="bookings")
    unwall("reminder_steps", "follow_up_stops")
    op.drop_table("follow_up_stops")
    op.drop_table("reminder_steps")
