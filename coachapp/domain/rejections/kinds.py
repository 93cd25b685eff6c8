"""How an application can end, when, and where its letter stands."""

from __future__ import annotations

from enum import StrEnum

from coachapp.domain.applications.stages import Stage


class Kind(StrEnum):
    """Who ended it. The first two are rejections, the others endings."""

    TOLD_NO = "told_no"
    ASSUMED_NO = "assumed_no"
    ROLE_GONE = "role_gone"
    MY_CHOICE = "my_choice"

    @property
    def label(self) -> str:
        """Give the words that people read."""
        return LABELS[self]

    @property
    def is_rejection(self) -> bool:
        """Tell whether it went against the client's wish."""
        return self in {Kind.TOLD_NO, Kind.ASSUMED_NO}


LABELS = {
    Kind.TOLD_NO: "Told no",
    Kind.ASSUMED_NO: "No reply",
    Kind.ROLE_GONE: "The role went away",
    Kind.MY_CHOICE: "My choice",
}


class EndStage(StrEnum):
    """The stage at which an application ended."""

    NO_REPLY = "no_reply"
    PAPER_SCREEN = "paper_screen"
    RECRUITER_CALL = "recruiter_call"
    TEST = "test"
    FIRST_INTERVIEW = "first_interview"
    LATER_INTERVIEW = "later_interview"
    FINAL = "final"
    REFERENCES = "references"
    OFFER = "offer"

    @property
    def label(self) -> str:
        """Give the words that people read."""
        return STAGE_LABELS[self]

    @property
    def is_after_interview(self) -> bool:
        """Tell whether people there have met the client, so that they have something to say."""
        return self in _AFTER_INTERVIEW


STAGE_LABELS = {
    EndStage.NO_REPLY: "before any reply",
    EndStage.PAPER_SCREEN: "on paper",
    EndStage.RECRUITER_CALL: "after the recruiter call",
    EndStage.TEST: "after the test or task",
    EndStage.FIRST_INTERVIEW: "after the first interview",
    EndStage.LATER_INTERVIEW: "after a later interview",
    EndStage.FINAL: "after the final round",
    EndStage.REFERENCES: "at the references",
    EndStage.OFFER: "at the offer",
}
_AFTER_INTERVIEW = frozenset(
    {EndStage.FIRST_INTERVIEW, EndStage.LATER_INTERVIEW, EndStage.FINAL, EndStage.REFERENCES, EndStage.OFFER}
)
_FROM_COLUMN = {
    Stage.SCREENING: EndStage.RECRUITER_CALL,
    Stage.TEST: EndStage.TEST,
    Stage.INTERVIEW: EndStage.FIRST_INTERVIEW,
    Stage.FINAL: EndStage.LATER_INTERVIEW,
    Stage.OFFER: EndStage.OFFER,
}


def stage_at_ending(column: Stage, kind: Kind) -> EndStage:
    """Give the stage at which it ended, from the column that the card stood in and who ended it."""
    silent = EndStage.NO_REPLY if kind is Kind.ASSUMED_NO else EndStage.PAPER_SCREEN
    return _FROM_COLUMN.get(column, silent)


class LetterState(StrEnum):
    """Where the letter to the employer stands."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    COPIED = "copied"


class FollowUp(StrEnum):
    """What happens when no reply came after a week."""

    REMIND = "remind"
    SEND = "send"
    NONE = "none"
