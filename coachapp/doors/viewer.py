"""Who is looking at this request: a browser's session or a program's token."""

from __future__ import annotations

from flask import Flask, Request, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from coachapp.core.errors import SignInNeeded
from coachapp.domain.accounts import queries
from coachapp.domain.accounts.viewer import Viewer


class SignedIn(UserMixin):  # type: ignore[misc]  # - flask-login has no types
    """What flask-login keeps: a session's token, never the user's id."""

    def __init__(self, token: str, viewer: Viewer | None = None) -> None:
        self.token = token
        self.viewer = viewer

    def get_id(self) -> str:
        """Give the session's token; the row behind it decides whether it still counts."""
        return self.token


def is_api() -> bool:
    """Tell whether this request came through the API door."""
    return request.path.startswith("/api/")


def find_viewer() -> Viewer | None:
    """Give the viewer of this request, or None for a stranger."""
    found: Viewer | None
    try:
        found = g.viewer
    except AttributeError:
        found = g.viewer = current_user.viewer if current_user.is_authenticated else None
    return found


def viewer() -> Viewer:
    """Give the viewer of this request; the policy has made sure that there is one."""
    found = find_viewer()
    if found is None:
        raise SignInNeeded
    return found


def remember(token: str) -> None:
    """Keep the session's token in the browser; whatever the cookie held before is gone."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(token))
    g.pop("viewer", None)


def forget() -> None:
    """Take the session's token out of the browser."""
    logout_user()
    session.clear()
    g.pop("viewer", None)


def init_app(app: Flask) -> None:
    """Find viewers by cookie on pages, by bearer token on the API."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app, add_context_processor=False)

    @manager.user_loader  # type: ignore[untyped-decorator]  # - flask-login has no types
    def by_cookie(token: str) -> SignedIn | None:
        if is_api():
            return None
        found = queries.viewer_of_session(token)
        return SignedIn(token, found) if found else None

    @manager.request_loader  # type: ignore[untyped-decorator]  # - flask-login has no types
    def by_bearer(asked: Request) -> SignedIn | None:
        scheme, _, token = asked.headers.get("Authorization", "").partition(" ")
        if not is_api() or scheme.lower() != "bearer" or not token:
            return None
        found = queries.viewer_of_token(token.strip())
        return SignedIn("", found) if found else None
