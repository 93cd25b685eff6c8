"""What the room of clients refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict


class AlreadyClient(Conflict):
    """Somebody with that address is a client here already."""

    type = "already-client"
    message = "Somebody with this address is a client of the practice already."
