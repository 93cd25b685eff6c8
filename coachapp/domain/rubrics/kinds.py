"""What a rubric is for."""

from __future__ import annotations

from enum import StrEnum


class RubricKind(StrEnum):
    """The kinds of things that are reviewed, each with rubrics of its own."""

    RESUME = "resume"
    COVER_LETTER = "cover_letter"
    PORTFOLIO = "portfolio"
    ANSWER = "answer"
    ENDING = "ending"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What people call it."""
        words = {"answer": "Interview answer", "ending": "Rejection", "other": "Other document"}
        return words.get(self.value, self.replace("_", " ").capitalize())

    @property
    def plural(self) -> str:
        """What people call several of it."""
        return f"{self.label}s"

    @classmethod
    def of_document(cls, kind: str) -> RubricKind:
        """Give the kind of rubric for that kind of document."""
        return cls(kind) if kind in cls.__members__.values() else cls.OTHER
