"""The booking page: choose a day, a time, and say who comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.fields import spell
from coachapp.core.ids import new_id
from coachapp.core.throttle import hit
from coachapp.domain.bookings import persons, queries, schemas, service, wording
from coachapp.domain.bookings.errors import NotBookable
from coachapp.domain.bookings.guest import Resume
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.private import PrivateLink
from coachapp.domain.bookings.questions import QuestionKind
from coachapp.domain.clients.queries import client_of_link, find_own_client
from coachapp.doors.form import Form
from coachapp.doors.viewer import find_viewer
from coachapp.web import bookings as choosing
from coachapp.web.public.bookings import kept
from coachapp.web.public.bookings.door import address, bp, show_practice_of


@bp.route("/book/<slug>", methods=["GET", "POST"])
def book(slug: str) -> ResponseReturnValue:
    """Take a meeting: day, time, form, in three steps of one page."""
    return taking(slug, Site(page=".book", booked=_see))


@dataclass(frozen=True)
class Site:
    """Where the booking page stands: the endpoint of its own links, and the address that comes after a booking."""

    page: str
    booked: Callable[[str], str]


def _see(token: str) -> str:
    return url_for(".see", token=token, booked=1)


def taking(slug: str, site: Site) -> ResponseReturnValue:
    """Let a visitor take a meeting on this page."""
    link = queries.open_link(slug, to_book=request.method == "POST")
    private = queries.private_link(slug)
    show_practice_of(link)
    form = Form(schemas.BookingForm, _known_already(private))
    if form.submit(lambda **facts: _book(link, private, **facts)):
        token = service.manage_url(form.result).rpartition("/")[2]
        return redirect(site.booked(token), code=303)
    return _page(slug, link, form, site), form.status


def _book(
    link: EventType,
    private: PrivateLink | None,
    *,
    starts_at: datetime,
    minutes: int | None,
    key: str | None,
    **guest: Any,
) -> Booking:
    hit("120/minute", "book", address())
    hit("20/hour", "book-for", persons.person_of(guest["email"]))
    person = service.Guest(**guest, resume=kept.file(link.practice_id), files=_files(link))
    client_id = private.client_id if private and private.client_id else _own_client_id(link)
    return service.book(
        link, person, starts_at=starts_at, minutes=minutes, key=key, client_id=client_id, through=private
    )


def _page(slug: str, link: EventType, form: Form, site: Site) -> str:
    chosen = request.values if form.sent else request.args
    minutes = _length(link, chosen.get("minutes", ""))
    diary, hosts = queries.diary(link, minutes=minutes), queries.hosts_of(link)
    choice = choosing.read(
        chosen, diary.hours.zone.key, at=form.value("starts_at") if form.sent else None, locked=link.place_zone
    )
    refused = form.refusal if isinstance(form.refusal, NotBookable) else None
    return render_template(
        "public/bookings/book.html",
        link=link,
        hosts=hosts,
        whom=wording.with_whom([each.user.name for each in hosts]),
        slug=slug,
        page=site.page,
        pairs=lambda choices: [(each, each) for each in choices],
        minutes=minutes,
        place=wording.place_kind_of(link),
        form=form,
        kept={field: kept.mark(link.practice_id, field) for field in _file_fields(link)} if form.sent else {},
        key=form.value("key") or str(new_id()),
        others=[{"at": spell(at), "label": wording.short(at, choice.tz)} for at in refused.alternatives]
        if refused
        else [],
        refused=refused,
        chosen_at=spell(choice.at) if choice.at else "",
        chosen=wording.day_and_time(choice.at, choice.tz) if choice.at else "",
        **choosing.facts(diary, choice, site.page, slug=slug, minutes=minutes if link.other_lengths else None),
    )


def _length(link: EventType, asked: str) -> int:
    """Give the length that is looked at; one that is not on offer counts as not chosen."""
    return next((each for each in link.lengths if str(each) == asked), link.minutes)


def _file_fields(link: EventType) -> list[str]:
    return ["resume", *(each.field for each in link.asked if each.kind is QuestionKind.FILE)]


def _files(link: EventType) -> dict[str, Resume]:
    """Give the files that answer questions."""
    asked = [each for each in link.asked if each.kind is QuestionKind.FILE]
    return {each.text: found for each in asked if (found := kept.file(link.practice_id, each.field))}


def _known_already(private: PrivateLink | None) -> dict[str, Any]:
    """Give who comes where that is known: a client who is signed in, or whom the link was made for."""
    if private is not None and private.client_id is not None:
        client = client_of_link(private.client_id)
        return {"name": client.name, "email": client.email}
    viewer = find_viewer()
    return {"name": viewer.name, "email": viewer.email} if viewer and viewer.is_client else {}


def _own_client_id(link: EventType) -> UUID | None:
    """Give the file of a client who is signed in to this very practice; a typed address never makes one."""
    viewer = find_viewer()
    if viewer is None or not viewer.is_client or viewer.practice_id != link.practice_id:
        return None
    own = find_own_client(viewer)
    return own.id if own else None
