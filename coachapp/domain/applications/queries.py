"""Read the board, through the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import ApplicationMove, Contact, JobApplication
from coachapp.domain.applications.stages import ORDER, Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import clients_visible_to

ENDED_SHOWN = 20


@dataclass(frozen=True)
class Column:
    """One column of the board: all that stand in it are counted, the latest shown."""

    stage: Stage
    n: int
    applications: Sequence[JobApplication] = field(default_factory=list)


def _clients_sharing(viewer: Viewer, shared: ColumnElement[bool]) -> Select[UUID]:
    query = clients_visible_to(viewer)
    if not viewer.is_client:
        query = query.where(shared)
    return query.with_only_columns(Client.id)


def applications_visible_to(viewer: Viewer) -> Select[JobApplication]:
    """Clients see their own; coaches see shared boards, and what has ended where endings are shared, too."""
    query = select(JobApplication).where(
        JobApplication.client_id.in_(_clients_sharing(viewer, Client.shares_board.is_(True)))
    )
    if viewer.is_client:
        return query
    return query.where(
        or_(
            JobApplication.stage != Stage.ENDED,
            JobApplication.client_id.in_(_clients_sharing(viewer, Client.shares_endings.is_(True))),
        )
    )


def get_application(viewer: Viewer, application_id: UUID) -> JobApplication:
    """Give the application with its client, as far as the viewer may see it."""
    found = db.session.scalar(
        applications_visible_to(viewer)
        .where(JobApplication.id == application_id)
        .options(joinedload(JobApplication.client))
    )
    if found is None:
        raise NotFound
    return found


def find_application(viewer: Viewer, application_id: UUID | None) -> JobApplication | None:
    """Give the application where there is one that the viewer may see."""
    if application_id is None:
        return None
    return db.session.scalar(applications_visible_to(viewer).where(JobApplication.id == application_id))


def applications_of(viewer: Viewer, client: Client) -> Select[JobApplication]:
    """Select what stands on the client's board; what was put away is left out."""
    return applications_visible_to(viewer).where(
        JobApplication.client_id == client.id, JobApplication.archived_at.is_(None)
    )


def board_of(viewer: Viewer, client: Client) -> list[Column]:
    """Give the columns: the soonest next action first; of what has ended, the latest."""
    found = db.session.scalars(
        applications_of(viewer, client).order_by(
            JobApplication.next_on.asc().nulls_last(), JobApplication.stage_since.desc(), JobApplication.id.desc()
        )
    ).all()
    by_stage: dict[Stage, list[JobApplication]] = {stage: [] for stage in ORDER}
    for application in found:
        by_stage[application.stage].append(application)
    by_stage[Stage.ENDED].sort(key=lambda a: a.stage_since, reverse=True)
    return [
        Column(stage, len(those), those[:ENDED_SHOWN] if stage is Stage.ENDED else those)
        for stage, those in by_stage.items()
    ]


def applied_count(viewer: Viewer, client: Client, since: date) -> int:
    """Tell how many applications went out since that day: what the weekly floor counts."""
    query = applications_visible_to(viewer).where(
        JobApplication.client_id == client.id, JobApplication.applied_on >= since
    )
    return db.session.scalar(query.with_only_columns(func.count(JobApplication.id))) or 0


def moves_of(viewer: Viewer, application: JobApplication) -> Sequence[ApplicationMove]:
    """Give the changes of stage, the latest first."""
    return db.session.scalars(
        select(ApplicationMove)
        .where(
            ApplicationMove.application_id.in_(applications_visible_to(viewer).with_only_columns(JobApplication.id)),
            ApplicationMove.application_id == application.id,
        )
        .order_by(ApplicationMove.at.desc(), ApplicationMove.id.desc())
    ).all()


def contacts_visible_to(viewer: Viewer) -> Select[Contact]:
    """People go with the board; a person hung on an application goes with that application."""
    return select(Contact).where(
        Contact.client_id.in_(_clients_sharing(viewer, Client.shares_board.is_(True))),
        or_(
            Contact.application_id.is_(None),
            Contact.application_id.in_(applications_visible_to(viewer).with_only_columns(JobApplication.id)),
        ),
    )


def contacts_of(viewer: Viewer, application: JobApplication) -> Sequence[Contact]:
    """Give the people of an application."""
    query = contacts_visible_to(viewer).where(Contact.application_id == application.id)
    return db.session.scalars(query.order_by(Contact.name, Contact.id)).all()


def get_contact(viewer: Viewer, contact_id: UUID) -> Contact:
    """Give the person, as far as the viewer may see them."""
    found = db.session.scalar(contacts_visible_to(viewer).where(Contact.id == contact_id))
    if found is None:
        raise NotFound
    return found


def choices_of(viewer: Viewer, client: Client) -> list[tuple[str, str]]:
    """Give the client's live applications as choices of a form."""
    rows = db.session.scalars(
        applications_of(viewer, client)
        .where(JobApplication.stage != Stage.ENDED)
        .order_by(JobApplication.stage_since.desc())
        .limit(100)
    )
    return [(str(a.id), f"{a.employer}, {a.title}") for a in rows]
