"""Read interviews and practice answers, through the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import client_ids_visible_to, clients_visible_to
from coachapp.domain.interviews.models import Interview, PracticeAnswer

SHOWN = 100


def interviews_visible_to(viewer: Viewer) -> Select[Interview]:
    """Interviews go with the board: clients see their own, coaches those of shared boards."""
    clients = clients_visible_to(viewer)
    if not viewer.is_client:
        clients = clients.where(Client.shares_board.is_(True))
    return select(Interview).where(Interview.client_id.in_(clients.with_only_columns(Client.id)))


def interviews_of(viewer: Viewer, client: Client) -> Select[Interview]:
    """Select the client's interviews."""
    return interviews_visible_to(viewer).where(Interview.client_id == client.id)


def get_interview(viewer: Viewer, interview_id: UUID) -> Interview:
    """Give the interview with its client and application, as far as the viewer may see it."""
    found = db.session.scalar(
        interviews_visible_to(viewer)
        .where(Interview.id == interview_id)
        .options(joinedload(Interview.client), joinedload(Interview.application))
    )
    if found is None:
        raise NotFound
    return found


def coming_of(viewer: Viewer, client: Client) -> Sequence[Interview]:
    """Give the interviews to come, the next first."""
    query = interviews_of(viewer, client).where(Interview.starts_at >= clock.now())
    return db.session.scalars(query.order_by(Interview.starts_at, Interview.id).limit(SHOWN)).all()


def past_of(viewer: Viewer, client: Client) -> Sequence[Interview]:
    """Give the interviews that were, the latest first."""
    query = interviews_of(viewer, client).where(Interview.starts_at < clock.now())
    return db.session.scalars(query.order_by(Interview.starts_at.desc(), Interview.id.desc()).limit(SHOWN)).all()


def answers_visible_to(viewer: Viewer) -> Select[PracticeAnswer]:
    """Clients see their own; coaches see what was sent to them."""
    query = select(PracticeAnswer).where(PracticeAnswer.client_id.in_(client_ids_visible_to(viewer)))
    return query if viewer.is_client else query.where(PracticeAnswer.sent_at.is_not(None))


def answers_of(viewer: Viewer, client: Client, *, interview_id: UUID | None = None) -> Sequence[PracticeAnswer]:
    """Give the client's practice answers, the latest first."""
    query = answers_visible_to(viewer).where(PracticeAnswer.client_id == client.id)
    if interview_id is not None:
        query = query.where(PracticeAnswer.interview_id == interview_id)
    return db.session.scalars(query.order_by(PracticeAnswer.id.desc()).limit(SHOWN)).all()


def get_answer(viewer: Viewer, answer_id: UUID) -> PracticeAnswer:
    """Give the answer with its client, as far as the viewer may see it."""
    found = db.session.scalar(
        answers_visible_to(viewer).where(PracticeAnswer.id == answer_id).options(joinedload(PracticeAnswer.client))
    )
    if found is None:
        raise NotFound
    return found
