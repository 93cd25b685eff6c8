"""Reviews: ask, begin, write, publish, answer."""

from coachapp.api.reviews import comments, letters, subjects
from coachapp.api.reviews.door import blp

__all__ = ["blp", "comments", "letters", "subjects"]
