"""Put words below a comment; who is told of them is for the caller to say."""

from __future__ import annotations

from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.reviews.models import Comment, CommentReply


def say_below(actor: Viewer, made: Comment, body: str) -> CommentReply:
    """Keep what the actor says below a comment."""
    said = CommentReply(
        id=new_id(),
        comment_id=made.id,
        author_id=actor.membership_id,
        author_name=actor.name,
        by_client=actor.is_client,
        body=body,
    )
    db.session.add(said)
    db.session.flush()
    db.session.refresh(made, ["replies"])
    return said
