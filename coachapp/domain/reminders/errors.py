"""Why a sequence can't be changed that way."""

from __future__ import annotations

from coachapp.core.errors import Conflict, Gone


class TooManySteps(Conflict):
    """Nobody wants so many mails about one meeting."""

    type, title = "too-many-steps", "That is a lot of mail"
    message = "Twelve steps are the most for one offer. Remove one that is not needed, then add this."


class StopLinkOver(Gone):
    """A link to stop follow-ups whose meeting is no longer kept."""

    type = "link-over"
    message = "This link belongs to a meeting that is no longer kept, so no more mails come from it."
