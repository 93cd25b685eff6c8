"""The scales that feedback is given on: criteria with levels worded by consequence, weights, and N/A.

A level says what happens to the reader: 1 stops it, 2 holds it back, 3 ready, 4 stands out. None is N/A.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

LEVELS = (1, 2, 3, 4)
READY = 3
WORDS = {1: "stops it", 2: "holds it back", 3: "ready", 4: "stands out"}
Scores = Mapping[str, int | None]
Four = tuple[str, str, str, str]
NO_EXAMPLES: Four = ("", "", "", "")


@dataclass(frozen=True)
class Criterion:
    """One thing to look at: what it asks, how much it weighs, and what each of its four levels means.

    The key is what scores are kept under: it stays when the words change, so that two reviews can be compared.
    """

    key: str
    label: str
    asks: str
    weight: int
    levels: Four
    examples: Four = NO_EXAMPLES

    def says(self, level: int | None) -> str:
        """Give the words of that level."""
        return "does not apply" if level is None else self.levels[level - 1]


@dataclass(frozen=True)
class Rubric:
    """The criteria for one kind of thing; the key tells rubrics of one kind apart."""

    key: str
    label: str
    criteria: tuple[Criterion, ...]
    kind: str = ""

    def find(self, key: str) -> Criterion | None:
        """Give the criterion of that name, or None."""
        return next((c for c in self.criteria if c.key == key), None)

    def to_json(self) -> dict[str, Any]:
        """Give the rubric as it is kept with a review, so that later changes don't touch what was said."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Rubric:
        """Read a rubric that was kept with a review; before there were several of a kind, the key was the kind."""
        criteria = tuple(_criterion(each) for each in kept["criteria"])
        return cls(kept["key"], kept["label"], criteria, kept.get("kind") or kept["key"])


def _criterion(kept: Mapping[str, Any]) -> Criterion:
    levels, examples = tuple(kept["levels"]), tuple(kept.get("examples", NO_EXAMPLES))
    return Criterion(**{**kept, "levels": levels, "examples": examples})


def mean(rubric: Rubric, scores: Scores) -> float | None:
    """Give the weighted mean of the levels (1 to 4); what is N/A or not scored yet does not count."""
    counted = [(c.weight, level) for c in rubric.criteria if (level := scores.get(c.key)) is not None]
    weight = sum(w for w, _ in counted)
    return sum(w * level for w, level in counted) / weight if weight else None


def band(rubric: Rubric, scores: Scores) -> int | None:
    """Give the band (1 to 4) that the subject stands in; one thing that stops it keeps it at 2 or below.

    Halves round down: ready means ready.
    """
    found = mean(rubric, scores)
    if found is None:
        return None
    rounded = max(1, -int(-(found - 0.5) // 1))
    return min(rounded, 2) if 1 in scores.values() else rounded


def below_ready(rubric: Rubric, scores: Scores) -> Iterable[Criterion]:
    """Give the criteria whose level is below ready: each needs a comment or a one-line reason."""
    return [c for c in rubric.criteria if (level := scores.get(c.key)) is not None and level < READY]
