"""When and where a meeting is, as people say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coachapp.core import clock, dates, zonenames
from coachapp.core.tongue import gettext, marked, ngettext
from coachapp.domain.bookings.kinds import PlaceKind, Status
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.places import ROOM

_KINDS = {
    PlaceKind.VIDEO: marked("Video call"),
    PlaceKind.PHONE: marked("Phone"),
    PlaceKind.IN_PERSON: marked("In person"),
    PlaceKind.CUSTOM: marked("Elsewhere"),
}
_WITHOUT = {
    PlaceKind.VIDEO: marked("Video call; your coach sends the link before the meeting"),
    PlaceKind.PHONE: marked("By phone; your coach writes to you about who calls whom"),
    PlaceKind.IN_PERSON: marked("In person; your coach sends the address before the meeting"),
    PlaceKind.CUSTOM: marked("Your coach writes to you about where you meet"),
}


def where(booking: Booking) -> str:
    """Say where the meeting is: "Video call: https://..."; one taken before there was a place follows the offer."""
    offer = booking.event_type
    if booking.place_kind is not None:
        return _said(booking.place_kind, booking.place)
    return _said(offer.place_kind, booking.place or ("" if ROOM in offer.place else offer.place))


def place_kinds() -> list[tuple[str, str]]:
    """Give how people can meet, to pick from."""
    return [(kind.value, said) for kind, said in _KINDS.items()]


def place_of(event_type: EventType) -> str:
    """Say where meetings of an offer are, to its coach."""
    if ROOM in event_type.place:
        return f"{_KINDS[event_type.place_kind]}: a room of its own for each"
    return _said(event_type.place_kind, event_type.place)


def _said(kind: PlaceKind, place: str) -> str:
    if not place:
        return gettext(_WITHOUT[kind])
    return place if kind is PlaceKind.CUSTOM else f"{gettext(_KINDS[kind])}: {place}"


def place_kind_of(event_type: EventType) -> str:
    """Say how people meet, without the address that only those who booked are given."""
    if event_type.place_kind is PlaceKind.CUSTOM and event_type.place:
        return event_type.place
    return gettext(_KINDS[event_type.place_kind])


def lengths_of(event_type: EventType) -> str:
    """Say how long: "30 minutes", "30, 45 or 60 minutes"."""
    *first, last = [str(each) for each in sorted(event_type.lengths)]
    if not first:
        return ngettext("%(n)s minute", "%(n)s minutes", int(last))
    return gettext("%(few)s or %(last)s minutes", few=", ".join(first), last=last)


def either(names: Sequence[str]) -> str:
    """Say several names of which it is one: "Dana", "Dana or Noor", "Dana, Noor or Ida"."""
    *first, last = names or [""]
    return gettext("%(few)s or %(last)s", few=", ".join(first), last=last) if first else last


def both(said: Sequence[str]) -> str:
    """Say several things that all hold: "2 days and 1 hour"."""
    *first, last = said
    return gettext("%(few)s and %(last)s", few=", ".join(first), last=last) if first else last


MOST_NAMED = 3


def with_whom(names: Sequence[str]) -> str:
    """Say who holds the meetings of an offer, to visitors; of many it is "one of our coaches"."""
    return either(names) if len(names) <= MOST_NAMED else gettext("one of our coaches")


def while_of(minutes: int) -> str:
    """Say a length of time in the unit that fits: "90 minutes", "3 hours", "2 days"."""
    if minutes and minutes % 1440 == 0:
        return ngettext("%(n)s day", "%(n)s days", minutes // 1440)
    if minutes and minutes % 60 == 0:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // 60)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes)


def zone_of(name: str) -> str:
    """Say a zone: "Europe/Berlin" is "Berlin time"."""
    return gettext("UTC time") if name == "UTC" else gettext("%(city)s time", city=zonenames.city(name))


def day_of(at: datetime, zone: str) -> str:
    """Say a day in that zone: "Tuesday 2 March 2027"."""
    return dates.whole_day(at.astimezone(ZoneInfo(zone)), year=True)


def clock_of(at: datetime, zone: str) -> str:
    """Say a time of day in that zone: "15:00"."""
    return dates.time_of(at.astimezone(ZoneInfo(zone)))


def short(at: datetime, zone: str) -> str:
    """Say an instant in few words: "Tue 2 March, 15:00"."""
    wall = at.astimezone(ZoneInfo(zone))
    return gettext("%(day)s, %(time)s", day=dates.short_day(wall), time=dates.time_of(wall))


def span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Say the whole meeting: "Tuesday 2 March 2027, 15:00 to 15:30, Berlin time"."""
    return gettext(
        "%(day)s, %(start)s to %(end)s, %(zone)s",
        day=day_of(starts_at, zone),
        start=clock_of(starts_at, zone),
        end=clock_of(ends_at, zone),
        zone=zone_of(zone),
    )


def whole_days_or_span(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Say a stretch of time: "Tue 2 March, all day", "Tue 2 to Thu 4 March", "Tue 2 March, 15:00 to 17:30"."""
    first, end = (at.astimezone(ZoneInfo(zone)) for at in (starts_at, ends_at))
    last = (ends_at - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
    if (first.hour, first.minute, end.hour, end.minute) == (0, 0, 0, 0):
        return f"{_date(first)}, all day" if first.date() == last.date() else f"{_date(first)} to {_date(last)}"
    until = f"{end:%H:%M}" if first.date() == end.date() else f"{_date(end)}, {end:%H:%M}"
    return f"{_date(first)}, {first:%H:%M} to {until}"


def _date(wall: datetime) -> str:
    return f"{wall:%a} {wall.day} {wall:%B}"


def day_and_time(at: datetime, zone: str) -> str:
    """Say a start: "Tuesday 2 March, 15:00"."""
    wall = at.astimezone(ZoneInfo(zone))
    return gettext("%(day)s, %(time)s", day=dates.whole_day(wall), time=dates.time_of(wall))


def unsettled(booking: Booking) -> tuple[str, str] | None:
    """Say to its guest how a meeting stands that waits for a word or did not come about: a title, a sentence."""
    coach = booking.coach.user.name
    if booking.status is Status.UNCONFIRMED:
        until, held = booking.held_until, gettext("The first to confirm has it.")
        if until is not None and until > clock.now():
            held = gettext("It is held until %(time)s.", time=clock_of(until, booking.time_zone))
        wrote = gettext("We wrote to %(address)s. Confirm there, and the time is yours.", address=booking.guest_email)
        return gettext("Look into your mail"), f"{wrote} {held}"
    if booking.status is Status.REQUESTED:
        answers = gettext("%(coach)s answers by mail. The time is held for you meanwhile.", coach=coach)
        return gettext("You have asked for this time"), answers
    if booking.status is Status.DECLINED:
        return gettext("It can't be at that time"), gettext("Pick another time, or answer the mail.")
    if booking.status is Status.EXPIRED:
        return gettext("This time is free again"), gettext("It was held for a while. You can pick another.")
    return None
