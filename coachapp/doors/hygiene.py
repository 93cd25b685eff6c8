"""What is refused before anybody looks at it: bytes that can't be stored, and forms from other sites."""

from __future__ import annotations

import json
from typing import Any, NoReturn
from urllib.parse import urlsplit

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest

from coachapp.core.errors import Forbidden
from coachapp.doors import framed
from coachapp.doors.viewer import is_api

SAFE = {"GET", "HEAD", "OPTIONS"}
csrf = CSRFProtect()


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class StrictJSON(DefaultJSONProvider):
    """JSON by the book: no NaN, no lone surrogates, no NUL, no bottomless nesting."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read JSON; what is not JSON, or can't be stored, is a ValueError."""
        try:
            found = json.loads(s, parse_constant=_no_constant, **kwargs)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        _refuse_unstorable(found)
        return found


def _refuse_unstorable(found: Any) -> None:
    waiting = [found]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and _is_unstorable(value):
            raise ValueError("holds characters that can't be stored")
        elif isinstance(value, int) and abs(value) > 2**63 - 1:
            raise ValueError("holds a number that can't be stored")


def _is_unstorable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text)


def check_text() -> None:
    """Refuse NUL and broken characters in the address and in form fields."""
    texts = [request.path, *request.args.keys(), *request.args.values()]
    if request.mimetype in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        texts += [text for pair in request.form.items(multi=True) for text in pair]
    if any(_is_unstorable(text) for text in texts):
        raise BadRequest


def check_origin() -> None:
    """Refuse forms that another site sends."""
    if request.method in SAFE or is_api():
        return
    if framed.is_framed():
        framed.check_origin()
        return
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        raise Forbidden("This form came from another site. Open the page here and send it again.")
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        raise Forbidden("This form came from another site. Open the page here and send it again.")
    csrf.protect()


def init_app(app: Flask) -> None:
    """Read JSON strictly and check forms of pages."""
    app.json = StrictJSON(app)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = True
    csrf.init_app(app)
