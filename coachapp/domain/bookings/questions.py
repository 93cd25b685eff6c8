"""What an offer asks beforehand, and whether what is said answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from coachapp.core.errors import Invalid
from coachapp.core.tongue import gettext
from coachapp.domain.bookings.guest import Resume

LONGEST_LINE = 300
_LINE_END = re.compile(r"[\r\n]")


class QuestionKind(StrEnum):
    """What an answer is."""

    LONG = "long"
    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    LINK = "link"
    FILE = "file"

    @property
    def label(self) -> str:
        """What a coach calls it."""
        return {"long": "Long text", "text": "One line", "link": "Link to a page"}.get(self, self.capitalize())


@dataclass(frozen=True)
class Question:
    """One question in its wording of now; an answer keeps the wording that it was asked with."""

    text: str
    kind: QuestionKind = QuestionKind.LONG
    is_required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """Give the name of its field in a form."""
        return f"answers[{self.text}]"


def read(stored_questions: Iterable[Mapping[str, Any]]) -> list[Question]:
    """Give stored questions as questions."""
    return [
        Question(each["text"], QuestionKind(each["kind"]), each["is_required"], tuple(each["choices"]))
        for each in stored_questions
    ]


def stored(asked: Iterable[str | Question | Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give questions as they stand in the database, each wording once; a plain text asks for a long answer."""
    found: dict[str, dict[str, Any]] = {}
    for each in asked:
        if isinstance(each, str):
            question = Question(each)
        elif isinstance(each, Question):
            question = each
        else:
            question = Question(**{**each, "choices": tuple(each.get("choices", ()))})
        found.setdefault(question.text, {**asdict(question), "choices": list(question.choices)})
    return list(found.values())


def answered(
    questions: Iterable[Question], answers: Mapping[str, str], files: Mapping[str, Resume]
) -> list[dict[str, str]]:
    """Keep each answer beside the wording that was asked; what is missing or can't be is named by field."""
    asked = {question.text: question for question in questions}
    wrong: dict[str, list[str]] = {}
    if {*answers, *files} - {*asked}:
        wrong["answers"] = [gettext("This question is not asked here. Leave it out.")]
    kept = []
    for text, question in asked.items():
        said = files[text].name if text in files else answers.get(text, "").strip()
        problem = _problem(question, said, is_file=text in files)
        if problem:
            wrong[question.field] = [problem]
        elif said:
            kept.append({"question": text, "answer": said})
    if wrong:
        raise Invalid(fields=wrong)
    return kept


def _problem(question: Question, said: str, *, is_file: bool) -> str | None:
    """Say what is wrong with an answer."""
    kind = question.kind
    if not said:
        missing = gettext("Please choose a file.") if kind is QuestionKind.FILE else gettext("Please answer this.")
        return missing if question.is_required else None
    if is_file != (kind is QuestionKind.FILE):
        return gettext("A text is asked for here, not a file.") if is_file else gettext("A file is asked for here.")
    fits, otherwise = {
        QuestionKind.NUMBER: (_is_number, gettext("Please write a number, like 3 or 2.5.")),
        QuestionKind.LINK: (_is_link, gettext("Please give the whole address, beginning with https://.")),
        QuestionKind.CHOICE: (
            question.choices.__contains__,
            gettext("Please pick one of: %(choices)s.", choices=", ".join(question.choices)),
        ),
        QuestionKind.TEXT: (
            _is_line,
            gettext("Please keep to one line of at most %(most)s letters.", most=LONGEST_LINE),
        ),
    }.get(kind, (bool, ""))
    return None if fits(said) else otherwise


def _is_line(said: str) -> bool:
    return len(said) <= LONGEST_LINE and not _LINE_END.search(said)


def _is_number(said: str) -> bool:
    try:
        return Decimal(said.replace(",", ".")).is_finite()
    except InvalidOperation:
        return False


def _is_link(said: str) -> bool:
    try:
        found = urlsplit(said)
        return found.scheme in {"http", "https"} and bool(found.hostname) and not re.search(r"\s", said)
    except ValueError:
        return False
