"""Record how something ended, leave it in peace, sort it when ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity import service as activity
from coachapp.domain.applications import service as applications
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.stages import Stage
from coachapp.domain.rejections import policies
from coachapp.domain.rejections.errors import AlreadyEnded
from coachapp.domain.rejections.factors import FACTORS, Area, Confidence, SaidBy
from coachapp.domain.rejections.kinds import EndStage, Kind, stage_at_ending
from coachapp.domain.rejections.models import FeedbackRequest, Rejection, RejectionFactor
from coachapp.domain.rejections.quiet import quiet_until


def record_ending(
    actor: Viewer,
    application: JobApplication,
    *,
    kind: Kind,
    stage: EndStage | None = None,
    happened_on: date | None = None,
) -> Rejection:
    """Write down that it ended; the reason is unknown until the client says otherwise, and then it is quiet."""
    client = application.client
    require(policies.may_write(actor, client))
    if application.stage is Stage.ENDED:
        raise AlreadyEnded
    rejection = Rejection(
        id=new_id(),
        client_id=client.id,
        application_id=application.id,
        kind=kind,
        stage=stage or stage_at_ending(application.stage, kind),
        left_stage=application.stage,
        happened_on=happened_on or clock.today(client.time_zone),
        quiet_until=quiet_until(clock.now(), clock.zone(client.time_zone)),
    )
    with unless_taken("uq_rejections_one_ending", AlreadyEnded):
        db.session.add(rejection)
    applications.end(actor, application)
    activity.record(actor, f"ending.{kind}", rejection, client_id=client.id)
    return rejection


def take_back(actor: Viewer, rejection: Rejection, application: JobApplication, *, stage: Stage | None = None) -> None:
    """Undo an ending: the card goes back; what the client has written about it is kept, out of sight."""
    require(policies.may_write(actor, application.client))
    if _is_untouched(rejection):
        db.session.delete(rejection)
    else:
        rejection.reopened_at = clock.now()
    applications.go_on(actor, application, stage=stage or rejection.left_stage)
    activity.record(actor, "ending.taken_back", application, client_id=application.client_id)
    db.session.flush()


def _is_untouched(rejection: Rejection) -> bool:
    if rejection.reflection or rejection.answered_at:
        return False
    for model in (RejectionFactor, FeedbackRequest):
        if db.session.scalar(select(model.id).where(model.rejection_id == rejection.id).limit(1)):
            return False
    return True


def be_ready(actor: Viewer, rejection: Rejection) -> None:
    """Let the client look at it from now on."""
    require(policies.may_write(actor, rejection.client))
    if rejection.ready_at is None:
        rejection.ready_at = clock.now()
        activity.record(actor, "ending.looked_at", rejection, client_id=rejection.client_id)


def sort_factor(
    actor: Viewer,
    rejection: Rejection,
    *,
    factor: str,
    area: Area,
    said_by: SaidBy = SaidBy.MY_GUESS,
    confidence: Confidence = Confidence.LOW,
) -> RejectionFactor:
    """Put one factor where the client thinks that it belongs."""
    be_ready(actor, rejection)
    if factor not in FACTORS:
        raise Invalid(fields={"factor": ["This factor is not on the list."]})
    found = db.session.scalar(
        select(RejectionFactor).where(RejectionFactor.rejection_id == rejection.id, RejectionFactor.factor == factor)
    )
    if found is None:
        found = RejectionFactor(id=new_id(), rejection_id=rejection.id, factor=factor)
        db.session.add(found)
    found.area, found.said_by, found.confidence = area, said_by, confidence
    db.session.flush()
    return found


def sort_factors(actor: Viewer, rejection: Rejection, factors: Iterable[dict[str, Any]]) -> None:
    """Put all factors where they belong; those that are not named are taken off."""
    be_ready(actor, rejection)
    kept = {sort_factor(actor, rejection, **facts).id for facts in factors}
    for row in db.session.scalars(select(RejectionFactor).where(RejectionFactor.rejection_id == rejection.id)):
        if row.id not in kept:
            db.session.delete(row)
    db.session.flush()
    activity.record(actor, "ending.sorted", rejection, client_id=rejection.client_id, n=len(kept))


def reflect(actor: Viewer, rejection: Rejection, *, text: str, is_shared: bool) -> None:
    """Keep what the client wrote for themself; nobody else reads it unless they share it."""
    be_ready(actor, rejection)
    rejection.reflection = text
    rejection.reflection_shared = None if is_shared and rejection.client.shares_reflections else is_shared
    rejection.reflected_at = clock.now()
    verb = "reflection.shared" if is_shared else "reflection.kept"
    activity.record(actor, verb, rejection, client_id=rejection.client_id)


def patch(
    actor: Viewer,
    rejection: Rejection,
    *,
    factors: Iterable[dict[str, Any]] | None = None,
    reflection: str | None = None,
    reflection_shared: bool | None = None,
    ready: bool = False,
) -> None:
    """Change what is given."""
    require(policies.may_write(actor, rejection.client))
    if ready:
        be_ready(actor, rejection)
    if factors is not None:
        sort_factors(actor, rejection, factors)
    if reflection is not None or reflection_shared is not None:
        shared = policies.is_reflection_shared(rejection) if reflection_shared is None else reflection_shared
        text = rejection.reflection if reflection is None else reflection
        reflect(actor, rejection, text=text, is_shared=shared)


def mark_answered(actor: Viewer, rejection: Rejection) -> None:
    """Note that the coach has answered this ending."""
    require(policies.may_answer(actor, rejection))
    if rejection.answered_at is None:
        rejection.answered_at = clock.now()
