"""Phrases that a coach uses again: the list of them, and what is offered while one types."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core import blanks
from coachapp.core.fields import Line, Prose, Shape
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


class Asked(Shape):
    """What is typed after the slash, and what it is typed about."""

    q = Line(load_default="", max_length=200)
    review = Line(load_default="", max_length=40)
    client = Line(load_default="", max_length=40)
    quote = Prose(load_default="", max_length=2000)


@bp.get("/snippets")
def offered() -> ResponseReturnValue:
    """Give the phrases that fit what is typed, filled, as options of a list."""
    asked = Asked().load(request.args.to_dict())
    found = queries.snippets(viewer(), q=asked["q"], most=queries.MOST)
    facts = _facts(asked["review"], asked["client"], asked["quote"])
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
    if review:
        about = get_review(viewer(), UUID(review))
        facts |= {"client": about.client.name.split()[0], "document": about.title}
    elif client:
        facts["client"] = get_client(viewer(), UUID(client)).name.split()[0]
    return {name: said for name, said in facts.items() if said}
