"""Coaches' words with blanks to fill: `{guest}` and the others of a list, as text and nothing else.

No expression, no attribute, no format specification: a brace that is no listed blank is refused when saved,
and stays as it is should one be met later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from coachapp.core.fields import clean_line

KNOWN = {
    "guest": "the guest's name",
    "coach": "your name",
    "other": "whom the reader meets: you, or the guest",
    "offer": "the name of this offer",
    "when": "day, time and zone, as the reader's clock shows them",
    "start": "the same in few words: Tue 2 March, 15:00",
    "where": "video link, phone or address",
    "link": "where the reader sees, moves or cancels the meeting",
    "book": "where the guest picks another time",
    "goal": "what the guest is after, in their words",
    "hint": "guests read how to move the meeting, while they may; you read that their answers stand below",
}
MOST = 300
_BLANK = re.compile(r"\{([^{}]*)\}")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w{2,}\.\w{2,})\S*", re.IGNORECASE)


def listed() -> str:
    """Say all blanks that can be filled."""
    return ", ".join(f"{{{name}}}" for name in KNOWN)


def trouble(text: str) -> str | None:
    """Say what keeps that text from being filled, or give None."""
    for found in _BLANK.finditer(text):
        if found[1].strip() not in KNOWN:
            said = found[1].strip()[:40]
            return f"{{{said}}} is not one of the placeholders. These are: {listed()}."
    if re.search(r"[{}]", _BLANK.sub("", text)):
        return f"A curly brace stands alone here. Placeholders look like {{guest}}; these are there: {listed()}."
    return None


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Fill the listed blanks, once: braces in what is filled in stay text."""
    return _BLANK.sub(lambda found: facts.get(found[1].strip(), found[0]), text)


def typed_by_guest(text: str) -> str:
    """Give a guest's words as one line in which no address is left, so that nobody sends links through our mails."""
    plain = _ADDRESS.sub("…", clean_line(text))
    return plain if len(plain) <= MOST else plain[: MOST - 1].rstrip() + "…"
