"""Who comes, and what they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Resume:
    """A guest's file, checked and stored already; it hangs on the booking until there is a client."""

    key: str
    name: str
    type: str


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Who comes, and what they say beforehand; `answers` and `files` go by the wording of each question."""

    name: str
    email: str
    time_zone: str
    language: str = field(default="en", repr=False)
    goal: str = ""
    note: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Resume] = field(default_factory=dict)
    resume: Resume | None = None
