"""Count across rooms, through the viewer."""

from __future__ import annotations

from sqlalchemy import Select, func

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.queries import applications_visible_to
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import clients_visible_to
from coachapp.domain.insights.funnel import RIPE_AFTER, Funnel, funnel
from coachapp.domain.rejections.kinds import EndStage, Kind
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.rejections.queries import rejections_visible_to


def _counted(viewer: Viewer, client: Client | None) -> Select[JobApplication]:
    """Select what may be counted: whoever does not share endings is left out whole, or the shares would be wrong."""
    query = applications_visible_to(viewer).where(JobApplication.applied_on.is_not(None))
    if not viewer.is_client:
        sharing = clients_visible_to(viewer).where(Client.shares_endings.is_(True), Client.shares_board.is_(True))
        query = query.where(JobApplication.client_id.in_(sharing.with_only_columns(Client.id)))
    return query if client is None else query.where(JobApplication.client_id == client.id)


def funnel_of(viewer: Viewer, client: Client | None = None) -> Funnel:
    """Give the funnel of one client, or of all whom the viewer sees."""
    until = clock.today(viewer.time_zone) - RIPE_AFTER
    is_ripe = JobApplication.applied_on <= until
    rows = db.session.execute(
        _counted(viewer, client)
        .with_only_columns(JobApplication.reached, is_ripe.label("is_ripe"), func.count(JobApplication.id).label("n"))
        .group_by(JobApplication.reached, is_ripe)
    ).all()
    ripe: dict[Stage, int] = {row.reached: row.n for row in rows if row.is_ripe}
    return funnel(ripe, total=sum(row.n for row in rows))


def endings_by_stage(viewer: Viewer, client: Client | None = None) -> list[tuple[EndStage, int]]:
    """Count rejections by the stage at which they came, in the order of the stages."""
    query = rejections_visible_to(viewer).where(Rejection.kind.in_([k for k in Kind if k.is_rejection]))
    if client is not None:
        query = query.where(Rejection.client_id == client.id)
    rows = db.session.execute(
        query.with_only_columns(Rejection.stage, func.count(Rejection.id)).group_by(Rejection.stage)
    )
    found: dict[EndStage, int] = {stage: n for stage, n in rows}  # noqa: C416 - rows are no plain pairs to mypy
    return [(stage, found[stage]) for stage in EndStage if stage in found]


def clients_counted(viewer: Viewer) -> int:
    """Tell of how many clients the numbers speak."""
    query = _counted(viewer, None).with_only_columns(func.count(JobApplication.client_id.distinct()))
    return db.session.scalar(query) or 0


def choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Give the viewer's clients as choices of a filter."""
    query = clients_visible_to(viewer).with_only_columns(Client.id, Client.name).order_by(Client.name).limit(300)
    return [("", "All clients"), *((str(row.id), row.name) for row in db.session.execute(query))]
