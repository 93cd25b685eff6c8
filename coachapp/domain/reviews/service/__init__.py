"""Ask, write, publish, answer."""

from coachapp.domain.reviews.service.asking import ask_for_review, withdraw
from coachapp.domain.reviews.service.commenting import (
    answer_comment,
    change_comment,
    comment,
    remove_comment,
    reply,
)
from coachapp.domain.reviews.service.drafting import Level, Step, change, discard, put_scores, score, start
from coachapp.domain.reviews.service.publishing import publish

__all__ = [
    "Level",
    "Step",
    "answer_comment",
    "ask_for_review",
    "change",
    "change_comment",
    "comment",
    "discard",
    "publish",
    "put_scores",
    "remove_comment",
    "reply",
    "score",
    "start",
    "withdraw",
]
