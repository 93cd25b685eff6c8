"""Score a draft, one criterion at a time or all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews import queries
from coachapp.domain.reviews.errors import StaleScore
from coachapp.domain.reviews.locks import lock_of, lock_of_scores
from coachapp.domain.reviews.models import Review, Score
from coachapp.domain.reviews.service.drafting import assert_draft
from coachapp.domain.rubrics.rubric import Criterion


class Level(TypedDict, total=False):
    """One score as it was given; no level means that the criterion does not apply."""

    criterion: str
    level: int | None
    reason: str


OPEN = "open"
"""What a criterion was that nobody had scored."""


@dataclass(frozen=True)
class Seen:
    """What a writer saw of a criterion before they changed it: its level, and the lock of its reason if they say it."""

    level: int | str | None = OPEN
    reason_lock: str | None = None


def score(
    actor: Viewer,
    review: Review,
    *,
    criterion: str,
    level: int | None,
    reason: str = "",
    seen: Seen | None = None,
) -> None:
    """Give one criterion its level; None says that it does not apply.

    Where the writer says what they have `seen`, what was given elsewhere meanwhile is not overwritten.
    """
    assert_draft(actor, review)
    found = review.rubric.find(criterion)
    if found is None:
        raise Invalid(fields={"criterion": ["This rubric has no such criterion."]})
    if seen is not None:
        kept = _hold(actor, review).get(criterion)
        _assert_level(found, level, seen.level, OPEN if kept is None else kept.level)
        reason = _reason_to_keep(reason, seen.reason_lock, kept.reason if kept else "")
    values = {"level": level, "reason": reason}
    db.session.execute(
        insert(Score)
        .values(
            id=new_id(),
            created_at=clock.now(),
            practice_id=current_practice_id(),
            review_id=review.id,
            criterion=criterion,
            **values,
        )
        .on_conflict_do_update(index_elements=["practice_id", "review_id", "criterion"], set_=values)
    )


def _hold(actor: Viewer, review: Review) -> dict[str, Score]:
    """Give the scores as they are now; one window at a time gets here."""
    db.session.refresh(review, ["published_at"], with_for_update=True)
    assert_draft(actor, review)
    return queries.scores_of(actor, review)


def _assert_level(criterion: Criterion, level: int | None, was: int | str | None, now: int | str | None) -> None:
    """Refuse where another window has given another level."""
    if now in (was, level):
        return
    there, here = _said(criterion, now), _said(criterion, level)
    said = f"Scored in another window meanwhile: {there} there, {here} here. Choose the one you mean."
    raise StaleScore(said, fields={"level": [said]})


def _reason_to_keep(reason: str, lock: str | None, now: str) -> str:
    """Give the reason to keep: the new one, or that of another window where this one wrote none; refuse two."""
    if lock is None or now == reason or lock_of(now) == lock:
        return reason
    if lock_of(reason) == lock:
        return now
    said = "Another reason was written in another window. Nothing is lost: yours is in the field, the other is here."
    raise StaleScore(said, fields={"reason": [said]}, reason=now, reason_lock=lock_of(now))


def _said(criterion: Criterion, level: int | str | None) -> str:
    if level == OPEN:
        return "nothing"
    return f"{level}, “{criterion.levels[int(level) - 1]}”," if level else "N/A"


def put_scores(actor: Viewer, review: Review, *, scores: Sequence[Level], lock: str | None = None) -> None:
    """Give all criteria their levels; what is left out is open again, what changed since `lock` is not overwritten."""
    assert_draft(actor, review)
    wanted = {found["criterion"]: found for found in scores}
    if lock is not None:
        _assert_known(_hold(actor, review), wanted, lock)
    db.session.execute(delete(Score).where(Score.review_id == review.id, Score.criterion.not_in(list(wanted))))
    for found in scores:
        score(actor, review, criterion=found["criterion"], level=found.get("level"), reason=found.get("reason", ""))


def _assert_known(kept: Mapping[str, Score], wanted: Mapping[str, Level], lock: str) -> None:
    """Refuse where something else stands there than the writer knows; the same sent twice is no conflict."""
    now = {key: (score.level, score.reason) for key, score in kept.items()}
    here = {key: (found.get("level"), found.get("reason", "")) for key, found in wanted.items()}
    if now == here or lock_of_scores(kept) == lock:
        return
    stand = [{"criterion": key, "level": level, "reason": reason} for key, (level, reason) in sorted(now.items())]
    raise StaleScore(lock=lock_of_scores(kept), scores=stand)
