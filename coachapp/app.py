"""create_app: wires all of it; the only module that knows every door."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from coachapp import api, web, worker
from coachapp.core import (
    breaker,
    clock,
    links,
    logs,
    mailer,
    queue,
    sandbox,
    sealing,
    signing,
    storage,
    throttle,
    unit,
    wayout,
)
from coachapp.core.db import db
from coachapp.core.rooms import parts
from coachapp.core.settings import Settings, from_environment
from coachapp.doors import answers, framed, headers, hygiene, policy, tongue, viewer

HERE = Path(__file__).parent
TEN_MEGABYTES = 10 * 1024 * 1024


class CoachApp(Flask):
    """Flask with one unit of work for each request."""

    def dispatch_request(self) -> Response:
        """Answer the request; an answer below 400 makes its work true, any other leaves no trace."""
        try:
            response: Response = self.make_response(super().dispatch_request())
            if response.status_code < 400:
                unit.commit()
            else:
                unit.rollback()
        except BaseException:
            unit.rollback()
            raise
        return response


def create_app(settings: Settings | None = None) -> CoachApp:
    """Build the app from its settings (the environment's, if none are given)."""
    settings = settings or from_environment()
    app = CoachApp("coachapp", static_folder=str(HERE / "web/static"), template_folder=str(HERE / "web/templates"))
    app.config.update(_config(settings))
    app.extensions["settings"] = settings
    lay_floor(settings)
    db.init_app(app)
    for part in ("models", "mails", "lines"):
        list(parts("coachapp.domain", part))
    tongue.init_app(app)
    hygiene.init_app(app)
    viewer.init_app(app)
    answers.init_app(app)
    headers.init_app(app, is_https=settings.is_https)
    web.init_app(app, settings)
    api.init_app(app)
    worker.init_app(app)
    policy.registry(app)["static"] = policy.Policy.PUBLIC
    policy.assert_complete(app)
    _guard(app)
    _front(app, settings)
    return app


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "MAX_CONTENT_LENGTH": TEN_MEGABYTES + 256 * 1024,
        "SESSION_COOKIE_NAME": "__Host-coachapp" if settings.is_https else "coachapp",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=90),
    }


def lay_floor(settings: Settings) -> None:
    """Tell the floor's parts of this process what the operator decided."""
    clock.shift(settings.clock_offset)
    logs.configure(is_dev=settings.is_dev)
    signing.configure(settings.secret_key)
    sealing.configure(settings.secret_key)
    wayout.configure(settings.allowed_private_hosts)
    links.configure(settings.base_url)
    breaker.configure(settings.redis_url, settings.data)
    sandbox.configure(settings.data)
    queue.configure(settings.redis_url)
    throttle.configure(settings.redis_url)
    mailer.configure(settings.smtp_url, settings.data / "mail", settings.mail_from)
    storage.configure(settings.storage_url)


def _guard(app: CoachApp) -> None:
    """Before each request: the policy of its address, then the bytes, then where the form came from."""

    @app.before_request
    def check() -> None:
        framed.forget_who()
        policy.enforce(app)
        hygiene.check_text()
        hygiene.check_origin()

    @app.after_request
    def prove(response: Response) -> Response:
        policy.assert_ran()
        return response


def _front(app: CoachApp, settings: Settings) -> None:
    n = settings.trusted_proxies
    if n:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]  # - the way to do it
    files = WhiteNoise(
        app.wsgi_app,
        root=str(HERE / "web/static"),
        prefix="static/",
        max_age=31_536_000,
        add_headers_function=lambda head, _path, _url: head.__setitem__("X-Content-Type-Options", "nosniff"),
    )
    app.wsgi_app = files  # type: ignore[method-assign]  # - the way to do it
