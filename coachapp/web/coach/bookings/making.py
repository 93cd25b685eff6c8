"""Book for somebody: offer and person, then a day and a time, also one that guests could not have."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import clock
from coachapp.core.errors import NotFound
from coachapp.core.fields import spell
from coachapp.core.ids import new_id
from coachapp.domain.bookings import instants, queries, schemas, service, wording
from coachapp.domain.bookings.because import TO_COACH
from coachapp.domain.bookings.errors import NotBookable
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.rules import OVERRULED_BY_COACH, Refusal
from coachapp.domain.bookings.slots import Diary
from coachapp.domain.clients import queries as clients
from coachapp.domain.clients.models import Client
from coachapp.domain.hours.windows import OddWindow, minute_of
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web import bookings as choosing
from coachapp.web.coach.bookings.door import bp

MANY = 200


@bp.route("/bookings/new", methods=["GET", "POST"])
def book_for() -> ResponseReturnValue:
    """Book for a client or a guest: what, who, when."""
    offers = [each for each in queries.event_types(viewer()) if each.coach.ended_at is None]
    if not offers:
        flash("Put a kind of meeting on offer first, then book it for somebody.")
        return redirect(url_for(".event_types"), code=303)
    form = Form(schemas.BookForOnPage, {"time_zone": viewer().time_zone})
    if form.submit(_book):
        flash(f"Booked with {form.result.guest_name}. Both of you get a mail with the invitation.")
        return redirect(url_for(".booking", booking_id=form.result.id), code=303)
    offer = next((each for each in offers if str(each.id) == _asked("offer", "event_type_id")), offers[0])
    return _page(form, offer, offers), form.status


def _book(*, event_type_id: UUID, **facts: Any) -> Booking:
    return service.book_for(viewer(), queries.get_event_type(viewer(), event_type_id), **facts)


def _asked(name: str, sent_as: str = "") -> str:
    """Give what the address says, or the form that was sent."""
    return request.form.get(sent_as or name) or request.args.get(name, "")


def _page(form: Form, offer: EventType, offers: list[EventType]) -> str:
    client, words = _client(), request.args.get("q", "").strip()[:100]
    found = clients.directory(viewer(), words=words, among=clients.CURRENT, size=MANY)
    minutes = next((each for each in offer.lengths if str(each) == _asked("minutes")), offer.minutes)
    at, said = _any_other_time()
    sent = form.value("starts_at") if form.sent else spell(at[0]) if len(at) == 1 else None
    choice = choosing.read(request.args, viewer().time_zone, at=sent, locked=offer.place_zone)
    diary = queries.diary(offer, minutes=minutes, around=choice.at and service.reachable(choice.at))
    about: dict[str, Any] = {"offer": offer.id, "minutes": minutes, "client": client.id if client else None}
    return render_template(
        "coach/bookings/new.html",
        form=form,
        offer=offer,
        offers=[(each.id, _name(each)) for each in offers],
        minutes=minutes,
        client=client,
        people=[("", "Somebody new"), *((each.id, each.name) for each in _with(client, found.items))],
        has_more=bool(found.next) or bool(words),
        q=words,
        about=about,
        key=form.value("key") or str(new_id()),
        twice=[(spell(each), label) for each, label in choosing.labelled(at, choice.tz)] if len(at) > 1 else [],
        said=said,
        **_verdict(form, diary, choice.at, choice.tz),
        **choosing.facts(diary, choice, ".book_for", **about),
    )


def _client() -> Client | None:
    try:
        return clients.get_client(viewer(), UUID(_asked("client", "client_id")))
    except (NotFound, ValueError):
        return None


def _with(client: Client | None, found: Any) -> list[Client]:
    """Give the clients to pick from; the one picked already stays among them."""
    others = list(found)
    return others if client is None or client.id in {each.id for each in others} else [client, *others]


def _name(offer: EventType) -> str:
    if offer.is_shared:
        return f"{offer.name}, with {wording.either([each.user.name for each in offer.hosts])}"
    theirs = offer.coach_id != viewer().membership_id
    return f"{offer.name}, with {offer.coach.user.name}" if theirs else offer.name


def _any_other_time() -> tuple[list[datetime], str]:
    """Give the instants that the typed date and time name on the coach's wall, or what is odd about them."""
    day, at = request.args.get("on", ""), request.args.get("clock", "")
    if not (day or at):
        return [], ""
    try:
        on, minute = date.fromisoformat(day), minute_of(at)
    except (OddWindow, ValueError):
        return [], "Give a date and a time, like 15:30."
    if not clock.today("UTC").year - 1 <= on.year <= clock.today("UTC").year + 3:
        return [], "Pick a date within the next two years."
    found = instants.instants_of(on, minute, ZoneInfo(viewer().time_zone))
    return found, "" if found else "That time does not exist on that day: the clock is set forward over it."


def _verdict(form: Form, diary: Diary, at: datetime | None, tz: str) -> dict[str, Any]:
    """Say what stands against the chosen time: a rule that the coach may pass over, or something that they may not."""
    refused = form.refusal if isinstance(form.refusal, NotBookable) else None
    hard = soft = None
    if at is not None and service.reachable(at) is None:
        hard = Refusal.IN_THE_PAST if at < diary.now else Refusal.TOO_FAR
    elif at is not None:
        hard = diary.decide(at, overruled=OVERRULED_BY_COACH)
        soft = None if hard else diary.decide(at)
    others = refused.alternatives if refused else diary.nearest(at) if at and hard is Refusal.SLOT_TAKEN else []
    return {
        "chosen_at": spell(at) if at else "",
        "chosen": wording.day_and_time(at, tz) if at else "",
        "hard": refused.message if refused else TO_COACH[hard] if hard else "",
        "soft": TO_COACH[soft].lower() if soft else "",
        "others": [{"at": spell(each), "label": wording.short(each, tz)} for each in others],
    }
