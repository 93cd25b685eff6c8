"""Which rubrics a practice has: its own, and those that come along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Select, and_, select

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.rubrics.defaults import DEFAULTS
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.models import PracticeRubric, RubricVersion
from coachapp.domain.rubrics.policies import may_read
from coachapp.domain.rubrics.rubric import Criterion, Rubric


@dataclass(frozen=True)
class Choice:
    """One rubric that reviews can be scored with; version 0 is what comes along."""

    id: UUID
    kind: RubricKind
    is_on: bool
    is_default: bool
    number: int
    version_id: UUID | None
    changed_at: datetime | None
    rubric: Rubric

    @property
    def title(self) -> str:
        """Give what it is called."""
        return self.rubric.label

    @property
    def criteria(self) -> Sequence[Criterion]:
        """Give what is looked at."""
        return self.rubric.criteria

    @property
    def is_built_in(self) -> bool:
        """Tell whether it comes along."""
        return self.version_id is None


def built_in_id(practice_id: UUID, key: str) -> UUID:
    """Give the id that a rubric which comes along has in that practice, before and after it has a row."""
    return uuid5(practice_id, f"rubric:{key}")


def rubrics_visible_to(viewer: Viewer) -> Select[PracticeRubric]:
    """Coaches see all rubrics of their practice; clients see none."""
    query: Select[PracticeRubric] = select(PracticeRubric)
    return query if may_read(viewer) else query.where(PracticeRubric.id.is_(None))


def rubrics(viewer: Viewer, kind: RubricKind | None = None) -> list[Choice]:
    """Give the rubrics by kind: what new reviews take first, then the others that are on, then those that are off."""
    if not may_read(viewer):
        return []
    newest = and_(RubricVersion.rubric_id == PracticeRubric.id, RubricVersion.number == PracticeRubric.number)
    query = rubrics_visible_to(viewer).outerjoin(RubricVersion, newest).add_columns(RubricVersion)
    query = (query if kind is None else query.where(PracticeRubric.kind == kind)).execution_options(
        populate_existing=True
    )
    rows = db.session.execute(query).all()
    switched = {row.built_in: row for row, _ in rows if row.built_in}
    kinds = list(RubricKind) if kind is None else [kind]
    found = [_built_in(viewer, each, switched.get(each.value)) for each in kinds]
    found += [_own(row, version) for row, version in rows if version is not None]
    return [choice for each in kinds for choice in _ordered([one for one in found if one.kind is each])]


def _built_in(viewer: Viewer, kind: RubricKind, row: PracticeRubric | None) -> Choice:
    rubric, id_ = DEFAULTS[kind.value], built_in_id(viewer.practice_id, kind.value)
    if row is None:
        return Choice(id_, kind, True, False, 0, None, None, rubric)  # noqa: FBT003 - on, as it comes, and not chosen
    return Choice(id_, kind, row.is_on, row.is_default, 0, None, row.changed_at, rubric)


def _own(row: PracticeRubric, version: RubricVersion) -> Choice:
    rubric = worded(row.id, row.kind, version)
    return Choice(row.id, row.kind, row.is_on, row.is_default, row.number, version.id, row.changed_at, rubric)


def worded(rubric_id: UUID, kind: RubricKind, version: RubricVersion) -> Rubric:
    """Give the words of that version."""
    facts = {"key": str(rubric_id), "kind": kind.value, "label": version.title, "criteria": version.criteria}
    return Rubric.from_json(facts)


def _ordered(those: Sequence[Choice]) -> list[Choice]:
    """Put what new reviews take first: the chosen one, else the one that comes along, else the oldest that is on."""
    on = sorted((one for one in those if one.is_on), key=lambda one: (not one.is_default, not one.is_built_in, one.id))
    chosen = on[0].id if on else those[0].id
    marked = (replace(one, is_default=one.id == chosen) for one in those)
    return sorted(marked, key=lambda one: (not one.is_default, not one.is_on, one.title.casefold(), one.id))


def rubric_for(viewer: Viewer, kind: RubricKind) -> Choice:
    """Give the rubric that new reviews of that kind take."""
    found = rubrics(viewer, kind)
    if not found:
        raise NotFound
    return found[0]


def get_rubric(viewer: Viewer, rubric_id: UUID) -> Choice:
    """Give the rubric in its newest words."""
    found = next((each for each in rubrics(viewer) if each.id == rubric_id), None)
    if found is None:
        raise NotFound
    return found


def versions_of(viewer: Viewer, choice: Choice) -> Sequence[RubricVersion]:
    """Give the versions of a rubric, the newest first; what comes along has none."""
    if not may_read(viewer):
        return []
    query = select(RubricVersion).where(RubricVersion.rubric_id == choice.id)
    return db.session.scalars(query.order_by(RubricVersion.number.desc())).all()


def get_version(viewer: Viewer, choice: Choice, number: int) -> Rubric:
    """Give the words of an earlier version."""
    if number == choice.number:
        return choice.rubric
    found = next((each for each in versions_of(viewer, choice) if each.number == number), None)
    if found is None:
        raise NotFound
    return worded(choice.id, choice.kind, found)
