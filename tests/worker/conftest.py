"""Fixtures that the worker's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.worker.outages import FrailRedis


@pytest.fixture
def broker() -> Iterator[FrailRedis]:
    """Run a Redis that the test may break."""
    server = FrailRedis()
    server.start()
    yield server
    server.end()
