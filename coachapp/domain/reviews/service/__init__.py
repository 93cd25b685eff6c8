"""Ask, write, publish, answer."""

from coachapp.domain.reviews.service.adding import add_to
from coachapp.domain.reviews.service.answering import answer_comment, reply
from coachapp.domain.reviews.service.asking import ask_for_review, withdraw
from coachapp.domain.reviews.service.carrying import carry_over
from coachapp.domain.reviews.service.checking import check
from coachapp.domain.reviews.service.commenting import change_comment, comment, comment_on, remove_comment
from coachapp.domain.reviews.service.drafting import Step, change, discard, start
from coachapp.domain.reviews.service.looking import score_self, skip_self_scores
from coachapp.domain.reviews.service.measuring import measure_by
from coachapp.domain.reviews.service.placing import place_by_hand
from coachapp.domain.reviews.service.promising import answer_coach, ask_first, promise_anew, wait_no_longer
from coachapp.domain.reviews.service.publishing import publish
from coachapp.domain.reviews.service.reanchoring import reanchor
from coachapp.domain.reviews.service.scoring import OPEN, Level, Seen, put_scores, score

__all__ = [
    "OPEN",
    "Level",
    "Seen",
    "Step",
    "add_to",
    "answer_coach",
    "answer_comment",
    "ask_first",
    "ask_for_review",
    "carry_over",
    "change",
    "change_comment",
    "check",
    "comment",
    "comment_on",
    "discard",
    "measure_by",
    "place_by_hand",
    "promise_anew",
    "publish",
    "put_scores",
    "reanchor",
    "remove_comment",
    "reply",
    "score",
    "score_self",
    "skip_self_scores",
    "start",
    "wait_no_longer",
    "withdraw",
]
