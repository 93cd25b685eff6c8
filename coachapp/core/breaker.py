"""When Redis fails once, nobody asks it again for ten seconds: a server that hangs must not hang each request."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from kombu.exceptions import OperationalError
from limits.errors import StorageError
from redis.exceptions import RedisError

log = structlog.get_logger()
REST = 10.0
_resting_until = 0.0


def is_open() -> bool:
    """Tell whether Redis failed a moment ago and is left alone."""
    return time.monotonic() < _resting_until


def mend() -> None:
    """Ask Redis again from now on."""
    global _resting_until  # noqa: PLW0603 - one breaker per process
    _resting_until = 0.0


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Ask Redis; where it fails, log it, leave it alone for a while, and go on without."""
    global _resting_until  # noqa: PLW0603 - one breaker per process
    try:
        yield
    except (RedisError, StorageError, OperationalError, OSError) as error:
        _resting_until = time.monotonic() + REST
        log.warning("redis.unreachable", asked_for=what, error=type(error).__name__)
