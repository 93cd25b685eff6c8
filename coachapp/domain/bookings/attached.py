"""What a guest leaves at a meeting: files that answer questions, and messages."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from coachapp.core.db import TenantRecord, within_practice


class BookingFile(TenantRecord):
    """A file that answers a question; the name is the guest's, cleaned."""

    __tablename__ = "booking_files"

    booking_id: Mapped[UUID]
    question: Mapped[str]
    storage_key: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]

    __table_args__ = (
        within_practice("booking_id", "bookings", ondelete="CASCADE"),
        Index("ix_booking_files_booking", "practice_id", "booking_id"),
    )


class GuestMessage(TenantRecord):
    """A message that a guest left by the link of the meeting, without an account."""

    __tablename__ = "guest_messages"

    booking_id: Mapped[UUID]
    text: Mapped[str]

    __table_args__ = (
        within_practice("booking_id", "bookings", ondelete="CASCADE"),
        Index("ix_guest_messages_booking", "practice_id", "booking_id"),
    )
