"""The words for what an offer or a meeting is."""

from __future__ import annotations

from enum import StrEnum


class PlaceKind(StrEnum):
    """Where a meeting takes place."""

    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"
    CUSTOM = "custom"


class Color(StrEnum):
    """What marks an offer's meetings in the agenda."""

    PINE = "pine"
    APRICOT = "apricot"
    BLUE = "blue"
    OCHRE = "ochre"
    VIOLET = "violet"


class Status(StrEnum):
    """Whether a meeting stands.

    Unconfirmed waits for the guest's mail, requested for the coach's yes; both hold their time for a while.
    """

    UNCONFIRMED = "unconfirmed"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"unconfirmed": "Not confirmed yet", "requested": "Waits for a yes", "expired": "Not answered"}.get(
            self, self.capitalize()
        )


class Side(StrEnum):
    """One of the two who meet."""

    GUEST = "guest"
    COACH = "coach"
