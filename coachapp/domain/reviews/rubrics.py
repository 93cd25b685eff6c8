"""The rubrics that a practice starts with, read from rubrics.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

from coachapp.domain.reviews.rubric import Rubric

RUBRICS = {
    key: Rubric.from_json({"key": key, **kept})
    for key, kept in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
ANSWER, ENDING = RUBRICS["answer"], RUBRICS["ending"]


def of_document(kind: str) -> Rubric:
    """Give the rubric for that kind of document."""
    return RUBRICS.get(kind, RUBRICS["other"])
