"""What the room of interviews refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict


class AlreadyAsked(Conflict):
    """The coach has this answer already."""

    type = "already-asked"
    message = "Your coach has this answer already. Practise it again as a new one; both stay."
