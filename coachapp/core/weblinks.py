"""A field for an address on the web."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError

from coachapp.core.fields import Line


class WebLink(Line):
    """An address on the web, http or https; without a scheme it is taken as https."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text:
            return ""
        spelled = text if "://" in text else f"https://{text}"
        try:
            parts = urlsplit(spelled)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or "." not in parts.netloc or " " in spelled:
            raise ValidationError("This does not look like a web address, like https://example.org/jobs/12.")
        return spelled
