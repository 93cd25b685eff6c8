"""Shapes for booking, for offers and for hours."""

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
from coachapp.domain.bookings.schemas.hours import HoursIn, HoursOut, OverrideIn, OverrideOut
from coachapp.domain.bookings.schemas.offers import EventTypeChange, EventTypeIn, EventTypeOut

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
    "HoursIn",
    "HoursOut",
    "LinkOut",
    "ManagedOut",
    "MoveRequest",
    "OverrideIn",
    "OverrideOut",
    "SlotOut",
    "SlotsOut",
    "SlotsQuery",
]
