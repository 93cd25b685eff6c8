"""What may have decided it. Unknown is the default, and a good answer."""

from __future__ import annotations

from enum import StrEnum

from coachapp.domain.rejections.kinds import EndStage


class Area(StrEnum):
    """Whose part a factor is."""

    OUTSIDE = "outside"
    SHARED = "shared"
    MINE = "mine"
    UNKNOWN = "unknown"


class SaidBy(StrEnum):
    """Who said that it played a part."""

    EMPLOYER_WRITTEN = "employer_written"
    EMPLOYER_PHONE = "employer_phone"
    COACH = "coach"
    MY_GUESS = "my_guess"


class Confidence(StrEnum):
    """How sure that is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


AREA_LABELS = {
    Area.OUTSIDE: ("Outside me", "Nothing I did or could have done."),
    Area.SHARED: ("Shared", "Partly the role, partly how I fit it."),
    Area.MINE: ("Mine", "Something I can do differently."),
    Area.UNKNOWN: ("Not knowable", "That is an answer, too."),
}
SAID_BY_LABELS = {
    SaidBy.MY_GUESS: "My guess",
    SaidBy.EMPLOYER_WRITTEN: "The employer, in writing",
    SaidBy.EMPLOYER_PHONE: "The employer, by phone",
    SaidBy.COACH: "My coach's reading",
}
CONFIDENCE_LABELS = {Confidence.LOW: "A hunch", Confidence.MEDIUM: "Likely", Confidence.HIGH: "Sure"}
FACTORS: dict[str, tuple[Area, str]] = {
    "internal_hire": (Area.OUTSIDE, "Somebody from inside, or chosen beforehand, got the role"),
    "role_changed": (Area.OUTSIDE, "The role was frozen or changed"),
    "closed_early": (Area.OUTSIDE, "They closed early"),
    "stronger_match": (Area.OUTSIDE, "Another person matched a hard requirement better"),
    "location_permit": (Area.OUTSIDE, "Location or work permit"),
    "pay_band": (Area.OUTSIDE, "The pay band was fixed"),
    "form_letter": (Area.OUTSIDE, "A form letter with nothing in it"),
    "level": (Area.SHARED, "The level: over or under"),
    "missing_skill": (Area.SHARED, "A required skill that I don't have yet"),
    "pay_expectation": (Area.SHARED, "My pay expectation"),
    "availability": (Area.SHARED, "When I could start"),
    "team_fit": (Area.SHARED, "How the team and I fit"),
    "resume_target": (Area.MINE, "My resume did not say what role I want"),
    "resume_proof": (Area.MINE, "My resume did not prove it"),
    "letter_generic": (Area.MINE, "My letter could have gone to anybody"),
    "portfolio_evidence": (Area.MINE, "My portfolio did not show it"),
    "company_knowledge": (Area.MINE, "What I knew about them"),
    "answer_no_specifics": (Area.MINE, "An answer without specifics"),
    "answer_too_long": (Area.MINE, "An answer that went on too long"),
    "test_result": (Area.MINE, "The result of the test or task"),
    "my_questions": (Area.MINE, "The questions that I asked"),
    "delivery": (Area.MINE, "How I came across"),
    "follow_up": (Area.MINE, "My follow-up"),
    "reference": (Area.MINE, "A reference"),
}


def label(factor: str) -> str:
    """Give the words of a factor."""
    return FACTORS[factor][1]


_ANYWHERE = ["internal_hire", "role_changed", "closed_early", "stronger_match", "location_permit", "form_letter"]
_FIT = ["level", "missing_skill"]
_PAPER = ["resume_target", "resume_proof", "letter_generic", "portfolio_evidence"]
_CALL = ["pay_band", "pay_expectation", "availability", "company_knowledge", "answer_no_specifics", "delivery"]
_TEST = ["pay_band", "portfolio_evidence", "test_result"]
_MET = ["pay_band", "pay_expectation", "team_fit", "company_knowledge", "answer_no_specifics", "answer_too_long",
        "my_questions", "delivery", "follow_up"]  # fmt: skip
_LATE = ["availability", "reference"]
_CARDS = {
    EndStage.NO_REPLY: _PAPER,
    EndStage.PAPER_SCREEN: _PAPER,
    EndStage.RECRUITER_CALL: _CALL,
    EndStage.TEST: _TEST,
    EndStage.FIRST_INTERVIEW: _MET,
}


def cards(stage: EndStage) -> list[str]:
    """Give the factors that can have decided it at that stage, outside ones first: the cards to sort."""
    return [*_ANYWHERE, *_FIT, *_CARDS.get(stage, [*_MET, *_LATE])]
