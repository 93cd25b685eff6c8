"""The app and the Celery instance, for gunicorn and the worker."""

from __future__ import annotations

from coachapp.app import create_app
from coachapp.core.queue import celery

app = create_app()

__all__ = ["app", "celery"]
