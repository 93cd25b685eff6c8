"""Shapes for booking and for offers."""

from coachapp.domain.bookings.schemas.blocked import BlockedAgain, BlockedIn, BlockedOnPage, BlockedOut
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
    spell_slots,
)
from coachapp.domain.bookings.schemas.desk import CameAgain, KeptNoteIn, KeptNoteOut, NoShowOut, PlaceIn
from coachapp.domain.bookings.schemas.holding import HoldIn, HoldOut
from coachapp.domain.bookings.schemas.links import PrivateLinkForm, PrivateLinkIn, PrivateLinkOut
from coachapp.domain.bookings.schemas.making import BookFor, BookForOnPage
from coachapp.domain.bookings.schemas.messages import MessageIn, MessageOut
from coachapp.domain.bookings.schemas.offers import EventTypeChange, EventTypeIn, EventTypeOut, LimitsIn, LimitsOut
from coachapp.domain.bookings.schemas.sites import SitesIn, SitesOnPage, SitesOut
from coachapp.domain.bookings.schemas.unwelcome import BlockedGuestIn, BlockedGuestOut
from coachapp.domain.bookings.schemas.waitlist import WaitingOut, WaitlistIn, WaitlistOut, WaitlistTake

__all__ = [
    "BlockedAgain",
    "BlockedGuestIn",
    "BlockedGuestOut",
    "BlockedIn",
    "BlockedOnPage",
    "BlockedOut",
    "BookFor",
    "BookForOnPage",
    "BookingForm",
    "BookingOut",
    "BookingRequest",
    "CameAgain",
    "CancelRequest",
    "EventTypeChange",
    "EventTypeIn",
    "EventTypeOut",
    "ExplainOut",
    "ExplainQuery",
    "HoldIn",
    "HoldOut",
    "KeptNoteIn",
    "KeptNoteOut",
    "LimitsIn",
    "LimitsOut",
    "LinkOut",
    "ManagedOut",
    "MessageIn",
    "MessageOut",
    "MoveRequest",
    "NoShowOut",
    "PlaceIn",
    "PrivateLinkForm",
    "PrivateLinkIn",
    "PrivateLinkOut",
    "SitesIn",
    "SitesOnPage",
    "SitesOut",
    "SlotOut",
    "SlotsOut",
    "SlotsQuery",
    "WaitingOut",
    "WaitlistIn",
    "WaitlistOut",
    "WaitlistTake",
    "spell_slots",
]
