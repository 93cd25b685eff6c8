"""The letter that asks an employer for advice: drafted and checked.

It asks for advice, not for feedback, because that brings more critical and more usable answers (Yoon et al., Harvard
Business School). It thanks, asks one or two questions about one's own performance, and leaves an easy way out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from coachapp.domain.rejections.kinds import EndStage
from coachapp.domain.rejections.wording import CHALLENGE, COMPARISON, ME, MY_PART, THANKS

LONGEST = 120
"""Words. What is longer is read later, which is never."""
_NAME_WORDS = 10


class Code(StrEnum):
    """What a letter can lack, or hold too much of."""

    COMPARISON = "comparison"
    CHALLENGE = "challenge"
    NO_THANKS = "no-thanks"
    NO_QUESTION = "no-question"
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Finding:
    """One thing to look at, what to do about it, and the words that it is about."""

    code: Code
    message: str
    words: str = ""


def draft(*, employer: str, title: str, stage: EndStage, client: str, to_name: str = "", was_told: bool = True) -> str:
    """Write a letter of at most 120 words that passes its own check, whatever the names are."""
    tries = [(employer, title, to_name, client), ("", "", "", client), ("", "", "", "")]
    texts = (_draft(firm, role, reader, me, stage, was_told=was_told) for firm, role, reader, me in tries)
    return next(text for text in texts if not check(text))


def _draft(employer: str, title: str, to_name: str, client: str, stage: EndStage, *, was_told: bool) -> str:
    told = ", and for letting me know" if was_told else ""
    thanks = f"Thank you {_OCCASION.get(stage, _ON_PAPER)} {_position(title)}{_at(employer)}{told}."
    warm = " I enjoyed learning about your work." if stage in _OCCASION else ""
    part = "interview" if stage.is_after_interview else "application"
    advice = f"What is one thing that you would advise me to do differently in my {part}?"
    return _compose(
        to_name,
        client,
        thanks + warm,
        f"I would like to get better at this. {advice} And is there a part of my experience that I should explain "
        "more clearly?",
        "One line is plenty, and if you would rather not, that is entirely fine.",
    )


def follow_up(*, client: str, title: str, to_name: str = "") -> str:
    """Write the one gentle follow-up."""
    return _compose(
        to_name,
        client,
        f"I wrote last week about {_position(title)} and asked for a word of advice. If one comes to mind, I would "
        "be glad to read it. If not, please leave it, and thank you again for your time.",
    )


_ON_PAPER = "for looking at my application for"
_OCCASION = {
    EndStage.RECRUITER_CALL: "for the call about",
    EndStage.TEST: "for your time around the task for",
    **{stage: "for the conversation about" for stage in EndStage if stage.is_after_interview},
}


def _position(title: str) -> str:
    plain = _plain(title)
    return f"the {plain} position" if plain else "the position"


def _at(employer: str) -> str:
    plain = _plain(employer)
    return f" at {plain}" if plain else ""


def _compose(to_name: str, client: str, *paragraphs: str) -> str:
    reader = _plain(to_name)
    hello = f"Hello {reader}," if reader else "Hello,"
    return "\n\n".join([hello, *paragraphs, f"Kind regards,\n{_plain(client)}".strip()])


def check(text: str) -> list[Finding]:
    """Tell what the letter should not say, and what it lacks; an empty list means that it can go."""
    plain = _fold(text)
    found = [
        Finding(code, _SAY[code], match.group(0))
        for code, pattern in ((Code.COMPARISON, COMPARISON), (Code.CHALLENGE, CHALLENGE))
        if (match := pattern.search(plain))
    ]
    if not THANKS.search(plain):
        found.append(Finding(Code.NO_THANKS, _SAY[Code.NO_THANKS]))
    if not any(_is_about_me(sentence) for sentence in _sentences(plain)):
        found.append(Finding(Code.NO_QUESTION, _SAY[Code.NO_QUESTION]))
    n = len(text.split())
    if n > LONGEST:
        found.append(Finding(Code.TOO_LONG, _SAY[Code.TOO_LONG], f"{n} words"))
    return found


_SAY = {
    Code.COMPARISON: "Leave others out of it. Nobody may answer about another person, so the letter would end unread.",
    Code.CHALLENGE: "This can be read as arguing with the decision. Ask what you could do next time instead.",
    Code.NO_THANKS: "Say thank you once; somebody took time for you.",
    Code.NO_QUESTION: "Ask one question about your own part, like: what would you advise me to do differently?",
    Code.TOO_LONG: "Keep it to 120 words. What is short is answered.",
}


def _is_about_me(sentence: str) -> bool:
    return (
        sentence.endswith("?")
        and bool(ME.search(sentence))
        and bool(MY_PART.search(sentence))
        and not COMPARISON.search(sentence)
        and not CHALLENGE.search(sentence)
    )


def _fold(text: str) -> str:
    """Give the text in small letters with plain apostrophes and single blanks, so that spelling hides nothing."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return re.sub(r"\s+", " ", "".join(c for c in folded if unicodedata.category(c) != "Cf")).strip()


def _sentences(plain: str) -> list[str]:
    return [s.strip() for s in re.findall(r"[^.!?]+[.!?]*", plain)]


def _plain(name: str) -> str:
    """Give a name that can stand in the letter: on one line, and not too long."""
    return " ".join(name.split()[:_NAME_WORDS])[:120].strip()
