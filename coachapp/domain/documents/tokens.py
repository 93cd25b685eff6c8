"""What a text is made of, for comparing: words and punctuation, each with its place.

White space, line ends and the bullets at the beginning of lines are no tokens: every program that writes a
resume breaks its lines elsewhere and draws its own bullets, and none of that is a change of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

BULLETS = (
    "\u2022\u25cf\u25cb\u25aa\u25a0\u25e6\u2023\u2043\u25b8\u25b9\u25ba\u2756\u27a2\u2713\u00b7\u2219\u204c\u204d*"
)
_PUNCTUATION = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u2bff\u3000-\u3020\ue000-\uf8ff\uff01-\uff0f"
)
_ALONE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W\d_{_ALONE}]"
_TOKEN = re.compile(
    rf"[{_ALONE}]"
    rf"|(?:[^\s{_PUNCTUATION}{_ALONE}]|(?<=\d)[.,](?=\d)|(?<={_LETTER})(?:['\u2018\u2019]|[-\u2010\u2011]\n?)(?={_LETTER}))+"
    rf"|[{_PUNCTUATION}]"
)
_BULLET = re.compile(rf"^[ \t]*[{re.escape(BULLETS)}\-\u2013\u2014](?=\s)", re.MULTILINE)
_UNSEEN = re.compile("[\n\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_FORMS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys(BULLETS.replace("*", ""), "\u00b7")
)


class Span(NamedTuple):
    """A part of a text: [start, end), in code points."""

    start: int
    end: int


class Token(NamedTuple):
    """A word, a number or a mark: [start, end) in the text, what it is compared by, whether it begins a line."""

    key: str
    start: int
    end: int
    begins: bool

    @property
    def is_word(self) -> bool:
        """Tell whether it says something by itself."""
        return self.key[0].isalnum()


def tokens(text: str) -> list[Token]:
    """Give the tokens of a text in their order, without overlap; what lies between them is white space or a bullet."""
    bare = _BULLET.sub(lambda bullet: " " * len(bullet[0]), text)
    found: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(bare):
        start, end = match.span()
        key = folded(match[0])
        if key:
            found.append(Token(key, start, end, not found or "\n" in bare[at:start]))
            at = end
    return found


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Give what a word is compared by: one form of each letter, quote, dash and bullet, nothing that can't be seen."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", word)).translate(_FORMS).strip()


def span_of(those: Sequence[Token], first: int, last: int) -> Span:
    """Give the part of the text from one token up to and without another."""
    return Span(those[first].start, those[last - 1].end)
