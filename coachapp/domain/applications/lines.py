"""How the verbs of the board read in a timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.applications.models import Contact, JobApplication

says("application.added", "{actor} put {subject} on the board", icon="briefcase", topic="search", needs="board")
says("application.moved", "{subject}: {stage}", icon="columns-3", topic="search", needs="board", tone="pine")
says("contact.added", "{actor} wrote down {subject}", icon="user-plus", topic="search", needs="board")


@names("job_applications")
def applications(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the applications of those ids."""
    rows = db.session.execute(
        select(JobApplication.id, JobApplication.client_id, JobApplication.title, JobApplication.employer).where(
            JobApplication.id.in_(ids)
        )
    )
    return {
        row.id: Subject(
            f"{row.title}, {row.employer}",
            coach=f"/coach/clients/{row.client_id}/board/{row.id}",
            client=f"/me/board/{row.id}",
        )
        for row in rows
    }


@names("contacts")
def contacts(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the people of those ids."""
    rows = db.session.execute(
        select(Contact.id, Contact.name, Contact.client_id, Contact.application_id).where(Contact.id.in_(ids))
    )
    return {
        row.id: Subject(
            row.name,
            coach=f"/coach/clients/{row.client_id}/board/{row.application_id}",
            client=f"/me/board/{row.application_id}",
        )
        for row in rows
    }
