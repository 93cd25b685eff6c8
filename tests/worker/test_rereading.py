"""Files are read anew when the program reads better; until then, and where it does not, the old text stands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import OperationalError

from coachapp.core import clock, queue, sandbox, storage, unit, walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents import reading, rereading, turns
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.models import State, Version, VersionPage
from coachapp.domain.documents.reading import EXTRACTOR_VERSION, Reading
from coachapp.domain.reviews import service as reviewing
from coachapp.domain.reviews import subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind
from coachapp.domain.reviews.models import Comment
from coachapp.worker import documents as tasks
from tests.factories import documents, people
from tests.servers import Database, ValkeyServer, run_cli

LAST_LIST = "celery\x06\x169"  # what waits even while new files are to be read


@pytest.fixture(scope="module")
def today(shared_app: Flask) -> Reading:
    """What the program reads from the file today."""
    return reading.read(documents.RESUME, Kind.PDF)


def read_long_ago(viewer: Viewer, today: Reading, *, said: str | None = None) -> Version:
    """Make a version that an older program read with other breaks; gives it as the database has it now."""
    made = documents.version(viewer, people.client(viewer)[1])
    old = today.text.replace("\n", "\n\n") if said is None else said
    documents.read(made, Reading(None, old, "", today.pages))
    age(made)
    return made


def age(made: Version) -> None:
    """Let an older program have read it."""
    db.session.execute(update(Version).where(Version.id == made.id).values(extractor_version=EXTRACTOR_VERSION - 1))
    db.session.commit()


def ring() -> list[list[str]]:
    """Ring as the command does; gives the arguments of each ring instead of sending them."""
    rereading.ring()
    return [arguments for name, arguments in queue.take() if name == "documents.reread"]


def kept(viewer: Viewer, made: Version) -> tuple[str, int | None, State, int]:
    """Give text, reader, state and number of pages as they are kept now."""
    db.session.expire_all()
    walls.enter(viewer.practice_id)
    pages = select(func.count()).select_from(VersionPage).where(VersionPage.version_id == made.id)
    row = db.session.execute(
        select(Version.text, Version.extractor_version, Version.state).where(Version.id == made.id)
    ).one()
    return row.text, row.extractor_version, row.state, db.session.scalar(pages) or 0


def test_a_file_that_an_older_program_read_is_read_anew_once(inside: Viewer, today: Reading) -> None:
    version = read_long_ago(inside, today)
    rings = ring()
    assert [each[1] for each in rings] == [str(version.id)]

    tasks.reread(*rings[0])

    assert kept(inside, version) == (today.text, EXTRACTOR_VERSION, State.READY, len(today.pages))
    assert ring() == []
    assert rereading.ring(everything=True) == 1
    queue.take()


def test_comments_move_along_in_the_same_step(inside: Viewer, today: Reading) -> None:
    version = read_long_ago(inside, today)
    review = reviewing.start(inside, subjects.load(inside, SubjectKind.VERSION, version.id))
    old = db.session.scalar(select(Version.text).where(Version.id == version.id)) or ""
    quote = next(line for line in old.split("\n")[4:] if len(line) > 30 and old.count(line) == 1)
    reviewing.comment_on(inside, review.id, kind=CommentKind.FIX, body="Of what?", quote=quote)
    db.session.commit()

    tasks.reread(*ring()[0])

    db.session.expire_all()
    walls.enter(inside.practice_id)
    made = db.session.scalars(select(Comment)).one()
    assert made.start is not None
    assert today.text[made.start : made.end] == quote.strip()
    assert old[made.start : made.end] != quote.strip()


def test_links_are_not_fetched_anew_and_files_that_wait_are_left_to_the_sweep(inside: Viewer) -> None:
    documents.version(*people.client(inside))
    linked = documents.version(*people.client(inside))
    documents.read(linked)
    gone = {"url": "https://example.com", "storage_key": None, "file_kind": None, "extractor_version": 1}
    db.session.execute(update(Version).where(Version.id == linked.id).values(**gone))

    assert rereading.ring(everything=True) == 0


def test_a_reader_killed_in_the_middle_leaves_the_old_text_and_a_later_call_reads_it(
    inside: Viewer, today: Reading, browser_of: Callable[[Viewer], FlaskClient]
) -> None:
    version = read_long_ago(inside, today, said="Led a team of 14 people, read long ago.")
    rings = ring()
    killed = rereading.claim_again(version.id, int(rings[0][2]))
    assert killed is not None
    db.session.commit()

    path = f"/coach/clients/{version.client_id}/documents/{version.document_id}?as=text"
    assert "read long ago" in browser_of(inside).get(path).text
    walls.enter(inside.practice_id)
    assert ring() == []
    clock.shift(turns.LEASE.total_seconds() + 1)
    assert list(turns.unread_ids(clock.now())) == []
    rings = ring()
    tasks.reread(*rings[0])
    found = kept(inside, version)

    assert found[:2] == (today.text, EXTRACTOR_VERSION)
    assert rereading.replace(killed, Reading(None, "Too late", "", today.pages)) is None
    assert kept(inside, version) == found


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing at all", b""])
def test_a_worse_reading_leaves_all_as_it_was(inside: Viewer, today: Reading, data: bytes) -> None:
    version = read_long_ago(inside, today)
    before = kept(inside, version)
    key = db.session.scalar(select(Version.storage_key).where(Version.id == version.id)) or ""
    storage.current().path(key).write_bytes(data)

    tasks.reread(*ring()[0])

    storage.current().path(key).write_bytes(documents.RESUME.read_bytes())
    assert kept(inside, version) == before
    assert len(ring()) == 1


def test_a_reading_without_the_text_or_the_pictures_is_worse(inside: Viewer, today: Reading) -> None:
    version = read_long_ago(inside, today)
    before = kept(inside, version)
    blind = [reading.PageRead(1, 300, 300, 0, len(today.text), [])]

    for found in (Reading(None, " \n", "", today.pages), Reading(None, today.text, "", blind)):
        turn = rereading.claim_again(version.id, int(ring()[0][2]))
        assert turn is not None
        assert rereading.replace(turn, found) is None

        assert kept(inside, version) == before


def test_a_busy_machine_leaves_it_for_later_and_rings_last(
    inside: Viewer, today: Reading, valkey: ValkeyServer
) -> None:
    version = read_long_ago(inside, today)
    before = kept(inside, version)
    broker = redis.Redis.from_url(valkey.url)
    broker.delete(LAST_LIST)

    with sandbox.place(60) as first, sandbox.place(60) as second:
        assert (first, second, sandbox.SLOTS) == (True, True, 2)
        tasks.reread(*ring()[0])

    assert broker.llen(LAST_LIST) == 1
    assert kept(inside, version) == before
    assert len(ring()) == 1


def test_several_workers_at_once_read_it_once(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask], today: Reading
) -> None:
    app = app_of(clone_database().url)
    with app.app_context(), unit.own():
        owner = people.owner()
        version_id = read_long_ago(owner, today).id
        walls.enter(owner.practice_id)
        arguments = ring()[0]
    start = Barrier(3)

    def work(_: int) -> None:
        start.wait()
        with app.app_context():
            tasks.reread(*arguments)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))

    with app.app_context(), unit.own(owner.practice_id):
        row = db.session.execute(
            select(Version.text, Version.attempts, Version.leased_until).where(Version.id == version_id)
        ).one()
        assert tuple(row) == (today.text, int(arguments[2]) + 1, None)


def test_while_places_are_looked_for_no_text_changes_under_them(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask], today: Reading
) -> None:
    app = app_of(clone_database().url)
    with app.app_context(), unit.own():
        owner = people.owner()
        version_id = read_long_ago(owner, today).id
        walls.enter(owner.practice_id)
        turn = rereading.claim_again(version_id, int(ring()[0][2]))
        assert turn is not None

    def replace() -> bool:
        with app.app_context(), unit.own(owner.practice_id):
            db.session.execute(text("SET LOCAL lock_timeout = '300ms'"))
            return rereading.replace(turn, today) is not None

    with ThreadPoolExecutor(1) as another:
        with app.app_context(), unit.own(owner.practice_id):
            assert reviewing.carry_over(version_id) == 0
            with pytest.raises(OperationalError, match="lock timeout"):
                another.submit(replace).result()
        assert another.submit(replace).result()


def test_the_command_rings_in_every_practice(
    clone_database: Callable[[], Database],
    app_of: Callable[..., Flask],
    process_environment: Callable[[Database], dict[str, str]],
    own_valkey: ValkeyServer,
    today: Reading,
) -> None:
    database = clone_database()
    with app_of(database.url).app_context(), unit.own():
        for name in ("First", "Second"):
            read_long_ago(people.owner(practice=name), today)
    environment, broker = process_environment(database), redis.Redis.from_url(own_valkey.url)

    said = [run_cli(environment, "reread", *more).stdout for more in ((), ("--all",))]

    assert said == ["2 files to be read anew.\n"] * 2
    assert broker.llen(LAST_LIST) == 4
