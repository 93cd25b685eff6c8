"""Door 2, HTML: the portals of coach and client, and the public pages."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from coachapp.core.rooms import modules
from coachapp.core.settings import Settings
from coachapp.web import context

AUDIENCES = ("coach", "client", "public")


def init_app(app: Flask, settings: Settings) -> None:
    """Open each page of each audience; the ones for development only where it is asked for."""
    context.init_app(app, settings)
    for audience in AUDIENCES:
        for module in modules(f"coachapp.web.{audience}"):
            app.register_blueprint(module.bp)
    if settings.is_dev:
        for name in ("dev", "dev_mail"):
            app.register_blueprint(import_module(f"coachapp.web.{name}").bp)
