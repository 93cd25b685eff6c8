"""Where original files live."""

from __future__ import annotations

_url = ""


def configure(url: str) -> None:
    """Keep files there from now on."""
    global _url  # noqa: PLW0603 - one place per process
    _url = url
