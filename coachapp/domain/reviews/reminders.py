"""What time alone changes about promises."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from coachapp.core.db import db
from coachapp.core.walls import current_practice_id
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.documents.models import Version
from coachapp.domain.documents.queries import versions_in_the_bin
from coachapp.domain.reviews.queries.queue import WITH_PEOPLE
from coachapp.domain.reviews.requests import ReviewRequest
from coachapp.domain.reviews.service import promising

AT_ONCE = 100
LATER = "This takes me a little longer than I thought. I have not forgotten it."
"""What the client reads where the practice has no word of its own."""


def owe_promises(now: datetime) -> None:
    """Go on where the client sent another version, then give each promise that ran over another date.

    Nobody is written to once the work with a client is finished, or about a document that was removed.
    """
    open_ones = (
        select(ReviewRequest)
        .where(ReviewRequest.answered_at.is_(None), ReviewRequest.withdrawn_at.is_(None))
        .where(ReviewRequest.version_id.not_in(versions_in_the_bin().scalar_subquery()))
        .options(WITH_PEOPLE)
        .with_for_update(of=ReviewRequest, skip_locked=True)
        .limit(AT_ONCE)
    )
    asked_about, newer = aliased(Version), aliased(Version)
    sent_another = exists().where(
        asked_about.id == ReviewRequest.version_id,
        newer.document_id == asked_about.document_id,
        newer.created_at > ReviewRequest.paused_at,
    )
    for asked in db.session.scalars(open_ones.where(ReviewRequest.paused_at.is_not(None), sent_another)):
        promising.go_on(asked)
    word = get_practice(current_practice_id()).promise_word or LATER
    over = open_ones.join(Client, Client.id == ReviewRequest.client_id).where(
        ReviewRequest.paused_at.is_(None), ReviewRequest.promised_at <= now, Client.status != Status.FINISHED
    )
    for asked in db.session.scalars(over.order_by(ReviewRequest.promised_at)):
        promising.run_over(asked, word)
