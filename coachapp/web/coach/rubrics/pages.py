"""What the practice scores by: the list of rubrics, and the place where the owner words them."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound, Refusal
from coachapp.core.ids import parse_id
from coachapp.domain.rubrics import queries, schemas, service
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.queries import Choice
from coachapp.domain.rubrics.rubric import WORDS
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer
from coachapp.web.coach.rubrics.rows import BLANK, Row, arranged, named, typed, written

bp = Door("coach_rubrics", __name__, url_prefix="/coach", policy=Policy.COACH)
ONE = "/settings/rubrics/<uuid:rubric_id>"


@bp.get("/settings/rubrics")
def rubrics() -> ResponseReturnValue:
    """List what reviews are scored by, kind by kind."""
    return _listed()


def _listed(refusal: Refusal | None = None) -> str:
    found = queries.rubrics(viewer())
    by_kind = [(kind, [each for each in found if each.kind is kind]) for kind in RubricKind]
    return render_template("coach/rubrics/index.html", by_kind=by_kind, refusal=refusal)


@bp.get("/settings/rubrics/new", policy=Policy.OWNER)
def new() -> ResponseReturnValue:
    """Show the fields of a new rubric, filled with those of another."""
    if "from" not in request.args:
        return redirect(url_for(".rubrics", _anchor="add"), code=303)
    source = _source()
    return _editor(source, Form(schemas.RubricForm), written(source.criteria), is_new=True)


@bp.post("/settings/rubrics/new", policy=Policy.OWNER)
def add() -> ResponseReturnValue:
    """Keep a new rubric."""
    source, form = _source(), Form(schemas.RubricForm)

    def keep(title: str, criteria: list[Row], **_: int) -> Choice:
        return service.add(viewer(), kind=source.kind, title=title, criteria=criteria)

    if "do" in request.args:
        return _rearranged(source, form, is_new=True)
    if form.submit(keep):
        flash(f"Kept: {form.result.title}.")
        return redirect(url_for(".rubrics"), code=303)
    return _editor(source, form, typed(form), is_new=True), form.status


def _source() -> Choice:
    """Give the rubric that a new one starts from."""
    found = parse_id(request.args.get("from", ""))
    if found is None:
        raise NotFound
    return queries.get_rubric(viewer(), found)


@bp.get(ONE)
def rubric(rubric_id: UUID) -> ResponseReturnValue:
    """Show a rubric; the owner may word it anew, and everybody reads its earlier versions."""
    found = queries.get_rubric(viewer(), rubric_id)
    number = request.args.get("version", type=int)
    if number is None and viewer().is_owner and not found.is_built_in:
        now = {"title": found.title, "number": found.number}
        return _editor(found, Form(schemas.RubricForm, now), written(found.criteria))
    shown = found.rubric if number is None else queries.get_version(viewer(), found, number)
    number = found.number if number is None else number
    return render_template("coach/rubrics/read.html", shown=shown, number=number, **_facts(found))


@bp.post(ONE, policy=Policy.OWNER)
def save(rubric_id: UUID) -> ResponseReturnValue:
    """Word a rubric anew, or move its criteria about before that."""
    found, form = queries.get_rubric(viewer(), rubric_id), Form(schemas.RubricForm)
    if "do" in request.args:
        return _rearranged(found, form)
    if form.submit(partial(service.change, viewer(), found)):
        same = form.result.number == found.number
        flash("Nothing was changed." if same else f"Saved as version {form.result.number}: {form.result.title}.")
        return redirect(url_for(".rubrics"), code=303)
    return _editor(found, form, typed(form)), form.status


@bp.post(f"{ONE}/on", policy=Policy.OWNER)
def switch_on(rubric_id: UUID) -> ResponseReturnValue:
    """Let reviews begin with a rubric."""
    return _decided(partial(service.switch, is_on=True), rubric_id)


@bp.post(f"{ONE}/off", policy=Policy.OWNER)
def switch_off(rubric_id: UUID) -> ResponseReturnValue:
    """Let no more reviews begin with a rubric."""
    return _decided(partial(service.switch, is_on=False), rubric_id)


@bp.post(f"{ONE}/choose", policy=Policy.OWNER)
def choose(rubric_id: UUID) -> ResponseReturnValue:
    """Let new reviews take this rubric."""
    return _decided(service.choose, rubric_id)


def _decided(verb: Any, rubric_id: UUID) -> ResponseReturnValue:
    try:
        found = verb(viewer(), queries.get_rubric(viewer(), rubric_id))
    except NotFound:
        raise
    except Refusal as refusal:
        return _listed(refusal), refusal.status
    return redirect(url_for(".rubrics", _anchor=found.kind), code=303)


def _rearranged(found: Choice, form: Form, *, is_new: bool = False) -> ResponseReturnValue:
    rows, focus = arranged(typed(form, blank=True), request.args["do"])
    return _editor(found, form, rows, is_new=is_new, focus=focus)


def _editor(found: Choice, form: Form, rows: list[Row], *, is_new: bool = False, focus: str = "") -> str:
    more = {
        "form": form,
        "named": named(form.all_errors),
        "rows": [BLANK | row for row in rows],
        "is_new": is_new,
        "focus": focus,
        "most": schemas.MOST_CRITERIA,
    }
    return render_template("coach/rubrics/edit.html", **more, **_facts(found))


def _facts(found: Choice) -> dict[str, Any]:
    siblings = queries.rubrics(viewer(), found.kind)
    may_go = any(each.is_on for each in siblings if each.id != found.id)
    versions = queries.versions_of(viewer(), found)
    return {"rubric": found, "versions": versions, "words": WORDS, "may_go": may_go}
