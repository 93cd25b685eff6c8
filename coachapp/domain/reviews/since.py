"""What changed since the review before: bands in words, criterion by criterion; numbers for who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from coachapp.domain.rubrics.rubric import WORDS, Rubric, Scores, band, mean


@dataclass(frozen=True)
class Sheet:
    """One review's scores: what they were given by, and when they went out (not yet: a draft)."""

    review_id: UUID
    published_at: datetime | None
    rubric: Rubric
    levels: Scores

    @property
    def band(self) -> int | None:
        """Give the band; a draft has one once every criterion is scored."""
        is_whole = all(criterion.key in self.levels for criterion in self.rubric.criteria)
        return band(self.rubric, self.levels) if is_whole else None

    @property
    def mean(self) -> float | None:
        """Give the weighted mean of what is scored, to two places."""
        found = mean(self.rubric, self.levels)
        return None if found is None else round(found, 2)


@dataclass(frozen=True)
class Step:
    """One criterion that both reviews scored, with the words that each level had when it was given."""

    criterion: str
    label: str
    before: int
    now: int
    said_before: str
    says_now: str

    @property
    def moved(self) -> int:
        """Give how far it went: above zero is up."""
        return self.now - self.before


@dataclass(frozen=True)
class Change:
    """What became of the scores since the review before."""

    review_id: UUID
    published_at: datetime
    band_before: int | None
    band: int | None
    mean_before: float | None
    mean: float | None
    steps: tuple[Step, ...]
    by_other_criteria: bool

    @property
    def says(self) -> str:
        """Give the change of the whole in words."""
        return said(self.band_before, self.band)


def said(before: int | None, now: int | None) -> str:
    """Say how a band stands beside the one before."""
    if before is None:
        return ""
    if now is None:
        return f"{WORDS[before]} last time"
    if now == before:
        return "as last time"
    return f"{'up' if now > before else 'down'} from {WORDS[before]}"


def change(before: Sheet, now: Sheet) -> Change:
    """Compare two reviews by the keys of their criteria; what one of them did not score is left out."""
    assert before.published_at is not None  # noqa: S101 - nothing but what was published is compared with
    keys = ({c.key for c in before.rubric.criteria}, {c.key for c in now.rubric.criteria})
    return Change(
        before.review_id,
        before.published_at,
        before.band,
        now.band,
        before.mean,
        now.mean,
        tuple(_steps(before, now)),
        keys[0] != keys[1],
    )


def _steps(before: Sheet, now: Sheet) -> list[Step]:
    found = []
    for criterion in now.rubric.criteria:
        then = before.rubric.find(criterion.key)
        was, is_now = before.levels.get(criterion.key), now.levels.get(criterion.key)
        if then is not None and was is not None and is_now is not None:
            words = (then.says(was), criterion.says(is_now))
            found.append(Step(criterion.key, criterion.label, was, is_now, *words))
    return found


def by_criterion(found: Change | None) -> Mapping[str, Step]:
    """Give the steps by their criterion."""
    return {step.criterion: step for step in found.steps} if found else {}
