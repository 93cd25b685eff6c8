"""Which language a request is answered in: what the visitor picked, else what the browser asks for, else English.

Only doors that are translated listen (`Door(..., is_translated=True)`, and what the API opens to everybody); the
portals speak English.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, Response, current_app, request, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from coachapp.core import tongue


def registry(app: Flask) -> set[str]:
    """Give the endpoints that speak the visitor's language."""
    found: set[str] = app.extensions.setdefault("translated", set())
    return found


def is_translated() -> bool:
    """Tell whether this request is for a page that speaks the visitor's language."""
    return request.endpoint in registry(current_app)


@lru_cache(maxsize=512)
def asked_for(header: str) -> str:
    """Give what a browser asks for, as far as we speak it: "de-AT, en;q=0.8" is de, American English is en-US."""
    for wanted, quality in parse_accept_header(header[:500], LanguageAccept):
        name = wanted.replace("_", "-").lower()
        if quality <= 0 or name[:2] not in tongue.NAMES or name[2:3] not in {"", "-"}:
            continue
        return "en-US" if name.startswith("en-us") else name[:2]
    return tongue.ENGLISH


def _browser() -> str:
    return asked_for(request.headers.get("Accept-Language", ""))


def picked() -> str | None:
    """Give the language that stands in the address, where the visitor picked one."""
    wanted = request.args.get("lang", "")
    return wanted if wanted in tongue.NAMES else None


def chosen() -> str:
    """Give what to speak: an English that was picked keeps the manner of the browser's own English."""
    wanted, browser = picked(), _browser()
    return browser if wanted is None or browser.startswith(wanted) else wanted


def prefer(spoken: str) -> None:
    """Speak this where the visitor did not pick a language: the one that a meeting was booked in."""
    if picked() is None and is_translated():
        tongue.speak(spoken)


def keep_in_address(_endpoint: str, values: dict[str, Any]) -> None:
    """Let links of a translated door keep the language that was picked."""
    wanted = picked() if request else None
    if wanted is not None:
        values.setdefault("lang", wanted)


def href(language: str) -> str:
    """Give the address of this page in another language."""
    facts: dict[str, Any] = request.args.to_dict() | (request.view_args or {}) | {"lang": language}
    return url_for(str(request.endpoint), **facts)


def init_app(app: Flask) -> None:
    """Choose the language before anything answers, and leave none behind."""

    @app.before_request
    def choose() -> None:
        tongue.speak(chosen() if is_translated() else tongue.ENGLISH)

    @app.after_request
    def tell(response: Response) -> Response:
        if response.mimetype == "text/html" and is_translated():
            response.headers["Content-Language"] = tongue.spoken()
            response.vary.add("Accept-Language")
        return response

    @app.teardown_request
    def forget(_: BaseException | None) -> None:
        tongue.speak(tongue.ENGLISH)

    @app.context_processor
    def said() -> dict[str, Any]:
        return {"languages": tongue.NAMES if is_translated() and request.method == "GET" else {}}
