"""Read endings, through the viewer. The private page is given by `reflection_of` alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import clients_visible_to
from coachapp.domain.rejections import policies
from coachapp.domain.rejections.factors import FACTORS
from coachapp.domain.rejections.kinds import FollowUp, Kind, LetterState
from coachapp.domain.rejections.letter import draft
from coachapp.domain.rejections.models import FeedbackRequest, Rejection, RejectionFactor
from coachapp.domain.rejections.quiet import is_quiet
from coachapp.domain.wins.models import Win
from coachapp.domain.wins.queries import wins_visible_to

NEW_SHOWN = 50
_ORDER = {factor: n for n, factor in enumerate(FACTORS)}


def rejections_visible_to(viewer: Viewer) -> Select[Rejection]:
    """Clients see their own; coaches see those of clients who share their endings."""
    clients = clients_visible_to(viewer)
    if not viewer.is_client:
        clients = clients.where(Client.shares_endings.is_(True))
    return select(Rejection).where(
        Rejection.client_id.in_(clients.with_only_columns(Client.id)), Rejection.reopened_at.is_(None)
    )


def get_rejection(viewer: Viewer, rejection_id: UUID) -> Rejection:
    """Give the ending with its application and client, as far as the viewer may see it."""
    found = db.session.scalar(
        rejections_visible_to(viewer)
        .where(Rejection.id == rejection_id)
        .options(joinedload(Rejection.application), joinedload(Rejection.client).joinedload(Client.coach))
    )
    if found is None:
        raise NotFound
    return found


def find_rejection_of(viewer: Viewer, application_id: UUID) -> Rejection | None:
    """Give how that application ended, or None."""
    return db.session.scalar(
        rejections_visible_to(viewer)
        .where(Rejection.application_id == application_id)
        .options(joinedload(Rejection.application), joinedload(Rejection.client))
    )


def all_of(viewer: Viewer, client: Client) -> Select[Rejection]:
    """Select the client's endings with their applications."""
    return (
        rejections_visible_to(viewer)
        .where(Rejection.client_id == client.id)
        .options(joinedload(Rejection.application), joinedload(Rejection.client))
    )


def rejections_of(viewer: Viewer, client: Client) -> Sequence[Rejection]:
    """Give the client's endings, the latest first."""
    return db.session.scalars(
        all_of(viewer, client).order_by(Rejection.happened_on.desc(), Rejection.id.desc()).limit(200)
    ).all()


def new_for(viewer: Viewer) -> Sequence[Rejection]:
    """Give the rejections that the coach has not answered yet, with client and application, the latest first."""
    return db.session.scalars(
        rejections_visible_to(viewer)
        .where(Rejection.answered_at.is_(None), Rejection.kind.in_([k for k in Kind if k.is_rejection]))
        .options(joinedload(Rejection.application), joinedload(Rejection.client))
        .order_by(Rejection.id.desc())
        .limit(NEW_SHOWN)
    ).all()


def quiet_one(viewer: Viewer, client: Client) -> Rejection | None:
    """Give the ending that is to be left in peace right now, or None; while there is one, no numbers are shown."""
    return db.session.scalar(
        rejections_visible_to(viewer)
        .where(
            Rejection.client_id == client.id,
            Rejection.kind.in_([k for k in Kind if k.is_rejection]),
            Rejection.ready_at.is_(None),
            Rejection.quiet_until > clock.now(),
        )
        .options(joinedload(Rejection.application), joinedload(Rejection.client))
        .order_by(Rejection.id.desc())
        .limit(1)
    )


def factors_of(rejections: Sequence[Rejection]) -> dict[UUID, list[RejectionFactor]]:
    """Give the factors of endings that the viewer was given, in their usual order: one query for all."""
    found: dict[UUID, list[RejectionFactor]] = {rejection.id: [] for rejection in rejections}
    for row in db.session.scalars(select(RejectionFactor).where(RejectionFactor.rejection_id.in_(found))):
        found[row.rejection_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: _ORDER.get(row.factor, len(_ORDER)))
    return found


def reflection_of(viewer: Viewer, rejection: Rejection) -> str | None:
    """Give the private page, or None where it is not the viewer's to read."""
    return rejection.reflection if policies.may_read_reflection(viewer, rejection) else None


def request_of(viewer: Viewer, rejection: Rejection) -> FeedbackRequest | None:
    """Give the letter to the employer; a draft is the client's alone."""
    return _requests_of(viewer, [rejection]).get(rejection.id)


def _requests_of(viewer: Viewer, rejections: Sequence[Rejection]) -> dict[UUID, FeedbackRequest]:
    query = select(FeedbackRequest).where(FeedbackRequest.rejection_id.in_([r.id for r in rejections]))
    if not viewer.is_client:
        query = query.where(FeedbackRequest.state.in_([LetterState.SENT, LetterState.COPIED]))
    return {row.rejection_id: row for row in db.session.scalars(query)}


def get_request(viewer: Viewer, rejection: Rejection) -> FeedbackRequest:
    """Give the letter to the employer; there must be one."""
    found = request_of(viewer, rejection)
    if found is None:
        raise NotFound
    return found


def letter_of(viewer: Viewer, rejection: Rejection) -> FeedbackRequest:
    """Give the letter as it stands, or to the client the one that we would write, which is not kept."""
    found = request_of(viewer, rejection)
    if found is not None or not viewer.is_client:
        return found or get_request(viewer, rejection)
    text = draft(
        employer=rejection.application.employer,
        title=rejection.application.title,
        stage=rejection.stage,
        client=rejection.client.name,
        was_told=rejection.kind is Kind.TOLD_NO,
    )
    return FeedbackRequest(
        rejection_id=rejection.id,
        client_id=rejection.client_id,
        text=text,
        to_address="",
        to_name="",
        state=LetterState.DRAFT,
        follow_up=FollowUp.REMIND,
        reply="",
    )


def strongest_wins(viewer: Viewer, client: Client, *, n: int = 3) -> Sequence[Win]:
    """Give the client's strongest wins: what others did for them first, then what they wrote themselves."""
    return db.session.scalars(
        wins_visible_to(viewer)
        .where(Win.client_id == client.id)
        .order_by(Win.source_kind.is_(None), Win.at.desc(), Win.id.desc())
        .limit(n)
    ).all()


def is_left_in_peace(rejection: Rejection) -> bool:
    """Tell whether this ending is still quiet."""
    return is_quiet(clock.now(), rejection.quiet_until, rejection.ready_at)


@dataclass(frozen=True)
class Ending:
    """An ending as the viewer may see it."""

    rejection: Rejection
    factors: Sequence[RejectionFactor]
    reflection: str | None
    request: FeedbackRequest | None


def ending(viewer: Viewer, rejection_id: UUID) -> Ending:
    """Give all of an ending that is the viewer's to see."""
    return endings(viewer, [get_rejection(viewer, rejection_id)])[0]


def endings(viewer: Viewer, rejections: Sequence[Rejection]) -> list[Ending]:
    """Give all of these endings that is the viewer's to see."""
    factors, letters = factors_of(rejections), _requests_of(viewer, rejections)
    return [Ending(row, factors[row.id], reflection_of(viewer, row), letters.get(row.id)) for row in rejections]
