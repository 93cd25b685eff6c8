"""Find what each room brings, so that a new room is wired by being there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules(package: str) -> Iterator[ModuleType]:
    """Import and give every module right below the package, by name."""
    home = import_module(package)
    for found in sorted(iter_modules(home.__path__), key=lambda m: m.name):
        if not found.name.startswith("_"):
            yield import_module(f"{package}.{found.name}")


def parts(package: str, part: str) -> Iterator[ModuleType]:
    """Import and give that part (models, mails, reminders) of each room that has one."""
    for room in modules(package):
        path = getattr(room, "__path__", None)
        if path is not None and any(m.name == part for m in iter_modules(path)):
            yield import_module(f"{room.__name__}.{part}")
