"""How each verb of the log reads, and who may read it: rooms say so in their own `lines.py`.

Fails closed: a verb that no room has put into words is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Topic(StrEnum):
    """What a line is about; timelines filter by it."""

    NOTES = "notes"
    MEETINGS = "meetings"
    DOCUMENTS = "documents"
    REVIEWS = "reviews"
    SEARCH = "search"
    PLAN = "plan"
    FILE = "file"
    ACCESS = "access"


class Reader(StrEnum):
    """Who of those that may open the file reads the line."""

    ALL = "all"
    COACH = "coach"
    CLIENT = "client"
    AUTHOR = "author"


class Share(StrEnum):
    """What a client may keep from their coach; a line that needs it is hidden from coaches where it is not shared."""

    DOCUMENTS = "documents"
    BOARD = "board"
    ENDINGS = "endings"
    REFLECTIONS = "reflections"


@dataclass(frozen=True)
class Saying:
    """How one verb reads, and to whom."""

    verb: str
    sentence: str
    icon: str
    topic: Topic
    visible_to: Reader
    needs: Share | None
    tone: str


@dataclass(frozen=True)
class Subject:
    """What a line is about, by name, and where coaches and clients find it."""

    name: str
    coach: str = ""
    client: str = ""


Namer = Callable[[Collection[UUID]], Mapping[UUID, Subject]]
_sayings: dict[str, Saying] = {}
_namers: dict[str, Namer] = {}


def says(
    verb: str, sentence: str, *, icon: str, topic: str, visible_to: str = "all", needs: str = "", tone: str = ""
) -> None:
    """Put a verb into words: {actor}, {subject} and the facts of its line may stand in the sentence."""
    if verb in _sayings:
        raise ValueError(f"{verb} has its words already")
    _sayings[verb] = Saying(
        verb, sentence, icon, Topic(topic), Reader(visible_to), Share(needs) if needs else None, tone
    )


def names(kind: str) -> Callable[[Namer], Namer]:
    """Register the function that names the subjects of that kind (their table), all in one query."""

    def keep(namer: Namer) -> Namer:
        _namers[kind] = namer
        return namer

    return keep


def saying(verb: str) -> Saying | None:
    """Give how that verb reads; None for one that nobody has put into words."""
    return _sayings.get(verb)


def sayings() -> Collection[Saying]:
    """Give all that has been put into words."""
    return _sayings.values()


def verbs() -> tuple[str, ...]:
    """Give the verbs that have been put into words."""
    return tuple(_sayings)


def name_all(kind: str, ids: Collection[UUID]) -> Mapping[UUID, Subject]:
    """Give the subjects of that kind by name; what nobody names, or what is gone, is left out."""
    namer = _namers.get(kind)
    return namer(ids) if namer and ids else {}
