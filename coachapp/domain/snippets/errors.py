"""What can go wrong with phrases, in words."""

from __future__ import annotations

from coachapp.core.errors import Conflict

MOST = 1000
"""How many phrases one coach keeps; nobody finds anything among more."""


class TitleTaken(Conflict):
    """A coach's phrases are told apart by their titles."""

    type, title = "title-taken", "That title is taken"
    message = "Another of your phrases has this title. Pick a different one."


class TooManySnippets(Conflict):
    """There is an end to what one finds again."""

    type, title = "too-many-snippets", "Too many phrases"
    message = f"You keep {MOST} phrases already. Remove one first."
