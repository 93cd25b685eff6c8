"""Takes away what nothing names any more."""

from __future__ import annotations

from coachapp.core import clock, storage, walls
from coachapp.domain.applications import sent
from coachapp.domain.ops.doctor import YOUNG, keys_in_use


def clear_bin() -> int:
    """Delete this practice's documents that were removed 30 days ago; applications keep the names of what was sent."""
    return sent.erase_due(clock.now())


def clear_files() -> int:
    """Delete this practice's files older than an hour that no row names: uploads whose row was rolled back."""
    latest = (clock.now() - YOUNG).timestamp()
    mine = f"{walls.current_practice_id()}/"
    old = [key for key, put_at in storage.current().keys() if key.startswith(mine) and put_at < latest]  # noqa: SIM118 - a store's keys
    unnamed = set(old) - keys_in_use()
    for key in unnamed:
        storage.current().delete(key)
    return len(unnamed)
