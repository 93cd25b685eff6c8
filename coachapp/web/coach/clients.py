"""The clients of a coach: the list, each one's page, the notes."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2.filters import do_truncate
from markupsafe import Markup

from coachapp.domain.accounts import queries as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.lines import Topic
from coachapp.domain.activity.queries import timeline
from coachapp.domain.agenda.queries import agenda_of
from coachapp.domain.applications.queries import board_of
from coachapp.domain.bookings import queries as bookings
from coachapp.domain.clients import queries, schemas, service
from coachapp.domain.clients.models import Client, SessionNote, Status
from coachapp.domain.plans import queries as plans
from coachapp.domain.plans import service as plan
from coachapp.domain.plans.models import State
from coachapp.domain.reviews.queries import promises_of
from coachapp.domain.today.directory import Entry, directory
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web import nav, parts, times

bp = Door("coach_clients", __name__, url_prefix="/coach", policy=Policy.COACH)
TOPICS = [
    ("", "All"),
    (Topic.NOTES, "Notes"),
    (Topic.MEETINGS, "Sessions"),
    (Topic.DOCUMENTS, "Documents"),
    (Topic.REVIEWS, "Reviews"),
    (Topic.SEARCH, "Job search"),
    (Topic.PLAN, "Plan and wins"),
]
STATUSES = [(s, s.label) for s in Status]
SEARCHED = [("", "All but finished"), *STATUSES, ("all", "Everybody")]


def _topic() -> Topic | None:
    asked = request.args.get("show", "")
    return Topic(asked) if asked in set(Topic) else None


def _among(status: str) -> tuple[Status, ...]:
    if status == "all":
        return ()
    return (Status(status),) if status in set(Status) else queries.CURRENT


@bp.get("/clients")
def index() -> ResponseReturnValue:
    """List the clients, by name."""
    words, status = request.args.get("q", "").strip()[:100], request.args.get("status", "")
    after = request.args.get("after")
    who = viewer()
    found = directory(who, words=words, among=_among(status), after=after)
    return render_template(
        "coach/clients/index.html",
        rows=[_row(who, entry) for entry in found.items],
        next=found.next,
        q=words,
        status=status,
        statuses=SEARCHED,
        is_first=not after,
        is_new=not found.items and not queries.has_clients(viewer()),
    )


NONE_PLANNED, NOTHING_YET = parts.muted("none planned"), parts.muted("nothing yet")


def _row(who: Viewer, entry: Entry) -> Markup:
    """Write a client's row; an owner sees whose client it is, others what the client is after."""
    theirs = who.is_owner and entry.coach_id != who.membership_id
    starts_at, at = entry.starts_at, entry.at
    note = entry.coach_name if theirs else do_truncate(current_app.jinja_env, entry.goal, 60, end="…", leeway=0)
    return parts.table_row(
        parts.person(entry.name, note, f"/coach/clients/{entry.id}"),
        ("Status", parts.standing(entry.status)),
        ("Next session", times.time_when(starts_at, who.time_zone) if starts_at else NONE_PLANNED),
        ("Last activity", times.time_ago(at) if at else NOTHING_YET),
    )


