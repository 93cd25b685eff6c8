"""The blanks in what coaches write before and after meetings: `{guest}` and the others of a list."""

from __future__ import annotations

import re

from coachapp.core import blanks
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
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\w{2,}\.\w{2,})\S*", re.IGNORECASE)


def trouble(text: str) -> str | None:
    """Say what keeps that text from being filled, or give None."""
    return blanks.trouble(text, KNOWN)


def typed_by_guest(text: str) -> str:
    """Give a guest's words as one line in which no address is left, so that nobody sends links through our mails."""
    plain = _ADDRESS.sub("…", clean_line(text))
    return plain if len(plain) <= MOST else plain[: MOST - 1].rstrip() + "…"
