"""What my coach said: ask for it, read it, act on it."""

from __future__ import annotations

from coachapp.web.client.reviews import asking, reading
from coachapp.web.client.reviews.door import bp

__all__ = ["asking", "bp", "reading"]
