"""The shelf: older versions again, the archive, the bin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coachapp.core import clock, storage, unit, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.queries import timeline
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import intake, queries, service
from coachapp.domain.documents.errors import IsNewest, OnlyTheirs, QuotaFullOfBin
from coachapp.domain.documents.models import Document, State, Version, VersionPage
from coachapp.domain.ops import tidy
from coachapp.domain.reviews import service as review_verbs
from coachapp.domain.reviews.models import Review
from tests.factories import applications, documents, people, reviews

Browse = Callable[[Viewer], FlaskClient]
Program = Callable[..., FlaskClient]
Maya = tuple[Viewer, Client]


@pytest.fixture
def maya(inside: Viewer) -> Maya:
    return people.client(inside, name="Maya Lindqvist")


@pytest.fixture
def first(maya: Maya) -> Version:
    made = documents.read(documents.version(*maya), documents.page_of_text(reviews.TEXT))
    documents.read(service.add_version(*maya, of(maya, made), file=documents.upload("next.pdf")))
    unit.queue.take()
    return made


def of(maya: Maya, version: Version) -> Document:
    return queries.get_document(maya[0], version.document_id)


def removed(maya: Maya, version: Version) -> Document:
    """Put the version's document into the bin."""
    return service.remove(*maya, of(maya, version))


def days(n: float) -> None:
    """Let that many days pass."""
    clock.shift(clock.offset() + n * 86400)


def test_an_older_version_becomes_the_newest_again_without_being_read(
    browser_of: Browse, maya: Maya, first: Version
) -> None:
    place = f"/me/documents/{first.document_id}"
    browser = browser_of(maya[0])

    assert "Make this the newest again" in browser.get(f"{place}?version=1").get_data(as_text=True)
    people.post(browser, f"{place}/restore", {"version": "1"})
    walls.enter(maya[0].practice_id)
    latest = queries.get_whole_version(maya[0], of(maya, first).latest.id)
    old = queries.get_whole_version(maya[0], first.id)

    assert (latest.number, latest.restored_from, latest.note) == (3, 1, "Version 1 again")
    assert (latest.state, latest.text, latest.storage_key) == (State.READY, old.text, old.storage_key)
    assert [(p.words, p.image_key) for p in latest.pages] == [(p.words, p.image_key) for p in old.pages]
    assert "Make this the newest again" not in browser.get(place).get_data(as_text=True)


def test_what_is_not_read_yet_is_read_in_the_newest_version(maya: Maya) -> None:
    waiting = documents.version(*maya)
    service.add_version(*maya, of(maya, waiting), file=documents.upload("b.pdf"))
    unit.queue.take()

    made = service.restore(*maya, of(maya, waiting), waiting)

    assert made.state is State.QUEUED
    assert [name for name, _ in unit.queue.take()] == ["documents.read"]


def test_comments_are_looked_for_in_what_is_the_newest_again(maya: Maya, first: Version) -> None:
    made = service.restore(*maya, of(maya, first), first)

    assert unit.queue.take() == [("documents.restored", [str(made.practice_id), str(made.id)])]


def test_the_newest_version_is_not_restored(program_of: Program, maya: Maya, first: Version) -> None:
    document = of(maya, first)

    latest = document.latest

    with pytest.raises(IsNewest):
        service.restore(*maya, document, latest)
    answer = program_of(maya[0]).post(f"/api/v1/versions/{latest.id}/restore")
    assert (answer.status_code, answer.json["type"].rpartition("/")[2]) == (409, "is-newest")


def test_a_coach_restores_and_archives_but_does_not_remove(
    browser_of: Browse, program_of: Program, maya: Maya, first: Version, inside: Viewer
) -> None:
    place = f"/coach/clients/{maya[1].id}/documents/{first.document_id}"
    browser = browser_of(inside)

    people.post(browser, f"{place}/restore", {"version": "1"})
    people.post(browser, f"{place}/archive")
    page = browser.get(place).get_data(as_text=True)
    refused = program_of(inside).delete(f"/api/v1/documents/{first.document_id}")

    walls.enter(maya[0].practice_id)
    assert of(maya, first).latest.number == 3
    assert "In the archive since" in page
    assert (refused.status_code, refused.json["type"].rpartition("/")[2]) == (403, "only-theirs")
    with pytest.raises(OnlyTheirs):
        service.remove(inside, maya[1], of(maya, first))


