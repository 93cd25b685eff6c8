"""Words with blanks to fill: `{name}` of a list, as text and nothing else.

No expression, no attribute, no format specification: a brace that is no listed blank is refused when saved,
and stays as it is should one be met later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_BLANK = re.compile(r"\{([^{}]*)\}")


def listed(known: Iterable[str]) -> str:
    """Say all blanks that can be filled."""
    return ", ".join(f"{{{name}}}" for name in known)


def trouble(text: str, known: Mapping[str, str]) -> str | None:
    """Say what keeps that text from being filled, or give None."""
    for found in _BLANK.finditer(text):
        if found[1].strip() not in known:
            said = found[1].strip()[:40]
            return f"{{{said}}} is not one of the placeholders. These are: {listed(known)}."
    if re.search(r"[{}]", _BLANK.sub("", text)):
        first = next(iter(known))
        return f"A curly brace stands alone here. Placeholders look like {{{first}}}; these are there: {listed(known)}."
    return None


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Fill the listed blanks, once: braces in what is filled in stay text."""
    return _BLANK.sub(lambda found: facts.get(found[1].strip(), found[0]), text)
