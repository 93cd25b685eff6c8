"""Find the comments on earlier versions in a later one; find versions in which nobody looked."""

from __future__ import annotations

from uuid import UUID

from coachapp.core import queue, unit
from coachapp.core.queue import celery
from coachapp.domain.accounts.queries import practice_ids
from coachapp.domain.reviews import queries, service


@celery.task(name="reviews.carry")
def carry(practice_id: str, version_id: str) -> None:
    """Keep where each earlier comment stands in that version."""
    with unit.own(UUID(practice_id)):
        service.carry_over(UUID(version_id))


@celery.task(name="reviews.sweep")
def sweep() -> None:
    """Ring for every version in which an earlier comment was not looked for: rings lost, rules changed."""
    with unit.own():
        practices = practice_ids()
    for practice in practices:
        with unit.own(practice):
            waiting = queries.not_carried_yet()
        queue.publish([("reviews.carry", [str(practice), str(version_id)]) for version_id in waiting])
