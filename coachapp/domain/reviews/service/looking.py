"""Look oneself, then at the coach's scores."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten

from sqlalchemy.dialects.postgresql import insert

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.agenda import service as agenda
from coachapp.domain.agenda.errors import AgendaFull
from coachapp.domain.reviews import policies, queries, subjects
from coachapp.domain.reviews.errors import AlreadyRevealed
from coachapp.domain.reviews.models import Review, SelfAssessment
from coachapp.domain.reviews.self_scores import widest_gaps
from coachapp.domain.rubrics.rubric import WORDS


def score_self(actor: Viewer, review: Review, levels: Mapping[str, int | None]) -> None:
    """Keep how the client sees it, let them read the coach's scores, and put the widest gaps on the agenda."""
    strays = levels.keys() - {criterion.key for criterion in review.rubric.criteria}
    if strays:
        raise Invalid(fields={"scores": ["This rubric has no such criterion."]})
    if not levels:
        raise Invalid(fields={"scores": ["Choose at least one level, or skip this."]})
    _reveal(actor, review, dict(levels))
    record(actor, "review.self_scored", review, client_id=review.client_id)
    _talk_about_gaps(actor, review, levels)


def skip_self_scores(actor: Viewer, review: Review) -> None:
    """Let the client read the coach's scores without scoring themself."""
    _reveal(actor, review, None)


def _reveal(actor: Viewer, review: Review, levels: dict[str, int | None] | None) -> None:
    require(policies.may_answer(actor, review, review.client))
    made = db.session.execute(
        insert(SelfAssessment)
        .values(
            id=new_id(),
            created_at=clock.now(),
            practice_id=current_practice_id(),
            review_id=review.id,
            client_id=review.client_id,
            levels=levels,
        )
        .on_conflict_do_nothing(index_elements=["practice_id", "review_id"])
        .returning(SelfAssessment.id)
    ).scalar()
    if made is None:
        raise AlreadyRevealed
    subjects.write_band(review.subject_kind, review.subject_id, review.band)


def _talk_about_gaps(actor: Viewer, review: Review, levels: Mapping[str, int | None]) -> None:
    """Bring up where the two differ most; a full agenda has enough to talk about."""
    coachs = {key: score.level for key, score in queries.scores_of(actor, review).items()}
    title = shorten(review.title, 80, placeholder=" …")
    client, coach = review.client.name, review.author.user.name
    for criterion, mine, theirs in widest_gaps(review.rubric, levels, coachs):
        said = f"{criterion.label}, in {title}: {client} says “{WORDS[mine]}”, {coach} “{WORDS[theirs]}”"
        try:
            agenda.add(actor, review.client, text=said, source_kind="reviews", source_id=review.id)
        except AgendaFull:
            return
