"""Keep rubrics, word them anew, switch them on and off, choose what new reviews take."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any

from sqlalchemy import text, update

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.rubrics import errors, policies, queries
from coachapp.domain.rubrics.defaults import DEFAULTS
from coachapp.domain.rubrics.keys import keyed
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.models import PracticeRubric, RubricVersion
from coachapp.domain.rubrics.queries import Choice
from coachapp.domain.rubrics.rubric import Criterion

Written = Sequence[dict[str, Any]]
OWNERS = "The owner of the practice decides what it scores by."


def add(actor: Viewer, *, kind: RubricKind, title: str, criteria: Written) -> Choice:
    """Keep a rubric of the practice's own; it is on, and new reviews take it once it is chosen."""
    require(policies.may_keep(actor), OWNERS)
    _assert_free(kind, title)
    row = PracticeRubric(id=new_id(), kind=kind, title=title, number=1)
    with _titled():
        db.session.add(row)
    _write(row, keyed(criteria))
    record(actor, "rubric.added", row)
    return queries.get_rubric(actor, row.id)


def change(actor: Viewer, rubric: Choice, *, title: str, criteria: Written, number: int | None = None) -> Choice:
    """Word a rubric anew: that is a new version, and the old one stays; the same words are no new version."""
    require(policies.may_keep(actor), OWNERS)
    if rubric.is_built_in:
        raise errors.ComesAlong
    if number is not None and number != rubric.number:
        raise errors.StaleRubric
    made = keyed(criteria)
    if (title, made) == (rubric.title, rubric.rubric.criteria):
        return rubric
    _assert_free(rubric.kind, title)
    row = _next(rubric, title)
    _write(row, made)
    record(actor, "rubric.changed", row, number=row.number)
    return queries.get_rubric(actor, row.id)


def switch(actor: Viewer, rubric: Choice, *, is_on: bool) -> Choice:
    """Let reviews begin with a rubric, or no more; what was scored with it stays as it is."""
    require(policies.may_keep(actor), OWNERS)
    rubric = _alone(actor, rubric)
    if is_on == rubric.is_on:
        return rubric
    if not is_on and not any(each.is_on for each in queries.rubrics(actor, rubric.kind) if each.id != rubric.id):
        raise errors.LastOne
    row = _row(rubric)
    row.is_on, row.is_default = is_on, row.is_default and is_on
    record(actor, "rubric.switched_on" if is_on else "rubric.switched_off", row)
    db.session.flush()
    return queries.get_rubric(actor, row.id)


def choose(actor: Viewer, rubric: Choice) -> Choice:
    """Let new reviews of its kind take this rubric."""
    require(policies.may_keep(actor), OWNERS)
    rubric = _alone(actor, rubric)
    if not rubric.is_on:
        raise errors.SwitchedOff
    row = _row(rubric)
    others = update(PracticeRubric).where(PracticeRubric.kind == row.kind, PracticeRubric.id != row.id)
    db.session.execute(others.values(is_default=False))
    row.is_default = True
    record(actor, "rubric.chosen", row)
    return queries.get_rubric(actor, row.id)


def _alone(actor: Viewer, rubric: Choice) -> Choice:
    """Let nobody else decide in this practice until the transaction ends; gives the rubric as it stands now."""
    lock = text("SELECT pg_advisory_xact_lock(hashtextextended('rubrics ' || :practice, 0))")
    db.session.execute(lock, {"practice": str(actor.practice_id)})
    return queries.get_rubric(actor, rubric.id)


def _row(rubric: Choice) -> PracticeRubric:
    """Give the row of a rubric; one that comes along gets it now."""
    found = db.session.get(PracticeRubric, rubric.id)
    if found is None:
        key = rubric.kind.value
        found = PracticeRubric(id=rubric.id, kind=rubric.kind, title=rubric.title, built_in=key, number=0)
        db.session.add(found)
        db.session.flush()
    return found


def _next(rubric: Choice, title: str) -> PracticeRubric:
    """Take the next number; of two who saw the same version, one gets it."""
    row = db.session.get_one(PracticeRubric, rubric.id)
    with _titled():
        taken = db.session.execute(
            update(PracticeRubric)
            .where(PracticeRubric.id == row.id, PracticeRubric.number == rubric.number)
            .values(number=rubric.number + 1, title=title, changed_at=clock.now())
            .returning(PracticeRubric.id)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
    if taken is None:
        raise errors.StaleRubric
    db.session.refresh(row)
    return row


def _write(row: PracticeRubric, criteria: Sequence[Criterion]) -> None:
    kept = [asdict(each) for each in criteria]
    db.session.add(RubricVersion(id=new_id(), rubric_id=row.id, number=row.number, title=row.title, criteria=kept))
    db.session.flush()


def _assert_free(kind: RubricKind, title: str) -> None:
    """Refuse the title of the one that comes along, which may have no row yet."""
    if title.casefold() == DEFAULTS[kind.value].label.casefold():
        raise errors.TitleTaken(fields={"title": [errors.TitleTaken.message]})


def _titled() -> AbstractContextManager[None]:
    return unless_taken("uq_rubrics_title", errors.TitleTaken, fields={"title": [errors.TitleTaken.message]})
