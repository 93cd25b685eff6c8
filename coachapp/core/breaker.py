"""When Redis fails once, nobody of this copy asks it until it answers: a server that hangs must not hang each request.

Whoever met the failure asks on in a thread of its own, and holds a lock meanwhile that other processes see.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from kombu.exceptions import OperationalError
from limits.errors import StorageError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError
from redis.retry import Retry

log = structlog.get_logger()
PAUSE = 1.0  # between two questions of the watch
_OPENED = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC


class _Watch(threading.Thread):
    """Asks Redis until it answers, and holds the lock of the outage meanwhile."""

    def __init__(self, redis_url: str, lock: Path) -> None:
        super().__init__(name="redis-watch", daemon=True)
        self.redis_url = redis_url
        self.lock = lock
        self.over = threading.Event()

    def run(self) -> None:
        with _held(self.lock):
            while not self.over.wait(PAUSE):
                if self._answers():
                    log.info("redis.back")
                    self.over.set()

    def is_on(self) -> bool:
        """Tell whether Redis has not answered yet (a forked process inherits no threads, and so no watch)."""
        return self.is_alive() and not self.over.is_set()

    def _answers(self) -> bool:
        patience = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0}
        try:
            with Redis.from_url(self.redis_url, retry=Retry(NoBackoff(), 0), **patience) as client:
                return bool(client.ping())
        except ResponseError:
            return True  # it may not be asked this, but it answers
        except (RedisError, OSError):
            return False


_watch: _Watch | None = None
_one_begins = threading.Lock()
_redis_url, _lock = "", Path("redis-away")


def configure(redis_url: str, folder: Path) -> None:
    """Watch over this Redis; the lock of its outages lies in that folder."""
    global _redis_url, _lock
    mend()
    mark = hashlib.sha256(f"{platform.node()} {redis_url}".encode()).hexdigest()[:12]
    _redis_url, _lock = redis_url, folder / f"redis-away-{mark}"


def is_open() -> bool:
    """Tell whether Redis failed, here or in another process of this copy, and has not answered since."""
    return (_watch is not None and _watch.is_on()) or _is_held(_lock)


def mend() -> None:
    """Ask Redis again from now on."""
    if _watch is not None:
        _watch.over.set()
        _watch.join(3)


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Ask Redis; where it fails, log it, leave it alone until it answers, and go on without."""
    try:
        yield
    except (RedisError, StorageError, OperationalError, OSError) as error:
        log.warning("redis.unreachable", asked_for=what, error=type(error).__name__)
        _begin_watch()


def _begin_watch() -> None:
    global _watch  # noqa: PLW0603 - one breaker per process
    with _one_begins:
        if _watch is None or not _watch.is_on():
            _watch = _Watch(_redis_url, _lock)
            _watch.start()


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    """Hold the lock, or do without it where nobody may write: then each process finds out for itself."""
    try:
        handle = os.open(lock, _OPENED, 0o600)
    except OSError:
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)  # a forked process may have inherited the handle
        os.close(handle)


def _is_held(lock: Path) -> bool:
    """Tell whether another process holds the lock; those who look don't get in each other's way."""
    try:
        handle = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
