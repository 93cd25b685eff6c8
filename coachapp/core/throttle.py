"""How often something may be tried: counted at Redis, in this process where Redis is away."""

from __future__ import annotations

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

from coachapp.core import breaker
from coachapp.core.errors import TooMany

_near: FixedWindowRateLimiter = FixedWindowRateLimiter(MemoryStorage())
_shared: FixedWindowRateLimiter | None = None


def configure(redis_url: str) -> None:
    """Count at this Redis, with a patience of one second."""
    global _shared  # noqa: PLW0603 - one counter per process
    pool = ConnectionPool.from_url(
        redis_url, socket_timeout=1.0, socket_connect_timeout=1.0, retry=Retry(NoBackoff(), 0)
    )
    spelled = redis_url.replace("unix://", "redis+unix://", 1)
    _shared = FixedWindowRateLimiter(RedisStorage(spelled, connection_pool=pool, key_prefix="throttle"))


def forget() -> None:
    """Forget all counts (tests begin with a clean slate)."""
    _near.storage.reset()
    if _shared is not None:
        _shared.storage.reset()


def hit(limit: str, *who: str, message: str | None = None) -> None:
    """Count one try of that kind by that somebody; refuse it where the limit ("5/minute") is passed."""
    item = parse(limit)
    if not _count(item, *who):
        raise TooMany(message, retry_after=item.get_expiry())


def _count(item: RateLimitItem, *who: str) -> bool:
    if _shared is not None and not breaker.is_open():
        with breaker.guarded("a count"):
            return _shared.hit(item, *who)
    return _near.hit(item, *who)
