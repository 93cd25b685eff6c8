"""Interviews and practice answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coachapp.core import clock
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.interviews import queries, service
from coachapp.domain.interviews.models import Interview, PracticeAnswer


def interview(
    viewer: Viewer, client: Client, *, days: int = 3, employer: str = "Northwind Health", **facts: Any
) -> Interview:
    """Put an interview down, that many days from now; gives it as the viewer's door would load it."""
    at = clock.now() + timedelta(days=days)
    return queries.get_interview(viewer, service.add(viewer, client, starts_at=at, employer=employer, **facts).id)


def answer(viewer: Viewer, client: Client, *, send: bool = True, **facts: Any) -> PracticeAnswer:
    """Write a practice answer, sent to the coach unless told otherwise."""
    said = {"question": "Tell me about yourself.", "action": "I led the rollout to four clinics."} | facts
    return queries.get_answer(viewer, service.practise(viewer, client, send=send, **said).id)
