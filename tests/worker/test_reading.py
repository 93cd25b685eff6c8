"""Files are read outside the web process, and none is forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
import redis
from flask import Flask
from sqlalchemy import select

from coachapp.core import sandbox, unit, walls, wayout
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import service
from coachapp.domain.documents.files import Upload
from coachapp.domain.documents.models import DocumentKind, State, Version
from coachapp.worker import documents as tasks
from tests.domain.documents import made
from tests.factories import documents, people
from tests.factories.feeds import serving
from tests.servers import Database, ValkeyServer
from tests.worker.test_chaos import Crew, wait_until

LAST_LIST = "celery\x06\x166"  # what waits while anything else is to be done
FILES = [p for p in sorted(made.FILES.iterdir()) if p.suffix in {".pdf", ".odt"}]


def test_a_ring_reads_a_version(inside: Viewer) -> None:
    version = documents.version(*people.client(inside))
    db.session.commit()

    tasks.read(str(version.practice_id), str(version.id))

    db.session.expire_all()
    walls.enter(inside.practice_id)
    assert db.session.get_one(Version, version.id).state is State.READY


def test_a_ring_looks_at_a_linked_page(inside: Viewer, valkey: ValkeyServer) -> None:
    viewer, client = people.client(inside)
    broker = redis.Redis.from_url(valkey.url)
    broker.delete(LAST_LIST)
    with serving() as server:
        wayout.configure(["127.0.0.1"])
        url = server.says("<title>My work</title>", "/", headers={"Content-Type": "text/html"})
        version = service.add(viewer, client, kind=DocumentKind.PORTFOLIO, file=None, url=url)
        unit.queue.take()
        db.session.commit()
        tasks.read(str(version.practice_id), str(version.id))
        wayout.configure([])

    db.session.expire_all()
    walls.enter(inside.practice_id)
    found = db.session.get_one(Version, version.id)
    assert (found.state, found.preview) == (State.READY, {"title": "My work", "description": "", "site": "127.0.0.1"})
    assert b"reviews.carry" in broker.lrange(LAST_LIST, 0, -1)[0]


def test_a_busy_machine_leaves_the_version_for_later_and_rings_again(inside: Viewer, valkey: ValkeyServer) -> None:
    version = documents.version(*people.client(inside))
    db.session.commit()
    broker = redis.Redis.from_url(valkey.url)
    broker.delete(LAST_LIST)

    with ExitStack() as places:
        for _ in range(sandbox.SLOTS):
            assert places.enter_context(sandbox.place(60))
        tasks.read(str(version.practice_id), str(version.id))

    db.session.expire_all()
    walls.enter(inside.practice_id)
    found = db.session.get_one(Version, version.id)
    assert (found.state, found.attempts) == (State.QUEUED, 0)
    assert broker.llen(LAST_LIST) == 1


def send(viewer: Viewer, client: Client, path: Path) -> UUID:
    walls.enter(viewer.practice_id)
    file = Upload(path.name, path.read_bytes())
    return service.add(viewer, client, kind=DocumentKind.OTHER, file=file).id


@pytest.mark.slow
def test_twenty_files_at_once_are_read_though_readers_are_killed_and_the_broker_forgets(
    clone_database: Callable[[], Database],
    own_valkey: ValkeyServer,
    tmp_path: Path,
    app_of: Callable[..., Flask],
    process_environment: Callable[[Database], dict[str, str]],
) -> None:
    database = clone_database()
    broker = redis.Redis.from_url(own_valkey.url)
    broker.flushdb()
    environment = process_environment(database)
    app = app_of(database.url, redis_url=own_valkey.url)
    with app.app_context(), unit.own():
        viewer, client = people.client(people.owner())
        ids = [send(viewer, client, path) for path in (FILES * 3)[:20]]
    crew = Crew(environment, tmp_path)
    crew.hire(beat=False)
    time.sleep(6)
    crew.dismiss()
    broker.flushdb()
    crew.hire(beat=True, COACHAPP_CLOCK_OFFSET="300")

    def states() -> set[State]:
        with app.app_context(), unit.own(viewer.practice_id):
            return set(db.session.scalars(select(Version.state).where(Version.id.in_(ids))))

    wait_until(lambda: states() == {State.READY}, seconds=200)
    crew.dismiss()
    assert states() == {State.READY}
