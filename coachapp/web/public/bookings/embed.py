"""The booking page in frames of other sites: the same steps without cookies, for the listed sites alone."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import signing
from coachapp.domain.bookings import queries, service, wording
from coachapp.doors import framed
from coachapp.web.public.bookings.book import Site, keeping, taking
from coachapp.web.public.bookings.door import bp, prefer, show_practice_of

AN_HOUR = 3600


@bp.route("/book/<slug>/embed", methods=["GET", "POST"], is_framed=True)
def embed(slug: str) -> ResponseReturnValue:
    """Take a meeting without leaving the site around; once it is booked, say so in the same place."""
    framed.allow(queries.sites_of_link(slug))
    if "booked" in request.args:
        return _booked(slug, request.args["booked"])
    if request.method == "GET" and not request.args.get("hold"):
        queries.open_link(slug)
        asked: dict[str, Any] = request.args.to_dict() | {"hold": signing.new_token()}
        return redirect(url_for(".embed", slug=slug, **asked))
    return taking(slug, _around(slug))


@bp.post("/book/<slug>/embed/hold", is_framed=True)
def embed_hold(slug: str) -> ResponseReturnValue:
    """Keep the chosen time while the form is filled; the address says for whom, as no cookie does."""
    framed.allow(queries.sites_of_link(slug))
    return keeping(slug, _around(slug))


def _around(slug: str) -> Site:
    return Site(
        page=".embed",
        holds=".embed_hold",
        booked=lambda token: url_for(".embed", slug=slug, booked=token),
        visit=request.values.get("hold"),
    )


def _booked(slug: str, token: str) -> ResponseReturnValue:
    booking = queries.managed(token)
    prefer(booking)
    show_practice_of(booking.event_type)
    page = render_template(
        "public/bookings/booked.html",
        booking=booking,
        unsettled=wording.unsettled(booking),
        slug=slug,
        when=wording.span(booking.starts_at, booking.ends_at, booking.time_zone),
        place=wording.where(booking),
        manage=service.manage_url(booking),
    )
    return page, {"Cache-Control": "no-store"}


@bp.get("/embed.js")
def embed_script() -> Response:
    """Give the script that puts the booking page into a page of another site."""
    script = current_app.send_static_file("js/embed.js")
    script.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    script.headers["Access-Control-Allow-Origin"] = "*"
    script.cache_control.public, script.cache_control.max_age, script.cache_control.no_cache = True, AN_HOUR, None
    return script
