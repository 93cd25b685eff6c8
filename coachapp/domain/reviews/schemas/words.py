"""The words of a list, as a field."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

LATER = 2**31 - 1


def words(words: type[Any], **kwargs: Any) -> fields.Enum[Any]:
    """Take one of the words of a list."""
    return fields.Enum(words, by_value=True, error_messages={"unknown": "One of: {choices}."}, **kwargs)
