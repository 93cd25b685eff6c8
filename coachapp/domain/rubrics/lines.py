"""How the verbs of rubrics read."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.rubrics.models import PracticeRubric

_TOLD = {
    "added": "{actor} added the rubric {subject}",
    "changed": "{actor} worded the rubric {subject} anew",
    "switched_on": "{actor} switched the rubric {subject} on",
    "switched_off": "{actor} switched the rubric {subject} off",
    "chosen": "{actor} chose the rubric {subject} for new reviews",
}
for _verb, _said in _TOLD.items():
    says(f"rubric.{_verb}", _said, icon="list-checks", topic="reviews", visible_to="coach")


@names("rubrics")
def rubrics(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name rubrics by their titles."""
    rows = db.session.execute(select(PracticeRubric.id, PracticeRubric.title).where(PracticeRubric.id.in_(ids)))
    return {id_: Subject(title, f"/coach/settings/rubrics/{id_}") for id_, title in rows}
