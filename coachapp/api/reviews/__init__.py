"""Reviews: ask, begin, write, publish, answer."""

from coachapp.api.reviews import carried, comments, letters, subjects
from coachapp.api.reviews.door import blp

__all__ = ["blp", "carried", "comments", "letters", "subjects"]
