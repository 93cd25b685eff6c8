"""Versions with text, requests, drafts, and reviews that are ready to go out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock, storage
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.models import Role
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import rereading
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.models import Document, DocumentKind, State, Version, VersionPage
from coachapp.domain.documents.reading import PageRead, Reading
from coachapp.domain.interviews.models import PracticeAnswer
from coachapp.domain.rejections.kinds import EndStage
from coachapp.domain.rejections.kinds import Kind as Ending
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind, Verdict
from coachapp.domain.reviews.models import Review
from tests.factories.documents import PICTURE

TEXT = (
    "Maya Lindqvist\nProduct lead\n\n"
    "Led a team of nine.\nWas responsible for budgets.\n\nCut onboarding from 9 to 3 days."
)


def document(of: Viewer, client: Client, *, kind: DocumentKind = DocumentKind.RESUME) -> Document:
    """Make a document without versions."""
    made = Document(id=new_id(), client_id=client.id, kind=kind, title=kind.label)
    db.session.add(made)
    db.session.flush()
    return made


def version(of: Viewer, client: Client, *, to: Document | None = None, number: int = 1, text: str = TEXT) -> Version:
    """Make a version that was read, on one page."""
    to = to or document(of, client)
    made = Version(
        id=new_id(),
        document_id=to.id,
        client_id=client.id,
        number=number,
        storage_key=f"test/{new_id()}",
        file_name="resume.pdf",
        file_kind=Kind.PDF,
        size=1000,
        uploaded_by=of.membership_id,
        uploaded_by_role=Role(of.role),
        state=State.READY,
        text=text,
        html="",
    )
    db.session.add(made)
    db.session.flush()
    page = VersionPage(
        id=new_id(),
        version_id=made.id,
        number=1,
        width=595,
        height=842,
        start=0,
        end=len(text),
        words=words_of(text),
        image_key="test/page",
    )
    db.session.add(page)
    db.session.flush()
    return made


def long_version(of: Viewer, client: Client, *, pages: int) -> Version:
    """Make a version that was read, with the same words on each page."""
    made = version(of, client, text="\n\n".join([TEXT] * pages))
    first = db.session.scalars(select(VersionPage).where(VersionPage.version_id == made.id)).one()
    first.end, first.words = len(TEXT), words_of(TEXT)
    for number in range(2, pages + 1):
        start = (number - 1) * (len(TEXT) + 2)
        words = [[start + a, start + b, *box] for a, b, *box in words_of(TEXT)]
        facts = {"version_id": made.id, "width": 595, "height": 842, "image_key": "test/page"}
        end = start + len(TEXT)
        db.session.add(VersionPage(id=new_id(), number=number, start=start, end=end, words=words, **facts))
    made.page_count = pages
    db.session.flush()
    return made


def read_again(made: Version, text: str) -> None:
    """Let the file have been read anew as the worker would, and say this now."""
    made.storage_key = storage.current().put(made.practice_id, str(made.id).encode())
    db.session.flush()
    turn = rereading.claim_again(made.id, made.attempts)
    assert turn is not None
    words = [(int(start), int(end), *box) for start, end, *box in words_of(text)]
    page = PageRead(1, 595, 842, 0, len(text), words, PICTURE)  # type: ignore[arg-type]
    texts = rereading.replace(turn, Reading(None, text, "", [page]))
    assert texts is not None
    service.reanchor(made.id, texts.before, texts.after)
    db.session.expire_all()


def words_of(text: str) -> list[list[float]]:
    """Lay the words of a text out as they would stand on a page, a line each 20 units."""
    found: list[list[float]] = []
    at = 0
    for row, line in enumerate(text.split("\n")):
        column = 0
        for word in line.split(" "):
            if word:
                start = at + column
                found.append([start, start + len(word), 50 + 6 * column, 50 + 20 * row, 6 * len(word), 14])
            column += len(word) + 1
        at += len(line) + 1
    return found


def answer(of: Viewer, client: Client, *, is_sent: bool = True) -> PracticeAnswer:
    """Make a practice answer, sent to the coach."""
    made = PracticeAnswer(
        id=new_id(),
        client_id=client.id,
        question="Tell me about a conflict.",
        situation="Two teams wanted the same release date.",
        action="We talked.",
        result="It worked out.",
        sent_at=clock.now() if is_sent else None,
    )
    db.session.add(made)
    db.session.flush()
    return made


def rejection(of: Viewer, client: Client) -> Rejection:
    """Make an application that ended with a no."""
    job = JobApplication(id=new_id(), client_id=client.id, employer="Northwind", title="Product manager")
    db.session.add(job)
    db.session.flush()
    made = Rejection(
        id=new_id(),
        client_id=client.id,
        application_id=job.id,
        kind=Ending.TOLD_NO,
        stage=EndStage.FIRST_INTERVIEW,
        left_stage=job.stage,
        happened_on=clock.today(of.time_zone),
        quiet_until=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def draft(coach: Viewer, of: Viewer, client: Client, *, about: Version | None = None) -> Review:
    """Begin a review of a version."""
    about = about or version(of, client)
    made = service.start(coach, subjects.load(coach, SubjectKind.VERSION, about.id))
    return queries.get_review(coach, made.id)


def ready(coach: Viewer, of: Viewer, client: Client, *, about: Version | None = None, **facts: Any) -> Review:
    """Write a review that owes nothing any more: a fix, a praise, all scores, letter, verdict and a step."""
    review = draft(coach, of, client, about=about)
    subject = subjects.of_review(coach, review)
    fix = service.comment(
        coach,
        review,
        subject,
        kind=CommentKind.FIX,
        body="Say what came of it.",
        quote="responsible for budgets",
        criterion="proof",
    )
    service.comment(
        coach,
        review,
        subject,
        kind=CommentKind.PRAISE,
        body="This is what they will ask about.",
        quote="Cut onboarding from 9 to 3 days",
    )
    for criterion in review.rubric.criteria:
        service.score(coach, review, criterion=criterion.key, level=2 if criterion.key == "proof" else 3)
    given: dict[str, Any] = {
        "letter": "Your target is clear. Proof is thin in the middle. Start with the budget line.",
        "verdict": Verdict.SEND_AFTER_FIXES,
        "next_steps": [
            {
                "title": "Rewrite the budget line",
                "if_then": "After breakfast, I rewrite one bullet",
                "comment_id": fix.id,
            }
        ],
    }
    service.change(coach, review, lock=review.lock, **(given | facts))
    return review


def published(coach: Viewer, of: Viewer, client: Client, **facts: Any) -> Review:
    """Publish a review."""
    return service.publish(coach, ready(coach, of, client, **facts))


def revealed(of: Viewer, review: Review) -> Review:
    """Let the client read the scores of a published review, without scoring themself."""
    service.skip_self_scores(of, queries.get_review(of, review.id))
    return review


def published_about(coach: Viewer, kind: SubjectKind, subject_id: UUID) -> Review:
    """Publish feedback on an answer or an ending."""
    made = service.start(coach, subjects.load(coach, kind, subject_id))
    review = queries.get_review(coach, made.id)
    for criterion in review.rubric.criteria:
        service.score(coach, review, criterion=criterion.key, level=3)
    service.change(coach, review, lock=review.lock, letter="Well told. Shorter at the end.", verdict=Verdict.SEND_IT)
    return service.publish(coach, review)
