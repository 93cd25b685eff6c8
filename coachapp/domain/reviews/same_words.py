"""Whether two readings of one file show the same words: cut elsewhere, or with some letters read otherwise.

Between two readings nobody reworded anything. So a passage that is only like the one that was meant counts where each
of its words is one of those words, misread at most, and where it begins and ends as the passage did.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from coachapp.domain.documents.tokens import tokens

_LIKE = 70
"""Two words with that much in common (0 to 100) may be one word, misread."""
_LONG = 4


def has_same_letters(before: str, after: str) -> bool:
    """Tell whether the letters and digits are the same, in the same order, however they are cut into words."""
    return "".join(_words(before)) == "".join(_words(after))


def is_misread(before: str, after: str) -> bool:
    """Tell whether all words of one reading are words of the other, some letters apart, from the first to the last."""
    was, now = _words(before), _words(after)
    if not was or not now:
        return False
    within = all(_is_among(word, was) for word in now)
    return within and _is_among(now[0], was[:1]) and _is_among(now[-1], was[-1:])


def _words(text: str) -> list[str]:
    bare = ("".join(filter(str.isalnum, token.key)).casefold() for token in tokens(text))
    return [word for word in bare if word]


def _is_among(word: str, others: Sequence[str]) -> bool:
    return any(word == other or _is_like(word, other) for other in others)


def _is_like(word: str, other: str) -> bool:
    """Tell whether they may be one word; numbers are never like each other."""
    has_digits = any(sign.isdigit() for sign in word + other)
    return not has_digits and min(len(word), len(other)) >= _LONG and fuzz.ratio(word, other) >= _LIKE
