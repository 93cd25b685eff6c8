"""Keep the board: add, change, move, and write down who may help."""

from __future__ import annotations

from typing import Any

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.applications import policies, sent
from coachapp.domain.applications.errors import HasEnded, SayHow
from coachapp.domain.applications.models import ApplicationMove, Contact, JobApplication
from coachapp.domain.applications.stages import INTERVIEWS, Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.wins import service as wins


def add(
    actor: Viewer, client: Client, *, employer: str, title: str, stage: Stage = Stage.WISHLIST, **details: Any
) -> JobApplication:
    """Put a job on the board."""
    require(policies.may_keep_board(actor, client))
    if stage is Stage.ENDED:
        raise SayHow(fields={"stage": [SayHow.message]})
    sent.assert_own(client, details)
    application = JobApplication(
        id=new_id(), client_id=client.id, employer=employer, title=title, added_by_role=str(actor.role), **details
    )
    db.session.add(application)
    db.session.flush()
    record(actor, "application.added", application, client_id=client.id)
    _enter(application, client, stage, came_from=None)
    return application


def change(actor: Viewer, application: JobApplication, **details: Any) -> JobApplication:
    """Change what the card says."""
    require(policies.may_keep_board(actor, application.client))
    sent.assert_own(application.client, details, application)
    for name, value in (details | sent.forget_names(details)).items():
        setattr(application, name, value)
    record(actor, "application.changed", application, client_id=application.client_id)
    return application


def patch(
    actor: Viewer, application: JobApplication, *, archived: bool | None = None, **details: Any
) -> JobApplication:
    """Change what is given, and take the card off the board or put it back."""
    if archived is not None and archived != (application.archived_at is not None):
        (put_away if archived else bring_back)(actor, application)
    return change(actor, application, **details) if details else application


def move(actor: Viewer, application: JobApplication, *, stage: Stage) -> JobApplication:
    """Take the card to another column; the first interview, and an offer, are wins."""
    require(policies.may_keep_board(actor, application.client))
    if stage is Stage.ENDED:
        raise SayHow(fields={"stage": [SayHow.message]})
    if application.stage is Stage.ENDED:
        raise HasEnded
    if stage is application.stage:
        return application
    _enter(application, application.client, stage, came_from=application.stage)
    record(actor, "application.moved", application, client_id=application.client_id, stage=stage.label)
    return application


def reach(actor: Viewer, application: JobApplication, *, stage: Stage) -> JobApplication:
    """Let the card be at least that far along; it never goes back by this."""
    if application.stage is not Stage.ENDED and application.stage.rank < stage.rank:
        return move(actor, application, stage=stage)
    return application


def end(actor: Viewer, application: JobApplication) -> None:
    """Take the card to the last column; the room that knows how it ended calls this."""
    require(policies.may_keep_board(actor, application.client))
    if application.stage is Stage.ENDED:
        raise HasEnded
    application.next_action, application.next_on = "", None
    _enter(application, application.client, Stage.ENDED, came_from=application.stage)


def go_on(actor: Viewer, application: JobApplication, *, stage: Stage) -> None:
    """Take a card that had ended back to a column where it lives."""
    require(policies.may_keep_board(actor, application.client))
    if stage is Stage.ENDED:
        raise SayHow
    _enter(application, application.client, stage, came_from=Stage.ENDED)


def put_away(actor: Viewer, application: JobApplication) -> None:
    """Take the card off the board; nothing of it is lost."""
    require(policies.may_keep_board(actor, application.client))
    application.archived_at = clock.now()
    record(actor, "application.put_away", application, client_id=application.client_id)


def bring_back(actor: Viewer, application: JobApplication) -> None:
    """Put a card back on the board."""
    require(policies.may_keep_board(actor, application.client))
    application.archived_at = None
    record(actor, "application.brought_back", application, client_id=application.client_id)


def add_contact(
    actor: Viewer, application: JobApplication, *, name: str, relation: str = "", reach: str = "", notes: str = ""
) -> Contact:
    """Write down somebody who knows about this job."""
    require(policies.may_keep_board(actor, application.client))
    contact = Contact(
        id=new_id(),
        client_id=application.client_id,
        application_id=application.id,
        name=name,
        relation=relation,
        reach=reach,
        notes=notes,
    )
    db.session.add(contact)
    db.session.flush()
    record(actor, "contact.added", contact, client_id=application.client_id)
    return contact


def remove_contact(actor: Viewer, application: JobApplication, contact: Contact) -> None:
    """Take a person off an application."""
    require(policies.may_keep_board(actor, application.client))
    db.session.delete(contact)
    record(actor, "contact.removed", application, client_id=application.client_id)


def _enter(application: JobApplication, client: Client, stage: Stage, *, came_from: Stage | None) -> None:
    application.stage, application.stage_since = stage, clock.now()
    if stage is not Stage.ENDED:
        application.reached = stage
        if stage is not Stage.WISHLIST and application.applied_on is None:
            application.applied_on = clock.today(client.time_zone)
    db.session.add(ApplicationMove(application_id=application.id, from_stage=came_from, to_stage=stage))
    db.session.flush()
    _write_win(application, client, stage)


def _write_win(application: JobApplication, client: Client, stage: Stage) -> None:
    said = None
    if stage in INTERVIEWS:
        said, key = f"Invited to an interview at {application.employer}", "interview"
    elif stage is Stage.OFFER:
        said, key = f"An offer from {application.employer}", "offer"
    if said:
        wins.write(client.id, said, key=f"application:{application.id}:{key}", source=application)
