"""What a mail says, apart from how it looks; and who writes which kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coachapp.domain.notifications.models import Notification


@dataclass(frozen=True)
class Attachment:
    """Bytes that travel with a letter; `calendar_method` makes it an invitation (RFC 6047)."""

    name: str
    content: bytes
    subtype: str = "octet-stream"
    maintype: str = "application"
    calendar_method: str | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One purpose, one button, the same facts in HTML and text."""

    subject: str
    preview: str
    paragraphs: list[str]
    facts: list[tuple[str, str]] = field(default_factory=list)
    button: tuple[str, str] | None = None
    closing: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    reply_to: str | None = None
    from_name: str | None = None
    attachments: list[Attachment] = field(default_factory=list)
    is_plain: bool = False
    """A letter in somebody's own name: its paragraphs alone, no frame of ours around it."""


Writer = Callable[[Notification], Letter | None]
_writers: dict[str, Writer] = {}


def writes(kind: str) -> Callable[[Writer], Writer]:
    """Register the function that writes this kind: it re-reads the facts, and gives None when no longer due."""

    def register(writer: Writer) -> Writer:
        if kind in _writers:
            raise RuntimeError(f"two rooms write {kind}")
        _writers[kind] = writer
        return writer

    return register


def writer_of(kind: str) -> Writer:
    """Give the function that writes this kind; an unknown kind is an error of ours."""
    return _writers[kind]


def is_known(kind: str) -> bool:
    """Tell whether some room writes this kind."""
    return kind in _writers


def kinds() -> list[str]:
    """Give all kinds, for tests and docs."""
    return sorted(_writers)
