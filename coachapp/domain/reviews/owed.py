"""What a draft still owes before it may be published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coachapp.domain.reviews.kinds import CommentKind
from coachapp.domain.rubrics.rubric import Rubric, Scores, below_ready


@dataclass(frozen=True)
class Debt:
    """One thing that is missing: the field it belongs to, and the sentence that asks for it."""

    field: str
    message: str


@dataclass(frozen=True)
class Progress:
    """How far a draft is: what is done of all that is needed, and what is still owed."""

    done: int
    total: int
    debts: tuple[Debt, ...]
    hints: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Tell whether it may be published."""
        return not self.debts


def hints(kinds: Collection[CommentKind]) -> tuple[str, ...]:
    """Suggest what would do good and is never asked for: at least one praise."""
    if kinds and CommentKind.PRAISE not in kinds:
        return ("Nothing is praised yet. What works already?",)
    return ()


def progress(
    rubric: Rubric,
    scores: Scores,
    *,
    explained: Collection[str],
    has_letter: bool,
    has_verdict: bool,
    hints: tuple[str, ...] = (),
) -> Progress:
    """Weigh a draft; `explained` are the criteria with a comment or a reason."""
    debts = [
        Debt(f"score-{c.key}", f"{c.label}: choose a level, or N/A.") for c in rubric.criteria if c.key not in scores
    ]
    debts += [
        Debt(f"reason-{c.key}", f"{c.label} is below ready: comment on it, or give a one-line reason.")
        for c in below_ready(rubric, scores)
        if c.key not in explained
    ]
    if not has_letter:
        debts.append(Debt("letter", "Write the three sentences that stand on top."))
    if not has_verdict:
        debts.append(Debt("verdict", "Choose a verdict."))
    total = len(rubric.criteria) + 2
    open_criteria = {d.field.split("-", 1)[1] for d in debts if "-" in d.field}
    left = len(open_criteria) + (not has_letter) + (not has_verdict)
    return Progress(total - left, total, tuple(debts), hints)
