"""Why an event of a calendar file was not read as it stands."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why an event was not read as it stands."""

    NO_START = "no_start"
    ODD_START = "odd_start"
    ODD_END = "odd_end"
    ODD_RULE = "odd_rule"
    TOO_OFTEN = "too_often"
    UNKNOWN_ZONE = "unknown_zone"
    BROKEN = "broken"
