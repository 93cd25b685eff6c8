"""Phrases that a coach uses again: the list of them, and what is offered while one types."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import blanks
from coachapp.core.ids import parse_id
from coachapp.domain.clients.queries import get_client
from coachapp.domain.reviews.queries import get_review
from coachapp.domain.snippets import queries, schemas, service
from coachapp.domain.snippets.models import BLANKS
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_snippets", __name__, url_prefix="/coach", policy=Policy.COACH)
MANY = 10
"""From how many phrases on the page lets one search them."""


@bp.route("/settings/snippets", methods=["GET", "POST"])
def snippets() -> ResponseReturnValue:
    """List one's own phrases and the shared ones, and keep another."""
    form, q = Form(schemas.SnippetIn), request.args.get("q", "")[:200]
    if form.submit(partial(service.add, viewer())):
        flash(f"Kept: {form.result.title}.")
        return redirect(url_for(".snippets"), code=303)
    found = queries.snippets(viewer(), q=q)
    page = render_template(
        "coach/snippets/index.html",
        form=form,
        found=found,
        q=q,
        can_search=bool(q) or len(found) >= MANY,
        blanks=BLANKS,
        removed=request.args.get("removed", ""),
    )
    return page, form.status


@bp.route("/settings/snippets/<uuid:snippet_id>", methods=["GET", "POST"])
def snippet(snippet_id: UUID) -> ResponseReturnValue:
    """Give a phrase other words."""
    mine = queries.get_snippet(viewer(), snippet_id)
    form = Form(schemas.SnippetIn, {name: getattr(mine, name) for name in ("title", "body", "is_shared")})
    if form.submit(partial(service.change, viewer(), mine)):
        flash(f"Saved: {mine.title}.")
        return redirect(url_for(".snippets"), code=303)
    return render_template("coach/snippets/edit.html", form=form, snippet=mine, blanks=BLANKS), form.status


@bp.post("/settings/snippets/<uuid:snippet_id>/remove")
def remove(snippet_id: UUID) -> ResponseReturnValue:
    """Take a phrase off the list; the page after it offers to undo."""
    service.remove(viewer(), queries.get_snippet(viewer(), snippet_id))
    return redirect(url_for(".snippets", removed=snippet_id), code=303)


@bp.post("/settings/snippets/<uuid:snippet_id>/restore")
def restore(snippet_id: UUID) -> ResponseReturnValue:
    """Put a removed phrase on the list again."""
    service.bring_back(viewer(), queries.get_snippet(viewer(), snippet_id, removed=True))
    return redirect(url_for(".snippets"), code=303)


@bp.get("/snippets")
def offered() -> ResponseReturnValue:
    """Give the phrases that fit what is typed after the slash, filled with what it is typed about, as options."""
    found = queries.snippets(viewer(), q=request.args.get("q", "")[:200], most=queries.MOST)
    facts = _facts(request.args.get("review", ""), request.args.get("client", ""), request.args.get("quote", "")[:2000])
    filled = [(each, blanks.fill(each.body, facts)) for each in found]
    return render_template("coach/snippets/_offered.html", filled=filled)


@bp.post("/snippets/<uuid:snippet_id>/use")
def use(snippet_id: UUID) -> ResponseReturnValue:
    """Count that a phrase was taken."""
    service.use(viewer(), queries.get_snippet(viewer(), snippet_id))
    return "", 204


def _facts(review: str, client: str, quote: str) -> dict[str, str]:
    """Give what is known for the blanks; those of which nothing is known stay to be filled by hand."""
    facts = {"coach": viewer().name.split()[0], "quote": " ".join(quote.split())}
    if (review_id := parse_id(review)) is not None:
        about = get_review(viewer(), review_id)
        facts |= {"client": about.client.name.split()[0], "document": about.title}
    elif (client_id := parse_id(client)) is not None:
        facts["client"] = get_client(viewer(), client_id).name.split()[0]
    return {name: said for name, said in facts.items() if said}
