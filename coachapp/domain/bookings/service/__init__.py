"""Offer meetings, take them, move them, cancel them, and make a client of a guest."""

from coachapp.domain.bookings.guest import Guest, Resume
from coachapp.domain.bookings.service.blocked import block, block_again, block_wall, unblock
from coachapp.domain.bookings.service.booking import book, move
from coachapp.domain.bookings.service.cancelling import cancel
from coachapp.domain.bookings.service.desk import came, keep_note, missed
from coachapp.domain.bookings.service.guests import make_client
from coachapp.domain.bookings.service.holding import keep_time, let_go
from coachapp.domain.bookings.service.hosting import stop_hosting
from coachapp.domain.bookings.service.making import book_for, reachable
from coachapp.domain.bookings.service.meeting import change_place, renew_link
from coachapp.domain.bookings.service.messages import leave_message
from coachapp.domain.bookings.service.offering import waitlist_url
from coachapp.domain.bookings.service.offers import (
    add_event_type,
    change_event_type,
    close_link,
    open_link,
    set_limits,
)
from coachapp.domain.bookings.service.own_link import manage_url, new_manage_link
from coachapp.domain.bookings.service.pending import accept, confirm_address, confirm_url, decline
from coachapp.domain.bookings.service.private import add_private_link, close_private_link, private_url
from coachapp.domain.bookings.service.resumes import keep_resume
from coachapp.domain.bookings.service.sites import let_sites_show
from coachapp.domain.bookings.service.tries import count_change, count_hold, count_try
from coachapp.domain.bookings.service.unwelcome import block_guest, unblock_guest
from coachapp.domain.bookings.service.waitlist import join, leave, put_back, take, take_off

__all__ = [
    "Guest",
    "Resume",
    "accept",
    "add_event_type",
    "add_private_link",
    "block",
    "block_again",
    "block_guest",
    "block_wall",
    "book",
    "book_for",
    "came",
    "cancel",
    "change_event_type",
    "change_place",
    "close_link",
    "close_private_link",
    "confirm_address",
    "confirm_url",
    "count_change",
    "count_hold",
    "count_try",
    "decline",
    "join",
    "keep_note",
    "keep_resume",
    "keep_time",
    "leave",
    "leave_message",
    "let_go",
    "let_sites_show",
    "make_client",
    "manage_url",
    "missed",
    "move",
    "new_manage_link",
    "open_link",
    "private_url",
    "put_back",
    "reachable",
    "renew_link",
    "set_limits",
    "stop_hosting",
    "take",
    "take_off",
    "unblock",
    "unblock_guest",
    "waitlist_url",
]
