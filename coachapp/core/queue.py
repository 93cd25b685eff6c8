"""The doorbell: jobs are named in a unit of work and published after its commit.

The row is the truth, the queue is a nudge: publishing logs and never raises, and after one failure
the broker is left alone until it answers again. A job that a worker took and lost is found by the sweeps, so
workers neither confirm jobs at the broker nor give them back: with the connection gone, trying to would end them.
"""

from __future__ import annotations

from typing import Any

from celery import Celery
from kombu.pools import producers
from kombu.transport.redis import Channel

from coachapp.core import breaker
from coachapp.core.db import db

celery = Celery("coachapp")
_KEY = "jobs"


def configure(redis_url: str) -> None:
    """Publish to this broker, with short patience."""
    broker = redis_url.replace("unix://", "redis+socket://", 1)
    patience = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0, "retry_on_timeout": False}
    Channel.do_restore = False  # kombu has no setting for it
    celery.conf.update(
        broker_url=broker,
        result_backend=None,
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_publish_retry=False,
        broker_connection_timeout=1.0,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={**patience, "max_retries": 0, "ack_emulation": False},
        enable_utc=True,
        worker_hijack_root_logger=False,
    )


def later(name: str, *arguments: object) -> None:
    """Ring for that task once this unit of work has been committed."""
    db.session().info.setdefault(_KEY, []).append((name, [str(a) for a in arguments]))


def take() -> list[tuple[str, list[str]]]:
    """Take the jobs that this unit of work has named so far."""
    jobs: list[tuple[str, list[str]]] = db.session().info.pop(_KEY, [])
    return jobs


def publish(jobs: list[tuple[str, list[str]]]) -> None:
    """Ring for each job; a broker that is down is logged and left alone for a while."""
    for name, arguments in jobs:
        if breaker.is_open():
            return
        with breaker.guarded(name), producers[celery.connection_for_write()].acquire(block=True) as producer:
            celery.send_task(name, args=arguments, retry=False, producer=producer)


def depth() -> int | None:
    """Tell how many jobs wait at the broker, or None where it does not answer."""
    if breaker.is_open():
        return None
    with breaker.guarded("the queue's length"), celery.connection_for_read() as connection:
        channel: Any = connection.default_channel
        return int(channel.client.llen("celery"))
    return None
