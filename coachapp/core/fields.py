"""Field types for what people type: trimmed, free of control characters, with errors that say what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from coachapp.core import clock, tongue
from coachapp.core.tongue import gettext, marked

_EMAIL = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@[^@\s<>\"(),:;\[\]\\]{1,190}\.[^@\s<>\"(),:;\[\]\\.]{2,63}")


def clean_line(text: str) -> str:
    """Give the text as one line, NFC, without control characters or text-direction overrides."""
    text = unicodedata.normalize("NFC", text)
    kept = ("".join(" " if c in "\t\r\n\v\f\u2028\u2029" else c for c in text) if text else "").strip()
    return re.sub(r" {2,}", " ", "".join(c for c in kept if not _is_control(c)))


def clean_prose(text: str) -> str:
    """Give the text with plain line ends and without control characters."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or not _is_control(c)).strip()


def _is_control(c: str) -> bool:
    return (
        unicodedata.category(c) in {"Cc", "Cs"} or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    )


THEIRS = (
    marked("Missing data for required field."),
    marked("Field may not be null."),
    marked("Not a valid integer."),
    marked("Not a valid string."),
    marked("Not a valid date."),
    marked("Not a valid mapping type."),
    marked("Invalid input type."),
)
"""What marshmallow says by itself; like all messages of shapes it is said in the visitor's language where it leaves."""


class Shape(Schema):
    """A shape of data that serves JSON and the HTML form alike; unknown fields are refused."""

    class Meta:
        """House rules for each shape."""

        unknown = RAISE

    error_messages = {"unknown": marked("This field is not known here. Remove it.")}  # noqa: RUF012 - marshmallow's own name


class _AtMost(validate.Length):
    """Refuse what is too long, in the language of who typed it."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def _format_error(self, _value: Any, _message: str) -> str:
        return gettext("Keep this to %(most)s characters.", most=self.max)


class Line(fields.String):
    """One line of text, trimmed."""

    default_error_messages = {  # noqa: RUF012
        "required": marked("Please fill this in."),
        "null": marked("Please fill this in."),
    }

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        checks: list[Any] = [_AtMost(max_length)]
        if kwargs.get("required"):
            checks.insert(0, validate.Length(min=1, error=marked("Please fill this in.")))
        given = kwargs.pop("validate", None)
        checks += given if isinstance(given, list) else [given] if given else []
        super().__init__(validate=checks, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if "\x00" in text or any(unicodedata.category(c) == "Cs" for c in text):
            raise ValidationError(gettext("This holds characters that can't be stored. Type it again."))
        return self.clean(text)

    def clean(self, text: str) -> str:
        """Give the text as it will be kept."""
        return clean_line(text)


class Prose(Line):
    """Text of several lines, trimmed at its ends."""

    def __init__(self, *, max_length: int = 10_000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, text: str) -> str:
        """Keep line breaks."""
        return clean_prose(text)


class Email(Line):
    """A mail address, lower-cased."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).lower()
        if text and not (_EMAIL.fullmatch(text) and text.isascii()):
            raise ValidationError(gettext("This does not look like a mail address, like name@example.org."))
        return text


class Zone(Line):
    """An IANA time zone name."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not clock.is_zone(text):
            raise ValidationError(gettext("This time zone is not known. Pick one from the list, like Europe/Berlin."))
        return text


class Tongue(Line):
    """A language that we speak; left out, it is the one that is spoken right now."""

    def __init__(self, **kwargs: Any) -> None:
        named = {"description": f"One of {', '.join(tongue.CLDR)}; left out, what Accept-Language asks for."}
        super().__init__(max_length=20, load_default=tongue.spoken, metadata=named, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text not in tongue.CLDR:
            raise ValidationError(gettext("We write in one of: %(languages)s.", languages=", ".join(tongue.CLDR)))
        return text


class When(fields.DateTime):
    """An instant: RFC 3339 with an offset in, UTC with Z out."""

    default_error_messages = {  # noqa: RUF012
        "required": marked("Please fill this in."),
        "invalid": marked("Give an instant with its offset, like 2027-03-01T14:00:00Z."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        found = super()._deserialize(value, attr, data, **kwargs)
        if not isinstance(found, datetime) or found.tzinfo is None:
            raise self.make_error("invalid", input=value, obj_type="datetime")
        try:
            return found.astimezone(UTC)
        except OverflowError as error:
            raise self.make_error("invalid", input=value, obj_type="datetime") from error

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else spell(value)


def spell(instant: datetime) -> str:
    """Write an instant as RFC 3339 in UTC with Z."""
    at = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    if at.microsecond:
        return at.isoformat().replace("+00:00", "Z")
    return f"{_date(at.toordinal())}T{_CLOCK[at.hour * 60 + at.minute]}:{at.second:02}Z"


def spell_tick(at: int) -> str:
    """Write an instant that comes as microseconds since 1970 the same way."""
    minutes, rest = divmod(at, 60_000_000)
    if rest:
        return spell(_EPOCH + timedelta(microseconds=at))
    days, minute = divmod(minutes, 1440)
    return f"{_date(days + _FIRST)}T{_CLOCK[minute]}:00Z"


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = _EPOCH.toordinal()


@lru_cache(maxsize=2048)
def _date(number: int) -> str:
    return date.fromordinal(number).isoformat()


_CLOCK = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in range(60)]
