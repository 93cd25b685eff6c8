"""Show a changed passage as far as its line goes, where the old one filled the line to that side.

The signs that it ended with belong to it, too."""

from __future__ import annotations

from coachapp.domain.documents.tokens import Span

FAR = 60
"""Characters that a passage may grow by, to each side."""


def widened(old: str, passage: Span, new: str, place: Span) -> Span:
    """Give the place, grown to the line's begin or end where the passage stood at the begin or end of its own."""
    start, end = place
    before = _bare(new[_line_start(new, start) : start])
    behind = _bare(new[end : _line_end(new, end)])
    if before and len(before) <= FAR and not _bare(old[_line_start(old, passage.start) : passage.start]):
        start = new.rindex(before, 0, start)
    if behind and len(behind) <= FAR and not _bare(old[passage.end : _line_end(old, passage.end)]):
        end = new.index(behind, end) + len(behind)
    tail = _tail(old[passage.start : passage.end])
    return Span(start, end + len(tail) if new.startswith(tail, end) else end)


def _tail(text: str) -> str:
    """Give the signs behind the last word, like a full stop."""
    last = max((n for n, sign in enumerate(text) if sign.isalnum()), default=len(text))
    return text[last + 1 :]


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _bare(text: str) -> str:
    """Give the text without what stands around words: spaces, bullets, a full stop at the end."""
    first = next((n for n, sign in enumerate(text) if sign.isalnum()), None)
    if first is None:
        return ""
    last = max(n for n, sign in enumerate(text) if sign.isalnum())
    return text[first : last + 1]
