"""What a review is about, whatever it is: its text, its pages, its client, and the kind of rubric that fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select, update

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents.models import Version, VersionPage
from coachapp.domain.documents.queries import get_version
from coachapp.domain.interviews.models import PracticeAnswer
from coachapp.domain.interviews.queries import get_answer
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.rejections.queries import get_rejection, reflection_of
from coachapp.domain.reviews.kinds import SubjectKind
from coachapp.domain.reviews.models import Review
from coachapp.domain.rubrics.kinds import RubricKind


@dataclass(frozen=True)
class Subject:
    """One thing that can be reviewed, as the viewer may see it."""

    kind: SubjectKind
    id: UUID
    client: Client
    title: str
    text: str
    rubric_kind: RubricKind
    version: Version | None = None
    page_starts: Sequence[tuple[int, int]] = field(default_factory=tuple)
    """(number, start in the text) of each page."""

    def page_of(self, at: int) -> int | None:
        """Give the number of the page on which that place of the text stands."""
        return max((number for number, start in self.page_starts if start <= at), default=None)


def load(viewer: Viewer, kind: SubjectKind, subject_id: UUID) -> Subject:
    """Give the subject, as far as the viewer may see it."""
    return _LOADERS[kind](viewer, subject_id)


def of_review(viewer: Viewer, review: Review) -> Subject:
    """Give what the review is about."""
    return load(viewer, review.subject_kind, review.subject_id)


def _version(viewer: Viewer, version_id: UUID) -> Subject:
    version = get_version(viewer, version_id)
    text, starts = _text_of(version.id), _page_starts(version.id)
    document = version.document
    return Subject(
        SubjectKind.VERSION,
        version.id,
        get_client(viewer, version.client_id),
        f"{document.title}, version {version.number}",
        text,
        RubricKind.of_document(document.kind),
        version,
        starts,
    )


def _text_of(version_id: UUID) -> str:
    return db.session.scalar(select(Version.text).where(Version.id == version_id)) or ""


def _page_starts(version_id: UUID) -> list[tuple[int, int]]:
    rows = db.session.execute(select(VersionPage.number, VersionPage.start).where(VersionPage.version_id == version_id))
    return [(row.number, row.start) for row in rows]


def _rejection(viewer: Viewer, rejection_id: UUID) -> Subject:
    rejection = get_rejection(viewer, rejection_id)
    job = rejection.application
    told = f"{rejection.kind.label} {rejection.stage.label}, {rejection.happened_on:%d %B %Y}."
    return Subject(
        SubjectKind.REJECTION,
        rejection.id,
        get_client(viewer, rejection.client_id),
        f"{job.title} at {job.employer}",
        "\n\n".join(part for part in (told, reflection_of(viewer, rejection)) if part),
        RubricKind.ENDING,
    )


def _answer(viewer: Viewer, answer_id: UUID) -> Subject:
    answer = get_answer(viewer, answer_id)
    parts = (("Situation", answer.situation), ("What I did", answer.action), ("What came of it", answer.result))
    said = [f"{label}\n{text}" for label, text in parts if text]
    return Subject(
        SubjectKind.PRACTICE_ANSWER,
        answer.id,
        get_client(viewer, answer.client_id),
        answer.question,
        "\n\n".join([answer.question, *said]),
        RubricKind.ANSWER,
    )


_LOADERS: dict[SubjectKind, Callable[[Viewer, UUID], Subject]] = {
    SubjectKind.VERSION: _version,
    SubjectKind.REJECTION: _rejection,
    SubjectKind.PRACTICE_ANSWER: _answer,
}


def write_answered(kind: SubjectKind, subject_id: UUID) -> None:
    """Write onto its subject that a review went out, so that rooms below find what waits without knowing reviews."""
    if kind is SubjectKind.REJECTION:
        db.session.execute(update(Rejection).where(Rejection.id == subject_id).values(answered_at=clock.now()))
    elif kind is SubjectKind.PRACTICE_ANSWER:
        answered = update(PracticeAnswer).where(PracticeAnswer.id == subject_id).values(reviewed_at=clock.now())
        db.session.execute(answered)


def write_band(kind: SubjectKind, subject_id: UUID, band: int | None) -> None:
    """Write the band onto its subject, once the client may read it."""
    if kind is SubjectKind.REJECTION:
        db.session.execute(update(Rejection).where(Rejection.id == subject_id).values(band=band))
    elif kind is SubjectKind.PRACTICE_ANSWER:
        db.session.execute(update(PracticeAnswer).where(PracticeAnswer.id == subject_id).values(band=band))
