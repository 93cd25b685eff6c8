"""After a no: the quiet, the cards to sort, and the letter to the employer."""

from __future__ import annotations

from coachapp.web.client.rejections import endings, letters
from coachapp.web.client.rejections.door import bp

__all__ = ["bp", "endings", "letters"]
