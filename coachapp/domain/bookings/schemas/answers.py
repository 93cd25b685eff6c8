"""What a guest says: a name, and answers to what an offer asks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, pre_load

from coachapp.core.fields import Line, Prose, Shape
from coachapp.core.tongue import gettext

_ADDRESS = re.compile(r"://|www\.|@|\w{2,}\.\w{2,}", re.IGNORECASE)
_ANSWER = re.compile(r"answers\[(.*)\]", re.DOTALL)


def check_name(value: str) -> None:
    """Refuse a name that holds an address: it would become a link in somebody's mail."""
    if _ADDRESS.search(value):
        raise ValidationError(gettext("Please give your name alone, without an address."))


class GuestAnswers(Shape):
    """Answers to an offer's questions; a form spells them as `answers[the question]`, and marks kept files."""

    answers = fields.Dict(
        keys=Line(max_length=300), values=Prose(max_length=4000), load_default=dict, metadata={"example": {}}
    )

    @pre_load
    def _gather_answers(self, data: Any, **_: Any) -> Any:
        """Read the answers of a form, or of a multipart field that holds JSON."""
        if not isinstance(data, Mapping):
            return data
        plain = {name: value for name, value in data.items() if not _ANSWER.fullmatch(str(name))}
        typed = {m[1]: value for name, value in data.items() if (m := _ANSWER.fullmatch(str(name)))}
        if typed:
            plain["answers"] = typed
        elif isinstance(plain.get("answers"), str):
            plain["answers"] = _as_json(plain["answers"])
        return plain


def without_marks(data: Any) -> Any:
    """Give what a form sent without the marks of files that came with it before."""
    return {name: value for name, value in data.items() if not str(name).startswith("kept ")}


def _as_json(text: str) -> Any:
    try:
        return json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError) as error:
        raise ValidationError(gettext("Give the answers as a JSON object."), "answers") from error
