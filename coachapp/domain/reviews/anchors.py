"""Where a comment stands in a text, after the W3C Web Annotation Data Model.

An anchor joins a TextPositionSelector (start and end, in Unicode code points of the canonical text, end
exclusive) and a TextQuoteSelector (exact, prefix, suffix). The position is quick and exact while the text
stays; the quote finds the passage again where the text moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coachapp.domain.documents.tokens import Span

CONTEXT = 32
_SHORT = 8
_AGREES = 8


@dataclass(frozen=True)
class Anchor:
    """A passage: where it stood, what it said, and what stood around it."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @property
    def selectors(self) -> list[dict[str, str | int]]:
        """Give the anchor as Web Annotation selectors."""
        return [
            {"type": "TextPositionSelector", "start": self.start, "end": self.end},
            {"type": "TextQuoteSelector", "exact": self.quote, "prefix": self.prefix, "suffix": self.suffix},
        ]


def anchor_at(text: str, start: int, end: int) -> Anchor | None:
    """Anchor to text[start:end] without the white space at its ends; None where nothing is left or it lies outside."""
    if not 0 <= start < end <= len(text):
        return None
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    if start >= end:
        return None
    return Anchor(
        start, end, text[start:end], prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT]
    )


def find(text: str, anchor: Anchor) -> Span | None:
    """Find the passage, word for word, where the words around it leave no doubt; None everywhere else.

    In a text that has not changed that is its old place. In another one the words must stand once and one side
    agree, or one place of several agree much better than the next; never the nearest.
    """
    ranked = sorted(((_kinship(text, at, anchor), at) for at in _occurrences(text, anchor.quote)), reverse=True)
    whole = len(anchor.prefix) + len(anchor.suffix)
    if not anchor.quote or not ranked:
        return None
    if text[anchor.start : anchor.end] == anchor.quote and _kinship(text, anchor.start, anchor) == whole:
        return Span(anchor.start, anchor.end)
    kinship, at = ranked[0]
    needed = whole if len(anchor.quote) < _SHORT else min(whole, _AGREES)
    if kinship < needed or (len(ranked) > 1 and 2 * ranked[1][0] > kinship):
        return None
    return Span(at, at + len(anchor.quote))


def anchor_of_quote(text: str, quote: str, *, near: int = 0) -> Anchor | None:
    """Anchor to words that somebody typed or pasted: white space may differ; the occurrence nearest to `near` wins."""
    best = min(_typed(text, quote), key=lambda m: abs(m.start() - near), default=None)
    return None if best is None else anchor_at(text, best.start(), best.end())


def count_of_quote(text: str, quote: str) -> int:
    """Tell how often words that somebody typed or pasted stand in a text; white space may differ."""
    return len(_typed(text, quote))


def _typed(text: str, quote: str) -> list[re.Match[str]]:
    """Give where typed words stand; letters may differ in case where they stand nowhere as they were typed."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    if not pattern:
        return []
    return list(re.finditer(pattern, text)) or list(re.finditer(pattern, text, re.IGNORECASE))


def lines_of(text: str) -> Iterator[Span]:
    """Give each line that holds something, for pages on which nothing can be selected."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield Span(match.start(), match.end())


def _occurrences(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _kinship(text: str, at: int, anchor: Anchor) -> int:
    """Count the characters around the place that agree with those around the old one."""
    before = text[max(0, at - len(anchor.prefix)) : at]
    after = text[at + len(anchor.quote) : at + len(anchor.quote) + len(anchor.suffix)]
    return _agreeing(before[::-1], anchor.prefix[::-1]) + _agreeing(after, anchor.suffix)


def _agreeing(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n