def test_what_is_archived_stands_below_the_list_and_is_no_choice(
    browser_of: Browse, maya: Maya, first: Version
) -> None:
    job = applications.application(*maya)
    browser = browser_of(maya[0])
    place = f"/me/documents/{first.document_id}"

    people.post(browser, f"{place}/archive")
    archived = browser.get("/me/documents").get_data(as_text=True)
    choices = browser.get(f"/me/board/{job.id}").get_data(as_text=True)
    people.post(browser, f"{place}/unarchive")
    back = browser.get("/me/documents").get_data(as_text=True)

    assert "Archive: 1 document" in archived
    assert "version 2" not in choices
    assert "Archive:" not in back


def test_the_next_version_takes_a_document_out_of_the_archive(maya: Maya, first: Version) -> None:
    document = service.archive(*maya, of(maya, first))

    service.add_version(*maya, document, file=documents.upload("three.pdf"))

    assert document.archived_at is None


def test_programs_archive_and_list_the_archive(program_of: Program, maya: Maya, first: Version) -> None:
    program, place = program_of(maya[0]), f"/api/v1/clients/{maya[1].id}/documents"

    told = program.patch(f"/api/v1/documents/{first.document_id}", json={"archived": True}).json

    assert told["archived_at"] is not None
    assert program.get(place).json["items"] == []
    assert [d["id"] for d in program.get(f"{place}?archived=true").json["items"]] == [str(first.document_id)]


def test_a_removed_document_is_nowhere(
    browser_of: Browse, program_of: Program, maya: Maya, first: Version, inside: Viewer
) -> None:
    review = reviews.published(inside, *maya, about=first)
    review_verbs.ask_for_review(*maya, of(maya, first).latest)
    mine, theirs = f"/me/documents/{first.document_id}", f"/coach/clients/{maya[1].id}"
    people.post(browser_of(maya[0]), f"{mine}/remove")

    gone = [(maya[0], mine), (maya[0], f"{mine}/compare"), (inside, f"{theirs}/documents/{first.document_id}"),
            (inside, f"/versions/{first.id}/file"), (maya[0], f"/versions/{first.id}/pages/1.webp")]  # fmt: skip
    assert {browser_of(viewer).get(place).status_code for viewer, place in gone} == {404}
    programs = [f"documents/{first.document_id}", f"versions/{first.id}", f"versions/{first.id}/file",
                f"versions/{first.id}/reviews", f"versions/{first.id}/applications"]  # fmt: skip
    for viewer in (maya[0], inside):
        assert {program_of(viewer).get(f"/api/v1/{place}").status_code for place in programs} == {404}
        assert program_of(viewer).get(f"/api/v1/clients/{maya[1].id}/documents").json["items"] == []
    for place in ("/coach", "/coach/reviews", theirs, f"{theirs}/documents"):
        assert str(first.document_id) not in browser_of(inside).get(place).get_data(as_text=True), place
    assert "promised by" not in browser_of(inside).get("/coach/reviews").get_data(as_text=True)
    for viewer, place in ((maya[0], f"/me/reviews/{review.id}"), (inside, f"/coach/reviews/{review.id}")):
        assert browser_of(viewer).get(place).status_code == 200


def test_a_removal_is_undone_at_once_or_from_the_bin(browser_of: Browse, maya: Maya, first: Version) -> None:
    browser, place = browser_of(maya[0]), f"/me/documents/{first.document_id}"

    answer = people.post(browser, f"{place}/remove")
    after = browser.get(answer.location).get_data(as_text=True)
    days(3)
    there = browser.get("/me/documents/bin").get_data(as_text=True)
    back = f"/me/documents/bin/{first.document_id}/bring-back"
    people.post(browser, back)

    assert f'action="{back}"' in after
    assert "27 days left" in there
    assert browser.get(place).status_code == 200
    assert "Bin:" not in browser.get("/me/documents").get_data(as_text=True)