@bp.route("/clients/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Take somebody on and invite them."""
    form = Form(schemas.AddClient)
    if form.submit(partial(service.add, viewer())):
        flash(f"{form.result.name} is on your list. The invitation is on its way to {form.result.email}.")
        return redirect(url_for(".show", client_id=form.result.id), code=303)
    return render_template("coach/clients/new.html", form=form), form.status


@bp.route("/clients/<uuid:client_id>", methods=["GET", "POST"])
def show(client_id: UUID) -> ResponseReturnValue:
    """Show everything about one client, and take a note."""
    client = queries.get_client(viewer(), client_id)
    form = Form(schemas.NoteOnPage, {"is_private": "false"})
    if form.submit(partial(_write_note, client)):
        flash("Your private note is kept." if form.result.is_private else f"The note is shared with {client.name}.")
        return redirect(url_for(".show", client_id=client.id), code=303)
    return render_template("coach/clients/show.html", client=client, form=form, **_file(client)), form.status


def _file(client: Client) -> dict[str, Any]:
    said = timeline(viewer(), client, topic=_topic(), after=request.args.get("after"))
    seen = accounts.last_seen([client.membership_id] if client.membership_id else [])
    return {
        "lines": said.items,
        "next": said.next,
        "topics": TOPICS,
        "topic": _topic() or "",
        "notes": queries.notes_by_id(viewer(), [n.subject_id for n in said.items if n.topic is Topic.NOTES]),
        "plan": plans.plan_of(viewer(), client, state=State.OPEN),
        "agenda": agenda_of(viewer(), client),
        "board": [(column.stage.label, column.n) for column in board_of(viewer(), client) if column.n],
        "promises": promises_of(viewer(), client_id=client.id, limit=5),
        "meeting": bookings.next_booking_of(viewer(), client.id),
        "seen_at": seen.get(client.membership_id) if client.membership_id else None,
        "coaches": accounts.coaches() if viewer().is_owner else [],
    }


def _write_note(client: Client, *, step: str, due_on: Any, **facts: Any) -> SessionNote:
    """Write the note and, if asked, put the step that comes out of it on the plan."""
    note = service.write_note(viewer(), client, **facts)
    if step:
        kind, source = (None, None) if note.is_private else ("session_notes", note.id)
        plan.add(viewer(), client, title=step, due_on=due_on, evidence_kind=kind, evidence_id=source)
    return note


@bp.route("/clients/<uuid:client_id>/notes/<uuid:note_id>", methods=["GET", "POST"])
def note(client_id: UUID, note_id: UUID) -> ResponseReturnValue:
    """Reword one of one's own notes."""
    client = queries.get_client(viewer(), client_id)
    kept = queries.get_own_note(viewer(), client, note_id)
    form = Form(schemas.NoteText, {"text": kept.text})
    if form.submit(partial(service.change_note, viewer(), kept.id)):
        flash("Your changes are kept.")
        return redirect(url_for(".show", client_id=client.id) + f"#note-{kept.id}", code=303)
    return render_template("coach/clients/note.html", client=client, note=kept, form=form), form.status


@bp.route("/clients/<uuid:client_id>/edit", methods=["GET", "POST"])
def edit(client_id: UUID) -> ResponseReturnValue:
    """Change goal, status and weekly floor."""
    client = queries.get_client(viewer(), client_id)
    now = {"goal": client.goal, "status": client.status, "weekly_floor": client.weekly_floor}
    form = Form(schemas.ChangeClientOnPage, now)
    if form.submit(partial(service.change, viewer(), client)):
        flash("Your changes are kept.")
        return redirect(url_for(".show", client_id=client.id), code=303)
    statuses = [(s, said) for s, said in STATUSES if s is not Status.INVITED or client.membership_id is None]
    return render_template("coach/clients/edit.html", client=client, form=form, statuses=statuses), form.status


@bp.route("/clients/<uuid:client_id>/coach", methods=["GET", "POST"], policy=Policy.OWNER)
def hand_over(client_id: UUID) -> ResponseReturnValue:
    """Hand the client over to another coach."""
    client = queries.get_client(viewer(), client_id)
    form = Form(schemas.HandOver, {"coach_id": client.coach_id})
    if form.submit(partial(service.assign, viewer(), client)):
        flash(f"{client.name} has another coach now, who finds the whole file here.")
        return redirect(url_for(".show", client_id=client.id), code=303)
    return render_template("coach/clients/hand_over.html", client=client, form=form, coaches=accounts.coaches()), (
        form.status
    )


@bp.post("/clients/<uuid:client_id>/invitation")
def invite_again(client_id: UUID) -> ResponseReturnValue:
    """Send the invitation once more."""
    client = service.invite_again(viewer(), queries.get_client(viewer(), client_id))
    flash(f"A fresh invitation is on its way to {client.email}. The earlier link stops working.")
    return redirect(url_for(".show", client_id=client.id), code=303)


@bp.get("/jump")
def jump() -> ResponseReturnValue:
    """Find clients and pages by a few letters, for the palette."""
    words = request.args.get("q", "").strip()[:100]
    found = queries.directory(viewer(), words=words, size=8)
    pages = [page for page in nav.COACH_PALETTE if words.lower() in page[2].lower()]
    return render_template("coach/_palette.html", clients=found.items, pages=pages, q=words)
