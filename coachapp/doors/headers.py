"""Headers that each answer carries."""

from __future__ import annotations

import re

from flask import Flask, Response, g, request

from coachapp.doors import framed
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import is_api

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}; "
    "manifest-src 'self'; frame-src 'self'"
)
_FRAMES = re.compile(r"frame-ancestors ([^;]*)")


def init_app(app: Flask, *, is_https: bool) -> None:
    """Add the headers to every answer of the app."""

    @app.after_request
    def add(response: Response) -> Response:
        head = response.headers
        head.setdefault("Content-Security-Policy", CSP.format(ancestors=getattr(g, "ancestors", "'none'")))
        allowed = _FRAMES.search(head["Content-Security-Policy"])
        if allowed is None or allowed[1] in {"'none'", "'self'"}:
            head.setdefault("X-Frame-Options", "SAMEORIGIN" if allowed and allowed[1] == "'self'" else "DENY")
        if framed.is_framed():
            framed.finish(response)
        head.setdefault("X-Content-Type-Options", "nosniff")
        head.setdefault("Referrer-Policy", "same-origin")
        head.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        head.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        head.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if is_https:
            head.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if not request.path.startswith("/static/") and (
            getattr(g, "viewer", None) or is_api() or request.method != "GET"
        ):
            may_ask_again = getattr(g, "policy", None) is Policy.PUBLIC and is_api() and "ETag" in head
            head["Cache-Control"] = "private, no-cache" if may_ask_again else "no-store"
        return response
