"""How often something may be tried: counted at Redis, in this process where Redis is away."""

from __future__ import annotations

import time

import structlog
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from coachapp.core.errors import TooMany

log = structlog.get_logger()
REST = 10.0
_near: FixedWindowRateLimiter = FixedWindowRateLimiter(MemoryStorage())
_shared: FixedWindowRateLimiter | None = None
_resting_until = 0.0


def configure(redis_url: str) -> None:
    """Count at this Redis, with a patience of one second."""
    global _shared, _resting_until  # noqa: PLW0603 - one counter per process
    spelled = redis_url.replace("unix://", "redis+unix://", 1)
    storage = storage_from_string(spelled, socket_timeout=1.0, socket_connect_timeout=1.0, key_prefix="throttle")
    if not isinstance(storage, Storage):
        raise TypeError(f"{redis_url} is not a store that can be asked directly")
    _shared = FixedWindowRateLimiter(storage)
    _resting_until = 0.0


def forget() -> None:
    """Forget all counts kept in this process (tests begin with a clean slate)."""
    _near.storage.reset()


def hit(limit: str, *who: str, message: str | None = None) -> None:
    """Count one try of that kind by that somebody; refuse it where the limit ("5/minute") is passed."""
    item = parse(limit)
    if not _count(item, *who):
        raise TooMany(message, retry_after=item.get_expiry())


def _count(item: RateLimitItem, *who: str) -> bool:
    global _resting_until  # noqa: PLW0603 - one breaker per process
    if _shared is not None and time.monotonic() >= _resting_until:
        try:
            return _shared.hit(item, *who)
        except (RedisError, StorageError, OSError) as error:
            _resting_until = time.monotonic() + REST
            log.warning("throttle.unreachable", error=type(error).__name__)
    return _near.hit(item, *who)
