"""Count what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from coachapp.core.wire import asked


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements sent meanwhile, without those that frame a transaction."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config")):
            found.append(statement)

    def keep(statement: str) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    asked.connect(keep, weak=False)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        asked.disconnect(keep)
