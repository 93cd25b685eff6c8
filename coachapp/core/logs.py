"""Log lines: one JSON object each, ids and never content."""

from __future__ import annotations

import logging

import structlog


def configure(*, is_dev: bool) -> None:
    """Write readable lines in development, JSON elsewhere; control characters never reach a line."""
    renderer = structlog.dev.ConsoleRenderer(colors=False) if is_dev else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
