"""Kinds of refusal. Rooms name the refusal and write the sentence that a person reads."""

from __future__ import annotations

from typing import Any, ClassVar

from coachapp.core.tongue import gettext, marked


class Refusal(Exception):
    """Something was asked that can't be; it says what happened and what can be done."""

    status: ClassVar[int] = 400
    type: ClassVar[str] = "refused"
    title: str = marked("That did not work")
    message: str = marked("That can't be done.")

    def __init__(self, message: str | None = None, *, fields: dict[str, list[str]] | None = None, **extra: Any) -> None:
        self.title, self.message = gettext(type(self).title), gettext(message or type(self).message)
        self.fields = fields or {}
        self.extra = extra
        super().__init__(self.message)


class Invalid(Refusal):
    """Well-formed, but the house can't accept it."""

    status, type, title = 422, "invalid", marked("Please look at this again")
    message = marked("Some of this needs another look.")


class NotFound(Refusal):
    """It does not exist for this viewer."""

    status, type, title = 404, "not-found", marked("Nothing here")
    message = marked("There is nothing at this address, or it is not yours to see.")


class Forbidden(Refusal):
    """The viewer's role is too low for the address at all."""

    status, type, title = 403, "forbidden", marked("Not for this account")
    message = marked("This page belongs to another role. Sign in with the account that it is meant for.")


class SignInNeeded(Refusal):
    """Nobody is signed in."""

    status, type, title = 401, "sign-in-needed", marked("Please sign in")
    message = marked("Please sign in first.")


class Conflict(Refusal):
    """The world moved on meanwhile."""

    status, type, title = 409, "conflict", marked("That just changed")
    message = marked("Somebody changed this meanwhile. Reload to see how it stands now.")


class Gone(Refusal):
    """A link that was real is used up or expired."""

    status, type, title = 410, "gone", marked("This link has done its work")
    message = marked("This link was used already or has expired.")


class TooLarge(Refusal):
    """More bytes than are taken."""

    status, type, title = 413, "too-large", marked("That file is too large")
    message = marked("That is larger than 10 MB. Export a smaller version and try again.")


class TooMany(Refusal):
    """Asked too often."""

    status, type, title = 429, "too-many", marked("A moment, please")
    message = marked("That was tried too often. Please wait a little and try again.")

    def __init__(self, message: str | None = None, *, retry_after: int = 60, **extra: Any) -> None:
        super().__init__(message, **extra)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """Something this depends on is down."""

    status, type, title = 503, "unavailable", marked("Back in a moment")
    message = marked(
        "A part of this service is not reachable right now. Nothing was lost; please try again in a minute."
    )


class StorageFull(Refusal):
    """The disk is full."""

    status, type, title = 507, "storage-full", marked("No room left")
    message = marked("There is no room left to store this file. The practice has been told; please try again later.")
