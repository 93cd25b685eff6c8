"""Shapes for booking: what visitors send, and what everybody reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, fields, post_load, pre_load, validates, validates_schema

from coachapp.core.fields import Email, Line, Prose, Shape, Tongue, When, Zone, spell_tick
from coachapp.core.tongue import gettext
from coachapp.domain.bookings import service, wording
from coachapp.domain.bookings.schemas.answers import GuestAnswers, check_name, without_marks
from coachapp.domain.bookings.schemas.offers import QuestionOut
from coachapp.domain.hours.changes import SECOND

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)
MOST_DAYS = timedelta(days=62)


class SlotsQuery(Shape):
    """Dates to look at, both inclusive, as the zone counts days."""

    first = fields.Date(required=True, data_key="from", metadata={"example": "2027-03-01"})
    last = fields.Date(required=True, data_key="to", metadata={"example": "2027-03-31"})
    tz = Zone(required=True, metadata={"example": "Europe/Berlin"})
    minutes = fields.Integer(load_default=None)
    hold = Line(load_default=None, max_length=100)

    @validates_schema
    def _check_span(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("first"), data.get("last")
        if first is None or last is None:
            return
        if not FIRST_DAY <= first <= LAST_DAY or not FIRST_DAY <= last <= LAST_DAY:
            raise ValidationError(gettext("Pick dates between 2000 and 2200."), "from")
        if last < first:
            raise ValidationError(gettext("This lies before `from`."), "to")
        if last - first >= MOST_DAYS:
            raise ValidationError(gettext("Ask for at most 62 days at once."), "to")

    @post_load
    def _name_zone(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "zone": ZoneInfo(data["tz"])}


class ExplainQuery(Shape):
    """An instant to explain."""

    at = When(required=True, metadata={"example": "2027-03-01T14:00:00Z"})
    minutes = fields.Integer(load_default=None)


class BookingRequest(GuestAnswers):
    """What a visitor sends to take a meeting."""

    starts_at = When(required=True)
    minutes = fields.Integer(load_default=None, allow_none=True)
    name = Line(required=True, max_length=120)
    email = Email(required=True)
    time_zone = Zone(required=True)
    language = Tongue()
    goal = Prose(load_default="", max_length=1000)
    note = Prose(load_default="", max_length=4000)
    hold = Line(load_default=None, allow_none=True, max_length=100)

    @validates("name")
    def _check_name(self, value: str, **_: Any) -> None:
        check_name(value)


class BookingForm(BookingRequest):
    """The same from the page, with a key (a double click is one booking); marks of files sent before stay outside."""

    key = Line(load_default=None, max_length=100)

    @pre_load
    def _leave_marks_out(self, data: Any, **_: Any) -> Any:
        return without_marks(data)


class MoveRequest(Shape):
    """The time that a meeting moves to."""

    starts_at = When(required=True)


class CancelRequest(Shape):
    """Why a meeting is cancelled, if one cares to say."""

    reason = Prose(load_default="", max_length=1000)


class SlotOut(Shape):
    """A time that can be booked."""

    starts_at = When(attribute="starts")
    ends_at = When(attribute="ends")


class SlotsOut(Shape):
    """The times that can be booked, in order."""

    time_zone = fields.String()
    slots = fields.List(fields.Nested(SlotOut))


def spell_slots(tz: str, starts: Iterable[int], minutes: int) -> str:
    """Write the times that can be booked as `SlotsOut` has them; field by field costs more than finding them.

    They come as whole numbers (hours/changes.py).
    """
    length = minutes * 60 * SECOND
    slots = [f'{{"starts_at":"{spell_tick(at)}","ends_at":"{spell_tick(at + length)}"}}' for at in starts]
    return f'{{"time_zone":{json.dumps(tz)},"slots":[{",".join(slots)}]}}\n'


class ExplainOut(Shape):
    """Whether an instant can be booked, or the refusal that booking it would get."""

    bookable = fields.Boolean()
    type = fields.String(allow_none=True)
    detail = fields.String(allow_none=True)
    alternatives = fields.List(When())


class LinkOut(Shape):
    """What a visitor may know about a meeting on offer."""

    slug = fields.String(attribute="offer.slug")
    name = fields.String(attribute="offer.name")
    minutes = fields.Integer(attribute="offer.minutes")
    lengths = fields.List(fields.Integer(), attribute="offer.lengths")
    coach = fields.String(attribute="offer.coach.user.name")
    hosts = fields.List(fields.String(), metadata={"description": "Who holds these meetings: one of them each."})
    time_zone = fields.String()
    description = fields.String(attribute="offer.description")
    place_kind = fields.String(attribute="offer.place_kind")
    place_zone = fields.String(attribute="offer.place_zone", allow_none=True)
    questions = fields.Function(
        lambda link: [question.text for question in link["offer"].asked],
        metadata={"type": "array", "items": {"type": "string"}},
    )
    question_details = fields.List(fields.Nested(QuestionOut), attribute="offer.asked")


class ManagedOut(Shape):
    """One's own meeting, as the link in a mail shows it."""

    id = fields.UUID()
    status = fields.String()
    starts_at = When()
    ends_at = When()
    name = fields.String(attribute="guest_name")
    time_zone = fields.String()
    language = fields.String()
    event_type = fields.String(attribute="event_type.name")
    coach = fields.String(attribute="coach.user.name")
    place = fields.Function(wording.where, metadata={"type": "string"})
    sequence = fields.Integer()
    asked_starts_at = When(allow_none=True)
    manage_url = fields.Function(service.manage_url, metadata={"type": "string"})


class AnswerOut(Shape):
    """A question as it was asked, and what was said; a file has an id."""

    question = fields.String()
    answer = fields.String()
    file_id = fields.UUID()


class BookingOut(ManagedOut):
    """A meeting, as its coach sees it."""

    event_type_id = fields.UUID()
    coach_id = fields.UUID()
    client_id = fields.UUID(allow_none=True)
    email = fields.String(attribute="guest_email")
    goal = fields.String()
    note = fields.String()
    answers = fields.List(fields.Nested(AnswerOut))
    resume_name = fields.String(allow_none=True)
    held_until = When(allow_none=True)
    moves = fields.Integer()
    cancelled_by = fields.String(allow_none=True)
    created_at = When()
