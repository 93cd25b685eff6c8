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
from coachapp.domain.bookings import queries, schemas, service, wording
from coachapp.domain.bookings.errors import NotBookable
from coachapp.domain.bookings.guest import Resume
from coachapp.domain.bookings.holds import Hold
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.bookings.private import PrivateLink
from coachapp.domain.bookings.questions import QuestionKind
from coachapp.domain.clients.queries import client_of_link, find_own_client
from coachapp.doors.form import Form
from coachapp.doors.viewer import find_viewer
from coachapp.web import bookings as choosing
from coachapp.web.public.bookings import kept
from coachapp.web.public.bookings.door import address, bp, show_practice_of
from coachapp.web.public.bookings.visits import begin_visit, visit


@bp.route("/book/<slug>", methods=["GET", "POST"])
def book(slug: str) -> ResponseReturnValue:
    """Take a meeting: day, time, form, in three steps of one page."""
    return taking(slug, OWN)


@bp.post("/book/<slug>/hold")
def hold(slug: str) -> ResponseReturnValue:
    """Keep the chosen time while the form is filled, then show the form."""
    return keeping(slug, OWN)


@dataclass(frozen=True)
class Site:
    """Where the booking page stands: the endpoints of its own links, and the address that comes after a booking.

    `visit` stands in each of these links where no cookie can tell one visitor from the other.
    """

    page: str
    holds: str
    booked: Callable[[str], str]
    visit: str | None = None


def _see(token: str) -> str:
    return url_for(".see", token=token, booked=1)


OWN = Site(page=".book", holds=".hold", booked=_see)


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


def keeping(slug: str, site: Site) -> ResponseReturnValue:
    """Let a visitor keep a time while the form is filled."""
    link = queries.open_link(slug)
    show_practice_of(link)
    form = Form(schemas.HoldIn)
    if form.submit(lambda **wanted: _keep(link, **wanted)):
        kept: Hold = form.result
        asked: dict[str, Any] = {name: request.values.get(name) for name in ("tz", "minutes", "hold")}
        return redirect(url_for(site.page, slug=slug, at=spell(kept.starts_at), **asked), code=303)
    return _page(slug, link, form, site, is_holding=True), form.status


def _keep(link: EventType, *, starts_at: datetime, minutes: int | None, hold: str | None) -> Hold:
    service.count_hold(link, address=address())
    return service.keep_time(link, starts_at=starts_at, minutes=minutes, visit=hold or begin_visit(), origin=address())


def _book(
    link: EventType,
    private: PrivateLink | None,
    *,
    starts_at: datetime,
    minutes: int | None,
    key: str | None,
    hold: str | None,
    **guest: Any,
) -> Booking:
    service.count_try(link, address=address(), email=guest["email"])
    person = service.Guest(**guest, resume=kept.file(link.practice_id), files=files_of(link))
    client_id = private.client_id if private and private.client_id else _own_client_id(link)
    return service.book(
        link,
        person,
        starts_at=starts_at,
        minutes=minutes,
        key=key,
        client_id=client_id,
        through=private,
        visit=hold or visit(),
    )


def _page(slug: str, link: EventType, form: Form, site: Site, *, is_holding: bool = False) -> str:
    """Show the days, the times or the form, as far as the choice has come; a time that can't be kept is still open."""
    chosen = request.values if form.sent else request.args
    minutes = length_asked(link, chosen.get("minutes", ""))
    own, hosts = queries.held_by(link, visit()), queries.hosts_of(link)
    diary = queries.diary(link, minutes=minutes, own=own)
    refused = form.refusal if isinstance(form.refusal, NotBookable) else None
    choice = choosing.read(
        chosen, diary.hours.zone.key, at=form.value("starts_at") if form.sent else None, locked=link.place_zone
    )
    return render_template(
        "public/bookings/book.html",
        hosts=hosts,
        whom=wording.with_whom([each.user.name for each in hosts]),
        slug=slug,
        page=site.page,
        visit=site.visit,
        holds=site.holds,
        minutes=minutes,
        place=wording.place_kind_of(link),
        **asking(link, form),
        key=form.value("key") or str(new_id()),
        others=choosing.sent(refused.alternatives, choice.tz) if refused else [],
        refused=None if is_holding else refused,
        gone=form.refusal if is_holding else None,
        held_until=own.held_until if own and own.starts_at == choice.at else None,
        line=url_for(".join", slug=slug, tz=choice.tz, day=choice.day, minutes=minutes if link.other_lengths else None),
        **choosing.chosen(choice),
        **choosing.facts(
            diary,
            choice.back_to_times() if is_holding else choice,
            site.page,
            kept=own.starts_at if own else None,
            waits=link.has_waitlist and slug == link.slug,
            slug=slug,
            minutes=minutes if link.other_lengths else None,
            hold=site.visit,
        ),
    )


def length_asked(link: EventType, asked: str) -> int:
    """Give the length that is looked at; one that is not on offer counts as not chosen."""
    return next((each for each in link.lengths if str(each) == asked), link.minutes)


def asking(link: EventType, form: Form) -> dict[str, Any]:
    """Give what a form needs to ask what the offer asks; files that came before are kept."""
    return {
        "link": link,
        "form": form,
        "pairs": lambda choices: [(each, each) for each in choices],
        "kept": {field: kept.mark(link.practice_id, field) for field in _file_fields(link)} if form.sent else {},
    }


def _file_fields(link: EventType) -> list[str]:
    return ["resume", *(each.field for each in link.asked if each.kind is QuestionKind.FILE)]


def files_of(link: EventType) -> dict[str, Resume]:
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
