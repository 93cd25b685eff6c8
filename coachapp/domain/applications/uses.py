"""Which applications a version went out with, and how far those came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.queries import applications_visible_to
from coachapp.domain.applications.stages import Stage
from coachapp.domain.documents.models import Document, Version

Uses = dict[UUID, list["Use"]]
"""By version."""


@dataclass(frozen=True)
class Use:
    """One application that a version went out with."""

    application_id: UUID
    version_id: UUID
    employer: str
    title: str
    stage: Stage
    reached: Stage
    stage_since: datetime

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended."""
        return self.stage is Stage.ENDED

    @property
    def met(self) -> bool:
        """Tell whether it came to an interview or further."""
        return self.reached.rank >= Stage.INTERVIEW.rank

    @property
    def said(self) -> str:
        """Say where it stands, or how far it came."""
        if not self.is_over:
            return self.stage.label
        return "Ended" if self.reached is Stage.WISHLIST else f"Ended after: {self.reached.label}"


def uses_of(viewer: Viewer, document: Document) -> Uses:
    """Give the applications of each version of a document that the viewer sees, the latest news first.

    Coaches know of them as far as board and endings are shared.
    """
    rows = db.session.execute(
        applications_visible_to(viewer)
        .join(
            Version, or_(Version.id == JobApplication.resume_version_id, Version.id == JobApplication.letter_version_id)
        )
        .where(Version.document_id == document.id, JobApplication.client_id == document.client_id)
        .order_by(JobApplication.stage_since.desc(), JobApplication.id)
        .with_only_columns(
            JobApplication.id,
            Version.id,
            JobApplication.employer,
            JobApplication.title,
            JobApplication.stage,
            JobApplication.reached,
            JobApplication.stage_since,
        )
    )
    found: Uses = {}
    for row in rows:
        found.setdefault(row[1], []).append(Use(*row))
    return found


def tally(uses: Collection[Use]) -> str:
    """Say with how many applications a version went out, and how many of them came to an interview."""
    n, met = len(uses), sum(use.met for use in uses)
    told = f"Sent with {n} application{'' if n == 1 else 's'}"
    if not met:
        return told
    return f"{told}, which came to an interview" if n == 1 else f"{told}; {met} came to an interview"
