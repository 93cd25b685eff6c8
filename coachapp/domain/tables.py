"""Imports every room's models, so that the metadata is complete."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from coachapp.core.db import Record

ROOMS = [
    import_module(f"coachapp.domain.{path.parent.name}.models")
    for path in sorted(Path(__file__).parent.glob("*/models.py"))
]
metadata = Record.metadata
