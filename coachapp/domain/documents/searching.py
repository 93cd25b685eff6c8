"""Where words stand in a text, whatever their case, their accents and the white space between them."""

from __future__ import annotations

import unicodedata

from coachapp.domain.documents.tokens import Span

MOST = 500
"""So many places are shown at most."""


def places_of(text: str, words: str) -> list[Span]:
    """Give where the words stand, in the order of the text; places don't overlap."""
    wanted = _folded(words)[0].strip()
    if not wanted:
        return []
    plain, at = _folded(text)
    found: list[Span] = []
    place = plain.find(wanted)
    while place >= 0 and len(found) < MOST:
        last = place + len(wanted)
        found.append(Span(at[place], at[last - 1] + 1))
        place = plain.find(wanted, last)
        while place >= 0 and at[place] < found[-1].end:
            place = plain.find(wanted, place + 1)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """Give a text in small letters without accents, runs of white space as one, and where each letter stood."""
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                at.append(place)
            continue
        for plain in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(plain) and not plain.isspace():
                letters.append(plain)
                at.append(place)
    return "".join(letters), at
