"""Shapes for booking and for offers."""

from coachapp.domain.bookings.schemas.booking import (
    BookingForm,
    BookingOut,
    BookingRequest,
    CancelRequest,
    ExplainOut,
    ExplainQuery,
    LinkOut,
    ManagedOut,
    MoveRequest,
    SlotOut,
    SlotsOut,
    SlotsQuery,
)
from coachapp.domain.bookings.schemas.offers import EventTypeChange, EventTypeIn, EventTypeOut, LimitsIn, LimitsOut

__all__ = [
    "BookingForm",
    "BookingOut",
    "BookingRequest",
    "CancelRequest",
    "EventTypeChange",
    "EventTypeIn",
    "EventTypeOut",
    "ExplainOut",
    "ExplainQuery",
    "LimitsIn",
    "LimitsOut",
    "LinkOut",
    "ManagedOut",
    "MoveRequest",
    "SlotOut",
    "SlotsOut",
    "SlotsQuery",
]
