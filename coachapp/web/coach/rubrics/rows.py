"""Rows of a form that are added, removed and moved before it is sent for good; works without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import request

from coachapp.domain.rubrics.rubric import LEVELS, Criterion
from coachapp.doors.form import Form, unfold

Row = dict[str, Any]
BLANK: Row = dict.fromkeys(("key", "label", "asks", "weight"), "")
BLANK |= {f"{part}_{n}": "" for part in ("level", "example") for n in LEVELS}
_NAME = re.compile(r"criteria-(\d{1,3})-(\w+)\Z")


def written(criteria: Iterable[Criterion]) -> list[Row]:
    """Give criteria as rows of the form."""
    return [_row(each) for each in criteria]


def _row(criterion: Criterion) -> Row:
    row: Row = {name: getattr(criterion, name) for name in ("key", "label", "asks", "weight")}
    for n in LEVELS:
        row |= {f"level_{n}": criterion.levels[n - 1], f"example_{n}": criterion.examples[n - 1]}
    return row


def typed(form: Form, *, blank: bool = False) -> list[Row]:
    """Give the rows as they were sent; blank ones are left out, as the schema does, or kept."""
    if not blank:
        return list(unfold(request.form, form.schema)["criteria"])
    found: dict[int, Row] = {}
    for name, value in request.form.items():
        if (match := _NAME.match(name)) is not None:
            found.setdefault(int(match[1]), {})[match[2]] = value
    return [found[n] for n in sorted(found)]


def named(errors: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Say with each error which field of which criterion it is about."""
    return [(name, f"{_place(name)}{message}") for name, message in errors]


def _place(name: str) -> str:
    match = _NAME.match(name)
    if match is None:
        return {"title": "Name: "}.get(name, "")
    part, _, level = match[2].partition("_")
    what = {"label": "name", "asks": "what it asks", "example": "example for level"}.get(part, part)
    return f"Criterion {int(match[1]) + 1}, {what}{f' {level}' if level else ''}: "


def arranged(rows: list[Row], what: str) -> tuple[list[Row], str]:
    """Add, remove or move one; gives the rows, and the id of what should have the focus now."""
    verb, _, place = what.partition("-")
    at = int(place) if place.isdigit() else -1
    if verb == "add":
        return [*rows, {}], f"criteria-{len(rows)}-label"
    if not 0 <= at < len(rows):
        return rows, ""
    if verb == "remove":
        left = rows[:at] + rows[at + 1 :]
        return left, f"criteria-{min(at, len(left) - 1)}-label" if left else "add-criterion"
    to = at + {"up": -1, "down": 1}.get(verb, 0)
    if to == at or not 0 <= to < len(rows):
        return rows, ""
    moved = [*rows]
    moved[at], moved[to] = moved[to], moved[at]
    return moved, f"criteria-{to}-{verb if 0 < to < len(rows) - 1 else 'down' if to == 0 else 'up'}"
