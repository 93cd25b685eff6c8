"""Keep phrases, take them, let them go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import count
from textwrap import shorten

from sqlalchemy import func, select, update

from coachapp.core import blanks, clock
from coachapp.core.db import db, unless_taken
from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.snippets.errors import MOST, TitleTaken, TooManySnippets
from coachapp.domain.snippets.models import BLANKS, Snippet

TITLE = 60
"""How long a title is that was made of the words themselves."""


def add(actor: Viewer, *, title: str, body: str, is_shared: bool = False) -> Snippet:
    """Keep a phrase."""
    require(actor.is_coach, "Coaches keep phrases.")
    mine = select(func.count()).where(Snippet.owner_id == actor.membership_id, Snippet.removed_at.is_(None))
    if (db.session.scalar(mine) or 0) >= MOST:
        raise TooManySnippets
    snippet = Snippet(id=new_id(), owner_id=actor.membership_id, title=title, body=body, is_shared=is_shared)
    with _once():
        db.session.add(snippet)
    return snippet


def keep(actor: Viewer, words: str) -> Snippet:
    """Keep words as they stand under a title made of them; what one has kept already is not kept twice."""
    mine = select(Snippet).where(Snippet.owner_id == actor.membership_id, Snippet.removed_at.is_(None))
    found = db.session.scalar(mine.where(Snippet.body == words).limit(1))
    if found is not None:
        return found
    said = blanks.trouble(words, BLANKS)
    if said is not None:
        raise Invalid(said, fields={"body": [said]})
    taken = {title.lower() for title in db.session.scalars(mine.with_only_columns(Snippet.title))}
    title = next(each for each in _titles(words) if each.lower() not in taken)
    return add(actor, title=title, body=words)


def _titles(words: str) -> Iterator[str]:
    """Give the words that it begins with, and then the same with numbers."""
    title = shorten(words, TITLE, placeholder=" …") if len(words.split(maxsplit=1)[0]) < TITLE else words[:TITLE]
    yield title
    yield from (f"{title} ({number})" for number in count(2))


def change(actor: Viewer, snippet: Snippet, *, title: str, body: str, is_shared: bool) -> Snippet:
    """Give one's own phrase other words, or share it."""
    require(_is_own(actor, snippet), "This phrase is a colleague's. Keep a copy of your own.")
    with _once():
        snippet.title, snippet.body, snippet.is_shared = title, body, is_shared
        snippet.changed_at = clock.now()
    return snippet


def remove(actor: Viewer, snippet: Snippet) -> None:
    """Take a phrase off the list; the owner of the practice takes off shared ones, too."""
    require(_is_own(actor, snippet) or (actor.is_owner and snippet.is_shared), "This phrase is a colleague's.")
    snippet.removed_at = clock.now()
    db.session.flush()


def bring_back(actor: Viewer, snippet: Snippet) -> Snippet:
    """Put a removed phrase on the list again."""
    require(_is_own(actor, snippet) or (actor.is_owner and snippet.is_shared), "This phrase is a colleague's.")
    with _once():
        snippet.removed_at = None
    return snippet


def use(actor: Viewer, snippet: Snippet) -> None:
    """Count that somebody took the phrase."""
    require(actor.is_coach)
    db.session.execute(update(Snippet).where(Snippet.id == snippet.id).values(used=Snippet.used + 1))


def _is_own(actor: Viewer, snippet: Snippet) -> bool:
    return actor.is_coach and snippet.owner_id == actor.membership_id


def _once() -> AbstractContextManager[None]:
    return unless_taken("uq_snippets_title", TitleTaken, fields={"title": [TitleTaken.message]})
