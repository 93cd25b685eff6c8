"""The practice's own page: who coaches here, what is on offer, and where to sign in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from coachapp.core import walls
from coachapp.core.errors import NotFound
from coachapp.domain.accounts import queries as accounts
from coachapp.domain.accounts.models import Practice
from coachapp.domain.bookings import queries, wording
from coachapp.domain.bookings.models import EventType
from coachapp.web.public.bookings.door import bp, show


@bp.get("/")
def home() -> ResponseReturnValue:
    """Show the practice; a list where this installation holds several."""
    practices = accounts.practices()
    if len(practices) == 1:
        return _page(practices[0])
    return render_template("public/bookings/practices.html", practices=practices)


@bp.get("/p/<slug>")
def practice(slug: str) -> ResponseReturnValue:
    """Show one practice."""
    found = accounts.find_practice(slug)
    if found is None:
        raise NotFound
    return _page(found)


def _whom(link: EventType) -> str:
    """Say who shares an offer; nothing where its coach holds it alone."""
    return wording.with_whom([each.user.name for each in link.hosts]) if link.is_shared else ""


def _page(practice: Practice) -> str:
    walls.enter(practice.id)
    show(practice)
    offers = [
        {"link": link, "place": wording.place_kind_of(link), "length": wording.lengths_of(link), "whom": _whom(link)}
        for link in queries.offers_of_practice()
    ]
    return render_template("public/bookings/practice.html", shown=practice, offers=offers)
