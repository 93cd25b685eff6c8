"""Door 1, JSON: one file per room."""

from __future__ import annotations

from coachapp.api.frame import init_app

__all__ = ["init_app"]
