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
    """Whether a meeting stands."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """One of the two who meet."""

    GUEST = "guest"
    COACH = "coach"
