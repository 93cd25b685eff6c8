"""The stages of a job application, in their order."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where an application stands; each is a column of the board."""

    WISHLIST = "wishlist"
    APPLIED = "applied"
    SCREENING = "screening"
    TEST = "test"
    INTERVIEW = "interview"
    FINAL = "final"
    OFFER = "offer"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """Give the words that stand above the column."""
        return LABELS[self]

    @property
    def rank(self) -> int:
        """Give how far along it is: 0 for a wish, 6 for an offer."""
        return ORDER.index(self)


LABELS = {
    Stage.WISHLIST: "Wishlist",
    Stage.APPLIED: "Applied",
    Stage.SCREENING: "Recruiter call",
    Stage.TEST: "Test or task",
    Stage.INTERVIEW: "Interview",
    Stage.FINAL: "Later interview",
    Stage.OFFER: "Offer",
    Stage.ENDED: "Ended",
}
ORDER = list(Stage)
LIVE = ORDER[:-1]
INTERVIEWS = frozenset({Stage.INTERVIEW, Stage.FINAL})
"""Stages that are an interview with the employer; reaching one is a win."""
