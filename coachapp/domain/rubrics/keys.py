"""Under which names scores are kept: each criterion its own, the same as long as it is the same criterion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from coachapp.domain.rubrics.rubric import NO_EXAMPLES, Criterion, Four

MOST = 40
"""Characters that a key holds."""


def keyed(written: Sequence[dict[str, object]]) -> tuple[Criterion, ...]:
    """Give criteria their keys: the one that they came with, else one made of their label; none stands twice."""
    taken: set[str] = set()
    theirs = [_once(str(each.get("key") or ""), taken) for each in written]
    pairs = zip(written, theirs, strict=True)
    return tuple(_criterion(each, key or _made(str(each["label"]), taken)) for each, key in pairs)


def _once(key: str, taken: set[str]) -> str:
    """Give the key, or nothing where another criterion has it."""
    if not key or key in taken:
        return ""
    taken.add(key)
    return key


def _made(label: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: MOST - 4] or "criterion"
    key = next(key for n in range(1, 100) if (key := stem if n == 1 else f"{stem}_{n}") not in taken)
    taken.add(key)
    return key


def _criterion(written: dict[str, object], key: str) -> Criterion:
    levels, examples = _four(written["levels"]), _four(written.get("examples") or NO_EXAMPLES)
    weight = written.get("weight", 1)
    assert isinstance(weight, int)  # noqa: S101 - the shape saw to it
    return Criterion(key, str(written["label"]), str(written.get("asks") or ""), weight, levels, examples)


def _four(said: object) -> Four:
    assert isinstance(said, list | tuple)  # noqa: S101 - the shape saw to it
    first, second, third, fourth = (str(each) for each in said)
    return first, second, third, fourth
