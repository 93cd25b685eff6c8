"""How the verbs of endings read in a timeline. What the client writes for themself is nobody else's line."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.activity.lines import Subject, names, says
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.rejections.models import Rejection

says("ending.told_no", "{subject} ended: told no", icon="leaf", topic="search", needs="endings")
says("ending.assumed_no", "{subject} ended: no reply", icon="leaf", topic="search", needs="endings")
says("ending.role_gone", "{subject} ended: the role went away", icon="leaf", topic="search", needs="endings")
says("ending.my_choice", "{subject} ended: {actor} chose so", icon="leaf", topic="search", needs="endings")
says("ending.taken_back", "{subject} goes on", icon="undo-2", topic="search", needs="endings")
says("ending.sorted", "{actor} sorted what may have decided {subject}", icon="filter", topic="search", needs="endings")
says(
    "reflection.kept",
    "{actor} wrote about {subject}, for nobody else",
    icon="lock",
    topic="search",
    visible_to="author",
    tone="private",
)
says(
    "reflection.shared",
    "{actor} wrote about {subject}",
    icon="notebook-pen",
    topic="search",
    visible_to="author",
)
says("letter.sent", "{actor} asked for advice after {subject}", icon="send", topic="search", needs="endings")
says("letter.copied", "{actor} asked for advice after {subject}", icon="copy", topic="search", needs="endings")
says("letter.followed_up", "{actor} followed up once on {subject}", icon="reply", topic="search", needs="endings")
says("letter.answered", "A reply came about {subject}", icon="mail-open", topic="search", needs="endings", tone="win")


@names("rejections")
def rejections(ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Name the endings of those ids by their applications."""
    rows = db.session.execute(
        select(Rejection.id, JobApplication.title, JobApplication.employer)
        .join(JobApplication, JobApplication.id == Rejection.application_id)
        .where(Rejection.id.in_(ids))
    )
    return {
        row.id: Subject(
            f"{row.title}, {row.employer}", coach=f"/coach/rejections/{row.id}", client=f"/me/rejections/{row.id}"
        )
        for row in rows
    }
