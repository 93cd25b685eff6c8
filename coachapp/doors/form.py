"""One marshmallow schema serves the HTML form, too: what was typed stays, errors stand at their field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, after_this_request, request
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import FileStorage, MultiDict

from coachapp.core.errors import Forbidden, NotFound, Refusal, SignInNeeded, TooMany
from coachapp.core.tongue import gettext

_OURS = {"csrf_token", "next", "token", "tz"}
"""Fields that frame a form and never reach its schema."""


class Form:
    """A form on a page: its values, what is wrong with them, and what came of sending it."""

    def __init__(
        self, schema: type[Schema] | Schema, values: Mapping[str, Any] | None = None, *, files: tuple[str, ...] = ()
    ) -> None:
        self.schema = schema if isinstance(schema, Schema) else schema()
        self.sent = request.method == "POST"
        self._initial = dict(values or {})
        self._errors: dict[str, list[str]] = {}
        self._files = files
        self.refusal: Refusal | None = None
        self.result: Any = None

    def submit(self, verb: Callable[..., Any]) -> bool:
        """Check what was sent and call the verb with it; tells whether it went through."""
        if not self.sent:
            return False
        try:
            facts = self.schema.load(unfold(request.form, self.schema))
        except ValidationError as error:
            self._errors = _said(flatten(_by_field(error)))
            return False
        facts |= {name: self.file(name) for name in self._files}
        try:
            self.result = verb(**facts)
        except (NotFound, Forbidden, SignInNeeded):
            raise
        except Refusal as refusal:
            self.refusal = refusal
            if isinstance(refusal, TooMany):
                _say_when_again(refusal)
            self._errors = _said(refusal.fields) or {"": [refusal.message]}
            return False
        return True

    @property
    def status(self) -> int:
        """Give the answer's status: 200 before sending, the refusal's or 422 after."""
        if not self._errors:
            return 200
        return self.refusal.status if self.refusal else 422

    def file(self, name: str) -> FileStorage | None:
        """Give the file that was sent under that name, or None."""
        found = request.files.get(name)
        return found if found and found.filename else None

    def value(self, name: str) -> str:
        """Give what stands in the field: as typed, or as it is now."""
        if self.sent:
            return request.form.get(name, "")
        found = self._initial.get(name, "")
        return "" if found is None else str(found)

    def values(self, name: str) -> list[str]:
        """Give all that is chosen in a field of several."""
        if self.sent:
            return request.form.getlist(name)
        return [str(value) for value in self._initial.get(name, [])]

    def checked(self, name: str) -> bool:
        """Tell whether the box is ticked."""
        return name in request.form if self.sent else bool(self._initial.get(name))

    def errors(self, name: str) -> list[str]:
        """Give what is wrong with that field."""
        return self._errors.get(name, [])

    @property
    def all_errors(self) -> list[tuple[str, str]]:
        """Give each error with the field it belongs to ("" for the form as a whole)."""
        return [(name, message) for name, messages in self._errors.items() for message in messages]


def _said(messages: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Say messages in the language of who reads them."""
    return {name: [gettext(each) for each in said] for name, said in messages.items()}


def _say_when_again(refusal: TooMany) -> None:
    @after_this_request
    def add(response: Response) -> Response:
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response


def _by_field(error: ValidationError) -> Mapping[Any, Any]:
    return error.messages if isinstance(error.messages, Mapping) else {"": error.messages}


def unfold(sent: MultiDict[str, str], schema: Schema, prefix: str = "") -> dict[str, Any]:
    """Turn form fields into the schema's data: lists by repetition, nested rows as name-0-part, blanks left out."""
    data: dict[str, Any] = {}
    for name, field in schema.load_fields.items():
        key = prefix + (field.data_key or name)
        if isinstance(field, fields.List):
            data[name] = _unfold_list(sent, field, key)
        elif isinstance(field, fields.Nested):
            part = unfold(sent, field.schema, f"{key}-")
            if part:
                data[name] = part
        elif isinstance(field, fields.Boolean):
            data[name] = key in sent and sent[key] not in {"", "0", "false"}
        elif key in sent and (sent[key].strip() or (field.required and isinstance(field, fields.String))):
            data[name] = sent[key]
    if not prefix:
        known = {field.data_key or name for name, field in schema.load_fields.items()}
        data |= {key: sent[key] for key in sent if key.split("-")[0] not in known | _OURS and key not in _OURS}
    return data


def _unfold_list(sent: MultiDict[str, str], field: fields.List[Any], key: str) -> list[Any]:
    inner = field.inner
    if not isinstance(inner, fields.Nested):
        return [value for value in sent.getlist(key) if value.strip()]
    numbers = sorted(
        {int(n) for k in sent if k.startswith(key + "-") and (n := k[len(key) + 1 :].split("-")[0]).isdigit()}
    )
    schema = inner.schema
    rows = [unfold(sent, schema, f"{key}-{n}-") for n in numbers[:500]]
    return [row for row in rows if any(value not in (False, [], "") for value in row.values())]


def flatten(messages: Mapping[Any, Any], prefix: str = "") -> dict[str, list[str]]:
    """Turn marshmallow's nested messages into field -> messages, with the names that the form uses."""
    flat: dict[str, list[str]] = {}
    for name, inner in messages.items():
        key = f"{prefix}{name}" if name != "_schema" else prefix.rstrip("-")
        if isinstance(inner, Mapping):
            flat |= flatten(inner, f"{key}-")
        else:
            flat.setdefault(key, []).extend(str(m) for m in (inner if isinstance(inner, list) else [inner]))
    return flat
