"""The words that reviews are made of."""

from __future__ import annotations

from enum import StrEnum


class SubjectKind(StrEnum):
    """What a review is about."""

    VERSION = "version"
    REJECTION = "rejection"
    PRACTICE_ANSWER = "practice_answer"

    @property
    def short(self) -> str:
        """Give the word in the names of columns and constraints."""
        return "answer" if self is SubjectKind.PRACTICE_ANSWER else self.value


class Verdict(StrEnum):
    """What should happen with it now; it stands apart from the scores."""

    SEND_IT = "send_it"
    SEND_AFTER_FIXES = "send_after_fixes"
    HOLD = "hold"

    @property
    def label(self) -> str:
        """Give the words that people read."""
        return {"send_it": "Send it", "send_after_fixes": "Send after these fixes", "hold": "Hold"}[self.value]

    def says_of(self, kind: SubjectKind) -> str:
        """Give the verdict as it reads for that kind of subject; an ending is not sent anywhere."""
        if kind is SubjectKind.VERSION:
            return self.label
        words = {
            SubjectKind.PRACTICE_ANSWER: ("Ready to be said", "Ready after these fixes", "Hold, practise it again"),
            SubjectKind.REJECTION: ("Go on as you do", "Go on, with these changes", "Pause and rethink the aim"),
        }[kind]
        return words[list(Verdict).index(self)]


class CommentKind(StrEnum):
    """What a comment is for."""

    FIX = "fix"
    QUESTION = "question"
    PRAISE = "praise"
    SUGGESTION = "suggestion"


class Answer(StrEnum):
    """What the client did with a comment."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DONE = "done"
    NOT_DOING = "not_doing"
    QUESTION = "question"

    @property
    def label(self) -> str:
        """Give the word that people read."""
        return {"open": "", "accepted": "On the list"}.get(self.value, self.replace("_", " ").capitalize())

    @property
    def is_settled(self) -> bool:
        """Tell whether the client is through with it."""
        return self in {Answer.DONE, Answer.NOT_DOING}


class Check(StrEnum):
    """What a coach decides about a comment in a later version."""

    VERIFIED = "verified"
    REOPENED = "reopened"
    NONE = "none"
