"""Kill workers at any moment, empty the broker, let two beats ring: no mail is lost, none doubled beyond that."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from flask import Flask
from sqlalchemy import select

from coachapp.core import unit, walls
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.notifications.models import Notification
from tests.factories import people
from tests.servers import Database, ValkeyServer
from tests.worker.post_office import PostOffice

MAILS = 40
KILLS = 8
ROOT = Path(__file__).parents[2]


class Crew:
    """Celery workers as an operator runs them, and the means to kill them."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []

    def hire(self, *, beat: bool, **changes: str) -> None:
        """Start one worker."""
        n = len(list(self.folder.glob("worker-*.log")))
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "coachapp.wsgi.celery",
            "worker",
            "-c",
            "2",
            "-n",
            f"w{n}@test",
        ]
        if beat:
            command += ["-B", "-s", str(self.folder / f"beat-{n}")]
        with (self.folder / f"worker-{n}.log").open("wb") as log:
            self.workers.append(
                subprocess.Popen(
                    command,
                    env=self.environment | changes,
                    cwd=ROOT,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def kill_one(self) -> None:
        """Kill a worker with all its children, at whatever line they are."""
        worker = self.workers.pop(random.randrange(len(self.workers)))
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def dismiss(self) -> None:
        """Kill everybody."""
        while self.workers:
            self.kill_one()


@pytest.fixture
def database(clone_database: Callable[[], Database]) -> Database:
    """Give a database that the processes may commit to."""
    return clone_database()


@pytest.fixture
def post() -> Iterator[PostOffice]:
    """Open a post office that takes its time, so that kills hit the moment between sent and marked."""
    office = PostOffice(delay=0.05)
    controller = office.open()
    yield office
    controller.stop()


def owe_mails(app: Flask, count: int) -> set[str]:
    """Owe that many invitations without ringing for them; gives their Message-IDs."""
    with app.app_context(), unit.own():
        owner = people.owner()
        walls.enter(owner.practice_id)
        for n in range(count):
            accounts.invite_coach(owner, name=f"Coach {n}", email=f"coach{n}@example.org")
        db.session.flush()
        return {f"<{found}@localhost>" for found in db.session.scalars(select(Notification.id))}


def wait_until(true: Callable[[], bool], *, seconds: float) -> None:
    """Wait for it, patiently and not forever."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.2)


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_doubled_beyond_one_repeat_per_kill(
    database: Database,
    own_valkey: ValkeyServer,
    post: PostOffice,
    tmp_path: Path,
    app_of: Callable[..., Flask],
    process_environment: Callable[[Database], dict[str, str]],
) -> None:
    broker = redis.Redis.from_url(own_valkey.url)
    broker.flushdb()
    app = app_of(database.url, redis_url=own_valkey.url)
    crew = Crew(process_environment(database) | {"COACHAPP_SMTP_URL": post.url}, tmp_path)
    owed = owe_mails(app, MAILS)
    crew.hire(beat=True)
    crew.hire(beat=True)
    crew.hire(beat=False)

    wait_until(lambda: len(post.messages) > 0, seconds=60)
    for n in range(KILLS):
        time.sleep(random.uniform(0.1, 0.5))
        crew.kill_one()
        crew.hire(beat=n % 2 == 0)
        if n == KILLS // 2:
            broker.flushdb()
    crew.dismiss()
    crew.hire(beat=True, COACHAPP_CLOCK_OFFSET="300")
    wait_until(lambda: set(post.counted()) == owed, seconds=90)
    crew.dismiss()
    counted = post.counted()
    assert set(counted) == owed
    assert sum(counted.values()) - MAILS <= KILLS + 3
