"""What every template knows: who looks, in which practice, where the files are."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, g
from jinja2 import StrictUndefined

from coachapp.core import clock, dates, zonenames
from coachapp.core.settings import Settings
from coachapp.core.tongue import counted, gettext, spoken
from coachapp.doors import framed, tongue
from coachapp.doors.viewer import find_viewer
from coachapp.web import nav, parts, times


def init_app(app: Flask, settings: Settings) -> None:
    """Teach the templates our words; a name that is not there is an error, not a blank."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(gettext, counted, newstyle=True)  # type: ignore[attr-defined]  # - by the extension
    times.init_app(app)
    app.jinja_env.filters.update(as_id=parts.as_id, begun=dates.begun)
    app.jinja_env.globals.update(parts=parts, nav=nav, static_url=parts.static_url, zone_options=zone_options)

    app.jinja_env.globals.update(spoken=spoken, city=zonenames.city, language_href=tongue.href)

    @app.context_processor
    def everywhere() -> dict[str, Any]:
        viewer = find_viewer() if hasattr(g, "policy") else None
        return {
            "viewer": viewer,
            "practice": {"name": viewer.practice_name} if viewer else getattr(g, "practice", None),
            "is_demo": viewer.is_demo if viewer else getattr(g, "is_demo", False),
            "framed": hasattr(g, "policy") and framed.is_framed(),
            "is_dev": settings.is_dev,
            "trial_clock": times.when(clock.now(), "UTC") + " UTC" if clock.is_shifted() else None,
        }


@cache
def zone_options() -> list[tuple[str, str]]:
    """Give all time zones as choices, in the order of their names."""
    return [(name, name.replace("_", " ").replace("/", " / ")) for name in sorted(clock.zone_names())]
