"""Pages that other sites may show in a frame: no cookie reaches them or leaves them.

Without a session there is no token to prove where a form comes from. The browser proves it: it sends Origin with each
POST and Sec-Fetch-Site with each request, and no page can set or take away either. What lacks one of them is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, current_app, g, request
from flask.globals import request_ctx
from markupsafe import Markup

from coachapp.core import links
from coachapp.core.errors import Forbidden
from coachapp.core.tongue import marked


def registry(app: Flask) -> set[str]:
    """Give the endpoints that stand in frames of other sites."""
    found: set[str] = app.extensions.setdefault("framed", set())
    return found


def is_framed() -> bool:
    """Tell whether this request is for a page in a frame of another site."""
    return request.endpoint in registry(current_app)


def forget_who() -> None:
    """Let a page in a frame know nobody: what a browser sends along is not read, and writing to a session breaks."""
    if not is_framed():
        return
    request_ctx._session = current_app.session_interface.make_null_session(current_app)  # noqa: SLF001 - no other way
    g.viewer, g.csrf_field = None, Markup()


def allow(sites: Sequence[str]) -> None:
    """Let these sites, and no other, show this page in a frame."""
    g.ancestors = " ".join(sites) or "'none'"


def check_origin() -> None:
    """Refuse a form that does not prove to come from our own page in the frame."""
    own = {links.origin(), request.host_url.rstrip("/")}
    if request.headers.get("Origin") not in own or request.headers.get("Sec-Fetch-Site") != "same-origin":
        raise Forbidden(marked("This form did not come from our page. Open the page on its own and send it again."))


def finish(response: Response) -> None:
    """Let nothing that would set a cookie leave with a page in a frame; pages around may be isolated themselves."""
    response.headers.pop("Set-Cookie", None)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
