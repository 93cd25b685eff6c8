"""Versions: who reads them when, and that none is lost."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from coachapp.core import clock, storage, unit
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import intake, queries, service, turns
from coachapp.domain.documents.errors import FileRefused
from coachapp.domain.documents.files import Reason, Upload
from coachapp.domain.documents.models import DocumentKind, State, Version, VersionPage
from coachapp.domain.documents.reading import EXTRACTOR_VERSION, Reading
from coachapp.worker.timetable import TIMETABLE
from tests.factories import documents, people


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    return people.client(inside)


def state_of(version: Version) -> tuple[State, Reason | None]:
    db.session.expire_all()
    found = db.session.get_one(Version, version.id)
    return found.state, found.reason


def test_an_upload_rings_for_a_reader_once(maya: tuple[Viewer, Client]) -> None:
    unit.queue.take()
    version = service.add(*maya, kind=DocumentKind.RESUME, file=documents.upload())

    assert unit.queue.take() == [("documents.read", [str(version.practice_id), str(version.id)])]
    assert state_of(version) == (State.QUEUED, None)


def test_a_file_with_macros_is_kept_and_never_read(maya: tuple[Viewer, Client]) -> None:
    unit.queue.take()
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    version = service.add(*maya, kind=DocumentKind.RESUME, file=Upload("cv.docx", data))

    assert unit.queue.take() == []
    assert state_of(version) == (State.NO_PREVIEW, Reason.ENCRYPTED)
    assert storage.current().open(version.storage_key).read() == data


def test_only_one_reader_has_a_turn(maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)

    turn = turns.claim(version.id)

    assert turn is not None
    assert turns.claim(version.id) is None


def test_a_killed_readers_version_is_found_again_and_the_late_reader_changes_nothing(
    maya: tuple[Viewer, Client],
) -> None:
    version = documents.version(*maya)
    late = turns.claim(version.id)
    assert late is not None
    db.session.execute(update(Version).values(leased_until=clock.now() - timedelta(seconds=1)))

    assert turns.unread_ids(clock.now()) == [version.id]
    second = turns.claim(version.id)
    assert second is not None
    assert turns.finish(late, documents.page_of_text()) is False
    assert turns.finish(second, Reading(Reason.DAMAGED)) is True
    assert state_of(version) == (State.NO_PREVIEW, Reason.DAMAGED)
    assert db.session.scalars(select(VersionPage)).all() == []


def test_a_reader_that_goes_on_keeps_its_turn_and_one_that_lost_it_does_not(maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)
    late = turns.claim(version.id)
    assert late is not None
    db.session.execute(update(Version).values(leased_until=clock.now() + timedelta(seconds=1)))

    turns.keep(late)

    assert turns.unread_ids(clock.now() + timedelta(seconds=30)) == []
    db.session.execute(update(Version).values(leased_until=clock.now() - timedelta(seconds=1)))
    assert turns.claim(version.id) is not None
    db.session.execute(update(Version).values(leased_until=clock.now() - timedelta(seconds=1)))
    turns.keep(late)
    assert turns.unread_ids(clock.now()) == [version.id]


def test_a_killed_readers_version_has_another_one_within_a_minute() -> None:
    assert turns.LEASE + timedelta(seconds=TIMETABLE["read what nobody read"]["schedule"]) <= timedelta(minutes=1)


def test_a_file_that_kills_its_readers_is_given_up(maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)

    for _ in range(turns.MOST_ATTEMPTS + 1):
        turns.claim(version.id)
        db.session.execute(update(Version).values(leased_until=clock.now() - timedelta(seconds=1)))

    assert state_of(version) == (State.NO_PREVIEW, Reason.TOO_SLOW)
    assert turns.unread_ids(clock.now()) == []


def test_a_busy_machine_costs_a_file_no_attempt(maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)

    for _ in range(9):
        turn = turns.claim(version.id)
        assert turn is not None
        turns.give_back(turn, counted=False)

    assert state_of(version) == (State.QUEUED, None)


def test_a_version_whose_ring_was_lost_is_found(maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)

    assert turns.unread_ids(clock.now()) == []
    assert turns.unread_ids(clock.now() + timedelta(seconds=20)) == [version.id]


def test_what_was_read_is_kept_with_its_pages(maya: tuple[Viewer, Client]) -> None:
    version = documents.read_truly(documents.version(*maya))

    whole = queries.get_whole_version(maya[0], version.id)

    assert (whole.state, whole.page_count, whole.extractor_version) == (State.READY, 1, EXTRACTOR_VERSION)
    page = whole.pages[0]
    assert whole.text[page.start : page.end].startswith("Zoë Muñoz-García")
    assert json.loads(json.dumps(page.words))[0][:2] == [0, 3]
    assert storage.current().has(page.image_key or "")
    assert set(queries.kept_keys()) == {whole.storage_key, page.image_key}


def test_a_guests_file_becomes_version_one(inside: Viewer, maya: tuple[Viewer, Client]) -> None:
    kept = intake.keep(documents.upload("guest cv.pdf"))
    facts = {"kind": DocumentKind.RESUME, "title": "Resume", "file_name": kept.file_name, "size": kept.size}

    version = service.add_from_storage(inside, maya[1], key=kept.key, **facts)

    assert (version.number, version.storage_key, version.file_name) == (1, kept.key, "guest cv.pdf")
    with pytest.raises(NotFound):
        service.add_from_storage(inside, maya[1], key=f"{UUID(int=0)}/00/{'0' * 64}", **facts)


def test_the_same_file_twice_is_kept_once_and_numbered_twice(maya: tuple[Viewer, Client]) -> None:
    first = documents.version(*maya)
    document = queries.get_document(maya[0], first.document_id)

    second = service.add_version(*maya, document, file=documents.upload("again.pdf"), note="again")

    assert (second.number, second.storage_key) == (2, first.storage_key)


def test_a_refused_file_leaves_nothing_in_the_store(maya: tuple[Viewer, Client]) -> None:
    before = dict(storage.current().keys())

    with pytest.raises(FileRefused):
        service.add(*maya, kind=DocumentKind.RESUME, file=Upload("cv.pdf", b"GIF89a\x00\x01"))

    assert dict(storage.current().keys()) == before
