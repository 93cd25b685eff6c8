"""Rubrics of a practice."""

from __future__ import annotations

from typing import Any

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.rubrics import service
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.queries import Choice

LEVELS = ["stops", "holds back", "does", "shines"]


def criterion(label: str, *, weight: int = 1, key: str = "", **more: Any) -> dict[str, Any]:
    """Write one criterion."""
    levels = [f"{label} {word}" for word in LEVELS]
    return {"key": key, "label": label, "asks": "", "weight": weight, "levels": levels, **more}


def rubric(owner: Viewer, *labels: str, title: str = "Data resume", kind: RubricKind = RubricKind.RESUME) -> Choice:
    """Keep a rubric with these criteria."""
    criteria = [criterion(label) for label in labels or ("Proof", "Tools")]
    return service.add(owner, kind=kind, title=title, criteria=criteria)
