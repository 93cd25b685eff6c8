"""Documents as clients and coaches meet them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.models import Activity
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import intake, queries
from coachapp.domain.documents.files import Reason
from coachapp.domain.documents.models import DocumentKind, State, Version
from coachapp.domain.documents.reading import Reading
from tests.factories import documents, people
from tests.factories.statements import counted as statements

Browse = Callable[[Viewer], FlaskClient]


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    return people.client(inside, name="Maya Lindqvist")


def form(name: str = "cv.pdf", data: bytes | None = None, **fields: str) -> dict[str, Any]:
    content = documents.RESUME.read_bytes() if data is None else data
    return {"file": (io.BytesIO(content), name), **fields}


def test_a_client_without_documents_is_told_what_to_do(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    page = browser_of(maya[0]).get("/me/documents").get_data(as_text=True)

    assert "Add your resume" in page


def test_an_upload_answers_at_once_and_shows_progress(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    browser = browser_of(maya[0])

    answer = people.post(browser, "/me/documents/new", form(kind="resume"), content_type="multipart/form-data")
    page = browser.get(answer.location).get_data(as_text=True)

    assert answer.status_code == 303
    assert "We are reading your file." in page
    assert 'hx-trigger="every 1s"' in page
    assert '<meta http-equiv="refresh"' in page


def test_a_read_pdf_shows_its_pages_with_words_that_can_be_selected(
    browser_of: Browse, maya: tuple[Viewer, Client]
) -> None:
    version = documents.read_truly(documents.version(*maya))

    page = browser_of(maya[0]).get(f"/me/documents/{version.document_id}").get_data(as_text=True)

    whole = queries.get_whole_version(maya[0], version.id)
    words = re.findall(r'<text [^>]*data-start="(\d+)" data-end="(\d+)">([^<]+)</text>', page)
    assert len(words) == len(whole.pages[0].words)
    assert [whole.text[int(a) : int(b)] for a, b, _ in words] == [w.replace("&amp;", "&") for *_, w in words]
    assert f"/versions/{version.id}/pages/1.webp" in page
    assert "style=" not in page


def test_a_word_file_shows_clean_text(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    version = documents.read(documents.version(*maya), documents.words_of_html())

    page = browser_of(maya[0]).get(f"/me/documents/{version.document_id}").get_data(as_text=True)

    assert '<p id="b1" data-start="0" data-end="13" dir="auto">Led 14 people</p>' in page


@pytest.mark.parametrize("reason", [r for r in Reason if r is not Reason.NO_TEXT])
def test_a_file_that_can_not_be_shown_says_why_and_stays_downloadable(
    browser_of: Browse, maya: tuple[Viewer, Client], reason: Reason
) -> None:
    version = documents.read(documents.version(*maya), Reading(reason))
    browser = browser_of(maya[0])

    page = browser.get(f"/me/documents/{version.document_id}").get_data(as_text=True)

    assert reason.sentence.replace("'", "&#39;") in page
    assert browser.get(f"/versions/{version.id}/file").data == documents.RESUME.read_bytes()


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({}, 422, "Choose a file first."),
        (form("cv.pdf", b""), 422, "This file is empty."),
        (form("cv.png", b"\x89PNG"), 422, "Please send a PDF"),
        (form("cv.docx"), 422, "holds something else"),
        (form("cv.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024)), 413, "larger than 10 MB"),
        (form(kind="poem"), 422, "kind"),
    ],
    ids=["nothing", "empty", "picture", "misnamed", "large", "kind"],
)
def test_a_file_that_we_do_not_take_is_refused_at_its_field(
    browser_of: Browse, maya: tuple[Viewer, Client], sent: dict[str, Any], status: int, says: str
) -> None:
    fields = {"title": "My own title", **sent}
    answer = people.post(browser_of(maya[0]), "/me/documents/new", fields, content_type="multipart/form-data")
    page = answer.get_data(as_text=True)

    assert answer.status_code == status
    assert says in page
    assert "My own title" in page
    assert db.session.scalars(select(Version)).all() == []


def test_the_next_version_keeps_the_ones_before(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    first = documents.read(documents.version(*maya))
    browser, place = browser_of(maya[0]), f"/me/documents/{first.document_id}"

    people.post(browser, place, form("cv two.pdf", note="For data roles"), content_type="multipart/form-data")
    page = browser.get(place).get_data(as_text=True)
    before = browser.get(f"{place}?version=1").get_data(as_text=True)

    assert "For data roles" in page
    assert "cv two.pdf" in page
    assert "Send version 3" in page
    assert documents.TEXT.split()[0] in before
    assert browser.get(f"{place}?version=7").status_code == 404


def test_a_second_resume_is_named_after_its_file(maya: tuple[Viewer, Client]) -> None:
    for name in ("cv.pdf", "cv for data roles.pdf"):
        documents.version(*maya, file=documents.upload(name))

    titles = [document.title for document in queries.documents_of(*maya)]
    assert titles == ["cv for data roles", "Resume"]


def test_a_document_gets_another_name(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)
    place = f"/me/documents/{version.document_id}/edit"

    people.post(browser_of(maya[0]), place, {"title": "For product roles", "kind": "other"})

    found = queries.get_document(maya[0], version.document_id)
    assert (found.title, found.kind) == ("For product roles", DocumentKind.OTHER)


def test_a_download_can_do_nothing(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya, file=documents.upload('a"b\r\nX-Evil: 1\u202e.pdf'))

    answer = browser_of(maya[0]).get(f"/versions/{version.id}/file")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "X-Evil" not in answer.headers


def test_the_coach_reads_what_is_shared_and_the_client_can_know(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client]
) -> None:
    version = documents.read(documents.version(*maya))
    browser, place = browser_of(inside), f"/coach/clients/{maya[1].id}/documents"

    assert "version 1" in browser.get(place).get_data(as_text=True)
    assert "Led" in browser.get(f"{place}/{version.document_id}").get_data(as_text=True)
    browser.get(f"{place}/{version.document_id}")

    looks = db.session.scalars(select(Activity).where(Activity.verb == "version.opened")).all()
    assert [(look.subject_id, look.actor_user_id) for look in looks] == [(version.id, inside.user_id)]


def test_what_is_not_shared_is_not_there_for_the_coach(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client]
) -> None:
    version = documents.read(documents.version(*maya))
    clients.change_sharing(*maya, documents=False, board=True, endings=True, reflections=False)
    browser, place = browser_of(inside), f"/coach/clients/{maya[1].id}/documents"

    assert "Not shared at the moment" in browser.get(place).get_data(as_text=True)
    hidden = [f"{place}/{version.document_id}"]
    hidden += [f"/versions/{version.id}/{part}" for part in ("file", "view", "pages/1.webp")]
    assert [browser.get(address).status_code for address in hidden] == [404] * 4


def test_a_document_under_another_clients_address_is_not_there(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client]
) -> None:
    version = documents.read(documents.version(*maya))
    _, other = people.client(inside, name="Noa")

    answer = browser_of(inside).get(f"/coach/clients/{other.id}/documents/{version.document_id}")

    assert answer.status_code == 404


def test_a_full_account_says_so_and_keeps_nothing(
    browser_of: Browse, maya: tuple[Viewer, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "CLIENT_QUOTA", documents.RESUME.stat().st_size + 10)
    documents.version(*maya)

    answer = people.post(browser_of(maya[0]), "/me/documents/new", form(), content_type="multipart/form-data")

    assert answer.status_code == 413
    assert "no room left" in answer.get_data(as_text=True)
    assert len(db.session.scalars(select(Version)).all()) == 1


def counted(browser: FlaskClient, address: str) -> int:
    """Count the statements that a page costs."""
    db.session.commit()
    with statements() as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_a_list_of_three_costs_what_a_list_of_one_costs(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client]
) -> None:
    documents.read(documents.version(*maya))
    mine, theirs = browser_of(maya[0]), browser_of(inside)
    places = [(mine, "/me/documents"), (theirs, f"/coach/clients/{maya[1].id}/documents")]
    for browser, address in places:
        browser.get(address)
    one = [counted(browser, address) for browser, address in places]
    for _ in range(2):
        documents.read(documents.version(*maya))

    assert [counted(browser, address) for browser, address in places] == one


def test_the_view_that_a_page_polls_stops_asking_once_it_is_read(
    browser_of: Browse, maya: tuple[Viewer, Client]
) -> None:
    version = documents.version(*maya)
    browser, place = browser_of(maya[0]), f"/versions/{version.id}/view"

    waiting = browser.get(place).get_data(as_text=True)
    documents.read(version)
    ready = browser.get(place).get_data(as_text=True)

    assert ("hx-get" in waiting, "hx-get" in ready) == (True, False)
    assert db.session.get_one(Version, version.id).state is State.READY
