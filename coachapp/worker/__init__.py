"""Door 3: thin tasks, one file per room that needs it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from celery import Task
from flask import Flask, has_app_context

from coachapp.core.queue import celery
from coachapp.core.rooms import modules


def init_app(app: Flask) -> None:
    """Let every task run inside the app, and set the timetable."""
    plain_call = Task.__call__

    class AppTask(Task):  # type: ignore[misc]  # - Celery has no types
        """A task inside the app's context: the one it is called in, or the worker's own."""

        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            with nullcontext() if has_app_context() else app.app_context():
                return plain_call(self, *args, **kwargs)

    celery.Task = AppTask
    list(modules("coachapp.worker"))
    from coachapp.worker.timetable import LAST, TIMETABLE  # late: they name tasks that were just registered

    celery.conf.beat_schedule = TIMETABLE
    celery.conf.task_routes = LAST
