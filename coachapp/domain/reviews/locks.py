"""Name a state in a few letters, so that a writer can say which one they know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Protocol


class Scored(Protocol):
    """What a criterion got."""

    @property
    def level(self) -> int | None:
        """Give its level."""

    @property
    def reason(self) -> str:
        """Give why."""


def lock_of(state: object) -> str:
    """Give the same few letters for the same state, and others for any other."""
    return sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]


def lock_of_scores(scores: Mapping[str, Scored]) -> str:
    """Name the state of all levels and reasons of a review."""
    return lock_of({key: [score.level, score.reason] for key, score in scores.items()})
