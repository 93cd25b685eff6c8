"""What the room of clients refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict


class AlreadyClient(Conflict):
    """Somebody with that address is a client here already."""

    type = "already-client"
    message = "Somebody with this address is a client of the practice already. If they were, open their file again."


class AlreadyJoined(Conflict):
    """Nobody needs an invitation who is in."""

    type = "already-joined"
    message = "They came in already; there is nobody to invite."


class StillCoaching(Conflict):
    """A coach who has clients can't leave before somebody else takes them on."""

    type = "still-coaching"
    message = "They still work with clients here. Say who takes these clients on first."
