"""What the board refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict, Invalid


class SayHow(Invalid):
    """An application does not slide into the last column: somebody says how it ended."""

    type = "say-how-it-ended"
    message = "Say how it ended: a no, no reply, the role went away, or your own choice."


class HasEnded(Conflict):
    """The application has ended."""

    type = "has-ended"
    message = "This application has ended already. Take the ending back first, if it goes on."
