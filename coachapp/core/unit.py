"""The unit of work: all of it happens, or none of it. Doors open it, nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import current_app

from coachapp.core import queue, walls
from coachapp.core.db import db


def commit() -> None:
    """Make this unit of work true, then ring for the jobs that it named."""
    jobs = queue.take()
    db.session.commit()
    queue.publish(jobs)


def rollback() -> None:
    """Leave everything as it was; named jobs are forgotten."""
    queue.take()
    db.session.rollback()


@contextmanager
def own(practice_id: UUID | None = None) -> Iterator[None]:
    """Run a step in a unit of work of its own, inside that practice where one is given."""
    with current_app.app_context():
        if practice_id is not None:
            walls.enter(practice_id)
        try:
            yield
            commit()
        except BaseException:
            rollback()
            raise
