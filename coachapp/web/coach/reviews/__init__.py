"""The review desk: what waits, and the place where feedback is written."""

from coachapp.web.coach.reviews import addenda, comments, desk, earlier, preview, promises, queue
from coachapp.web.coach.reviews.door import bp

__all__ = ["addenda", "bp", "comments", "desk", "earlier", "preview", "promises", "queue"]
