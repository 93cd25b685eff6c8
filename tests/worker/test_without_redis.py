"""Redis refused, or accepting and never answering: pages work, and only the first one waits."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from flask import Flask

from coachapp.core import breaker, unit
from coachapp.core.db import db
from coachapp.core.queue import celery
from coachapp.domain.notifications.models import Notification, State
from tests.factories import people
from tests.servers import Database
from tests.worker.outages import FrailRedis
from tests.worker.post_office import free_port


@pytest.fixture
def hanging() -> Iterator[str]:
    """Give the address of a server that accepts and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.fixture
def refused() -> str:
    """Give an address where nobody listens."""
    return f"redis://127.0.0.1:{free_port()}/0"


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    """Ask Redis again after each test."""
    yield
    breaker.mend()


@pytest.mark.parametrize("state", ["hanging", "refused"])
def test_a_sign_in_link_is_owed_within_two_seconds_and_the_next_at_once(
    state: str,
    request: pytest.FixtureRequest,
    clone_database: Callable[[], Database],
    app_of: Callable[..., Flask],
) -> None:
    app = app_of(clone_database().url, redis_url=request.getfixturevalue(state))
    with app.app_context(), unit.own():
        owner = people.owner()
    browser = app.test_client()
    token = people.csrf(browser)
    took = []

    for _ in range(3):
        began = time.monotonic()
        answer = browser.post("/sign-in/link", data={"csrf_token": token, "email": owner.email})
        took.append(time.monotonic() - began)
        assert answer.status_code == 200

    with app.app_context(), unit.own(owner.practice_id):
        owed = db.session.query(Notification).filter(Notification.kind == "sign_in_link").all()
        assert {message.state for message in owed} == {State.OWED}
    assert took[0] < 2
    assert max(took[1:]) < 0.5


@pytest.mark.parametrize("how", ["hanging", "refused"])
def test_a_worker_has_its_hands_free_again_after_a_job_that_ended_in_an_outage(
    broker: FrailRedis, how: str, database_url: str, app_of: Callable[..., Flask]
) -> None:
    app_of(database_url, redis_url=broker.url)
    with celery.connection_for_read() as connection:
        channel: Any = connection.default_channel
        channel.basic_qos(0, 1, False)
        celery.send_task("notifications.sweep", connection=connection)
        job = channel.basic_get("celery")
        assert not channel.qos.can_consume()

        broker.fail(how)
        job.ack_log_error(structlog.get_logger(), connection.connection_errors)

        assert channel.qos.can_consume()
        broker.come_back()
