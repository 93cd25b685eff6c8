"""Keep the house tidy."""

from __future__ import annotations

from coachapp.core import unit
from coachapp.core.queue import celery
from coachapp.domain.accounts.queries import practice_ids
from coachapp.domain.ops import tidy


@celery.task(name="ops.clear")
def clear() -> None:
    """Empty bins after their time, then take away files that no row names, practice by practice."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            tidy.clear_bin()
        with unit.own(practice):
            tidy.clear_files()
