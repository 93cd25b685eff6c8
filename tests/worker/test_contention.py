"""Several processes at few times: a small run of what `benchmarks.contention` does at length."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from benchmarks import contention
from benchmarks.crowd import open_shop
from benchmarks.house import House
from tests.servers import Database

OPERATIONS = 360


@pytest.mark.slow
def test_processes_that_want_the_same_times_break_no_rule(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask], tmp_path: Path
) -> None:
    database = clone_database()
    built = House(app_of(database.url), database.owner_url, database.url, tmp_path)
    with built.app.app_context():
        shop = open_shop()

    seen, wrong, _ = contention.run(built, shop, OPERATIONS, processes=3)

    assert {name: wrong[name] for name in contention.WRONG} == dict.fromkeys(contention.WRONG, 0)
    assert len(seen.took) >= OPERATIONS
    done = {end for end in seen.ends if end.endswith(("200", "201"))}
    assert {"hold 201", "book 201", "move 200", "cancel 200", "confirm 200"} <= done
    assert {"book 409", "move 409"} <= seen.ends.keys()
