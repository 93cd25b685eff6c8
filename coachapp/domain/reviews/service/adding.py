"""Add a later thought to what the client can read already."""

from __future__ import annotations

from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.clients.queries import recipient
from coachapp.domain.notifications.service import notify
from coachapp.domain.reviews import policies, queries
from coachapp.domain.reviews.errors import NotPublished
from coachapp.domain.reviews.models import Addendum, Review


def add_to(actor: Viewer, review: Review, *, body: str) -> Addendum:
    """Add a later thought to a published review, and tell the client once; the same words sent twice are one."""
    require(policies.may_review(actor, review.client))
    db.session.refresh(review, ["published_at"], with_for_update=True)
    if not review.is_published:
        raise NotPublished
    said = queries.addenda_of(actor, review)
    if said and (said[-1].author_id, said[-1].body) == (actor.membership_id, body):
        return said[-1]
    made = Addendum(id=new_id(), review_id=review.id, author_id=actor.membership_id, author_name=actor.name, body=body)
    db.session.add(made)
    db.session.flush()
    record(actor, "review.added_to", review, client_id=review.client_id)
    notify(recipient(review.client), "review_addendum", key=f"addendum:{made.id}", subject_id=made.id)
    return made