def test_programs_remove_and_bring_back(program_of: Program, maya: Maya, first: Version, inside: Viewer) -> None:
    program, bin_ = program_of(maya[0]), f"/api/v1/clients/{maya[1].id}/removed-documents"

    deleted = program.delete(f"/api/v1/documents/{first.document_id}")
    lying = program.get(bin_).json["items"]
    seen_by_coach = program_of(inside).get(bin_).json["items"]
    back = program.post(f"/api/v1/removed-documents/{first.document_id}/bring-back")

    assert deleted.status_code == 204
    assert [one["id"] for one in lying] == [str(first.document_id)]
    assert lying[0]["gone_at"] > lying[0]["removed_at"]
    assert seen_by_coach == []
    assert (back.status_code, back.json["id"]) == (200, str(first.document_id))


def test_nobody_else_brings_it_back(program_of: Program, maya: Maya, first: Version, inside: Viewer) -> None:
    removed(maya, first)
    other = people.client(inside, name="Theo")[0]

    for viewer in (other, inside):
        answer = program_of(viewer).post(f"/api/v1/removed-documents/{first.document_id}/bring-back")
        assert answer.status_code == 404


def test_the_bin_is_emptied_after_thirty_days_with_all_that_hung_on_it(
    maya: Maya, first: Version, inside: Viewer
) -> None:
    reviews.published(inside, *maya, about=first)
    key = first.storage_key
    removed(maya, first)

    days(29)
    assert tidy.clear_bin() == 0
    days(2)
    assert tidy.clear_bin() == 1
    db.session.expire_all()

    left = [db.session.scalar(select(func.count()).select_from(table)) for table in (Version, VersionPage, Review)]
    assert left == [0, 0, 0]
    tidy.clear_files()
    assert not storage.current().has(key)


def test_an_application_keeps_the_name_of_what_was_sent(browser_of: Browse, maya: Maya) -> None:
    sent = documents.read(documents.version(*maya, title="Resume", purpose="data roles"))
    job = applications.application(*maya, resume_version_id=sent.id)
    browser, card, place = browser_of(maya[0]), f"/me/board/{job.id}", f"/me/documents/{sent.document_id}"
    removed(maya, sent)

    in_bin = browser.get(card).get_data(as_text=True)
    facts = {"employer": "Northwind", "title": "PM", "resume_version_id": str(sent.id), "letter_version_id": ""}
    assert people.post(browser, card, facts).status_code == 303
    days(31)
    walls.enter(maya[0].practice_id)
    tidy.clear_bin()
    gone = browser_of(maya[0]).get(card).get_data(as_text=True)

    for page in (in_bin, gone):
        assert "Resume, version 1, for data roles (removed)" in page
        assert place not in page


def test_the_bin_counts_until_it_is_emptied(
    browser_of: Browse, maya: Maya, first: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = len(documents.RESUME.read_bytes())
    monkeypatch.setattr(intake, "CLIENT_QUOTA", 2 * size + 10)
    removed(maya, first)

    with pytest.raises(QuotaFullOfBin):
        documents.version(*maya)
    page = browser_of(maya[0]).get("/me/documents/bin").get_data(as_text=True)
    people.post(browser_of(maya[0]), f"/me/documents/bin/{first.document_id}/erase")
    walls.enter(maya[0].practice_id)

    assert "counts toward your" in page
    assert documents.version(*maya).number == 1


def test_a_restored_version_takes_no_room(maya: Maya, first: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(documents.RESUME.read_bytes())
    monkeypatch.setattr(intake, "CLIENT_QUOTA", 3 * size)

    service.restore(*maya, of(maya, first), first)

    assert documents.version(*maya).number == 1


def test_the_page_says_what_goes_with_a_document(
    browser_of: Browse, maya: Maya, first: Version, inside: Viewer
) -> None:
    reviews.published(inside, *maya, about=first)

    page = browser_of(maya[0]).get(f"/me/documents/{first.document_id}").get_data(as_text=True)

    assert "deleted for good, with its review and the comments in it." in page


def test_the_timeline_tells_of_a_removal_without_its_name(maya: Maya, first: Version, inside: Viewer) -> None:
    removed(maya, first)

    told = [line.text for line in timeline(inside, maya[1]).items]

    assert "Maya Lindqvist removed a document" in told
    assert not [text for text in told if "Resume" in text]
    with pytest.raises(NotFound):
        queries.get_version(inside, first.id)
