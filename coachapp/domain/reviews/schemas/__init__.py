"""Shapes of reviews: what is sent, and what everybody reads."""

from coachapp.domain.reviews.schemas.comments import (
    CommentAnswer,
    CommentEdit,
    CommentIn,
    CommentOut,
    CommentPatch,
    ReplyIn,
    ReplyOut,
)
from coachapp.domain.reviews.schemas.drafts import (
    AnswerFirst,
    AskFirst,
    AskForReview,
    DraftForm,
    PromiseAnew,
    RequestOut,
    ReviewChange,
    ReviewOut,
    StepIn,
    StepOut,
)
from coachapp.domain.reviews.schemas.scores import (
    DebtOut,
    ScoreForm,
    ScoreIn,
    ScoreOut,
    ScoresIn,
    ScoresOut,
)

__all__ = [
    "AnswerFirst",
    "AskFirst",
    "AskForReview",
    "CommentAnswer",
    "CommentEdit",
    "CommentIn",
    "CommentOut",
    "CommentPatch",
    "DebtOut",
    "DraftForm",
    "PromiseAnew",
    "ReplyIn",
    "ReplyOut",
    "RequestOut",
    "ReviewChange",
    "ReviewOut",
    "ScoreForm",
    "ScoreIn",
    "ScoreOut",
    "ScoresIn",
    "ScoresOut",
    "StepIn",
    "StepOut",
]
