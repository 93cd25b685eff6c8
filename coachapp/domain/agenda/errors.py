"""What the agenda refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict

MOST = 40


class AgendaFull(Conflict):
    """More stands on it than one session can hold."""

    type = "agenda-full"
    message = f"{MOST} lines wait already, more than one session can hold. Tick off what is settled first."
