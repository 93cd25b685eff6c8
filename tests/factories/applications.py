"""Jobs on a board, and how they ended."""

from __future__ import annotations

from typing import Any

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications import service
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.queries import get_application
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.rejections import service as rejections
from coachapp.domain.rejections.kinds import Kind
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.rejections.queries import get_rejection


def application(
    viewer: Viewer, client: Client, *, employer: str = "Northwind Health", stage: Stage = Stage.APPLIED, **facts: Any
) -> JobApplication:
    """Put a job on the client's board; gives it as the viewer's door would load it."""
    made = service.add(
        viewer, client, employer=employer, title=facts.pop("title", "Product manager"), stage=stage, **facts
    )
    return get_application(viewer, made.id)


def rejection(viewer: Viewer, client: Client, *, kind: Kind = Kind.TOLD_NO, **facts: Any) -> Rejection:
    """Record how a job of the client ended; gives it as the viewer's door would load it."""
    made = rejections.record_ending(viewer, application(viewer, client, **facts), kind=kind)
    return get_rejection(viewer, made.id)
