"""What Dana said about the first version, and what waits for her now."""

from __future__ import annotations

from datetime import date
from typing import Any

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents.models import Version
from coachapp.domain.documents.queries import get_version
from coachapp.domain.ops.demo import stage
from coachapp.domain.reviews import queries, service, subjects
from coachapp.domain.reviews.kinds import Answer, CommentKind, SubjectKind, Verdict
from coachapp.domain.snippets import service as snippets

LETTER = (
    "You have done more than this page says. The last five years read like a job description; the numbers that you "
    "told me on the phone are nowhere. Put them first; the same page opens other doors."
)
COMMENTS = [
    (
        CommentKind.FIX,
        "Responsible for the roadmap of the charging app.",
        "What changed because of it? You told me failed sessions fell from 9 % to 3 %. That is the line.",
        "proof",
    ),
    (
        CommentKind.SUGGESTION,
        "Helped to improve onboarding of new customers.",
        "Say what you did and how much it moved.",
        "proof",
    ),
    (
        CommentKind.QUESTION,
        "Worked with engineering, design and sales on many projects.",
        "Which one would you like to be asked about?",
        "target",
    ),
    (
        CommentKind.FIX,
        "Prepared market studies for utilities.",
        "How many, and what did one of them do with it?",
        "proof",
    ),
    (
        CommentKind.PRAISE,
        "Mentor at Climate Starters since 2022",
        "This is rare, and it fits the roles you want. Keep it.",
        "",
    ),
]
PHRASES = [
    ("Verb first", "Begin with the verb: what did you do? Then what changed, and by how much."),
    ("Which size", "How many, how much, how often? One number is enough, {client}."),
    (
        "Ten seconds",
        "Show it to somebody for ten seconds. What do they say you look for? That is your headline.",
    ),
]
LEVELS = {"target": 2, "proof": 1, "fit": 2, "scan": 3, "language": 4, "machine": 4}
OWN_LEVELS = {"target": 3, "proof": 3, "fit": 2, "scan": 3, "language": 4}
REASONS = {
    "target": "Ten seconds in, I can't tell which product role you want.",
    "proof": "Duties where results could stand.",
    "fit": "Pricing is asked for everywhere and stands nowhere.",
}


def keep_phrases(coach: Viewer) -> None:
    """Keep what Dana says again and again."""
    for title, body in PHRASES:
        snippets.add(coach, title=title, body=body)


def review_first(coach: Viewer, maya: Viewer, client: Client, version: Version) -> None:
    """Ask, review, publish, and act on it."""
    ask(maya, client, version, days=-36, note="Why do they never write back?")
    with stage.on_day(stage.past_working_day(-34), 15):
        subject = subjects.load(coach, SubjectKind.VERSION, version.id)
        draft = queries.get_review(coach, service.start(coach, subject).id)
        made = [
            service.comment(
                coach, draft, subject, kind=kind, quote=quote, body=body, criterion=criterion, replacement=_new(kind)
            )
            for kind, quote, body, criterion in COMMENTS
        ]
        for criterion, level in LEVELS.items():
            service.score(coach, draft, criterion=criterion, level=level, reason=REASONS.get(criterion, ""))
        steps: list[Any] = [
            {
                "title": "Rewrite the Voltura bullets: what you did, what changed, how much",
                "if_then": "If I open the file, then I start with the charging sessions.",
                "due_on": _due(-28),
                "comment_id": made[0].id,
            }
        ]
        service.change(coach, draft, lock=draft.lock, letter=LETTER, verdict=Verdict.SEND_AFTER_FIXES, next_steps=steps)
        service.publish(coach, queries.get_review(coach, draft.id))
    with stage.on_day(-33, 20):
        service.score_self(maya, queries.get_review(maya, draft.id), OWN_LEVELS)
    with stage.on_day(-27, 21):
        for comment in made[:2]:
            service.answer_comment(maya, queries.get_comment(maya, comment.id), answer=Answer.DONE)


def ask(viewer: Viewer, client: Client, version: Version, *, days: int, note: str) -> None:
    """Ask for a review on that day."""
    with stage.on_day(days, 9):
        service.ask_for_review(viewer, get_client(viewer, client.id), get_version(viewer, version.id), note=note)


def _new(kind: CommentKind) -> str:
    new = "Rebuilt onboarding with two engineers: time to the first charge fell from 4 days to 1."
    return new if kind is CommentKind.SUGGESTION else ""


def _due(days: int) -> date:
    return stage.moment(days).date()
