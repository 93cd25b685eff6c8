"""The client's own file: what is shared, what was said, what happened."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.activity.lines import Topic
from coachapp.domain.activity.queries import timeline
from coachapp.domain.clients import queries, schemas, service
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("client_clients", __name__, url_prefix="/me", policy=Policy.CLIENT)
TOPICS = [
    ("", "All"),
    (Topic.ACCESS, "Who opened what"),
    (Topic.DOCUMENTS, "Documents"),
    (Topic.REVIEWS, "Reviews"),
    (Topic.MEETINGS, "Sessions"),
    (Topic.SEARCH, "Job search"),
    (Topic.PLAN, "Plan and wins"),
]


@bp.route("/sharing", methods=["GET", "POST"])
def sharing() -> ResponseReturnValue:
    """Decide what the coach sees."""
    client = queries.own_client(viewer())
    now = {
        "documents": client.shares_documents,
        "board": client.shares_board,
        "endings": client.shares_endings,
        "reflections": client.shares_reflections,
    }
    is_first = client.sharing_asked_at is None
    form = Form(schemas.Sharing, now)
    if form.submit(partial(service.change_sharing, viewer(), client)):
        flash("That's how it is from now on. Change it whenever you like, under More.")
        return redirect("/me" if is_first else url_for(".sharing"), code=303)
    return render_template("client/sharing.html", client=client, form=form, is_first=is_first), form.status


@bp.get("/notes")
def notes() -> ResponseReturnValue:
    """Read what was said in the sessions."""
    client = queries.own_client(viewer())
    return render_template("client/notes.html", client=client, notes=queries.notes_of(viewer(), client))


@bp.get("/timeline")
def happened() -> ResponseReturnValue:
    """Read one's own file: what happened, and who opened what."""
    client = queries.own_client(viewer())
    asked = request.args.get("show", "")
    topic = Topic(asked) if asked in set(Topic) else None
    said = timeline(viewer(), client, topic=topic, after=request.args.get("after"))
    return render_template(
        "client/timeline.html", client=client, lines=said.items, next=said.next, topics=TOPICS, topic=topic or ""
    )


@bp.get("/more")
def more() -> ResponseReturnValue:
    """Show everything that the bottom bar has no room for."""
    return render_template("client/more.html")
