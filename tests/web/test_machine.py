"""What a machine reads, as clients, coaches and programs see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import queries
from tests.factories import documents, people

Browse = Callable[[Viewer], FlaskClient]
Program = Callable[..., FlaskClient]


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    return people.client(inside, name="Maya Lindqvist")


def test_client_and_coach_see_what_a_machine_reads(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client]
) -> None:
    version = documents.read_truly(documents.version(*maya))
    places = [
        (browser_of(maya[0]), f"/me/documents/{version.document_id}"),
        (browser_of(inside), f"/coach/clients/{maya[1].id}/documents/{version.document_id}"),
    ]

    for browser, place in places:
        page = browser.get(f"{place}?as=machine").get_data(as_text=True)

        assert '<a href="?version=1&amp;as=machine" aria-current="page">What a machine reads</a>' in page
        assert "<bdi>Zoë Muñoz-García</bdi>" in page
        assert "zoe@example.org" in page
        assert "No phone found" in page
        assert "style=" not in page


def test_each_finding_leads_to_its_words_in_the_whole_text(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    version = documents.read_truly(documents.version(*maya))

    page = browser_of(maya[0]).get(f"/me/documents/{version.document_id}?as=machine").get_data(as_text=True)

    ways = re.findall(r'<a href="#(seen-\d+)"><bdi>([^<]+)</bdi>', page)
    marks = dict(re.findall(r'<mark class="seen" id="(seen-\d+)">([^<]+)</mark>', page))
    assert len(ways) > 3
    assert all(marks[place].replace("\n", " ") == words for place, words in ways)
    shown = re.search(r'<div class="doc-text pre" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert shown
    text = queries.get_whole_version(maya[0], version.id).text
    assert unescape(re.sub(r"<[^>]+>", "", shown[1])) == text


def test_a_program_reads_what_a_machine_reads(program_of: Program, maya: tuple[Viewer, Client]) -> None:
    version = documents.read_truly(documents.version(*maya))

    told = program_of(maya[0]).get(f"/api/v1/versions/{version.id}/machine").json

    text = queries.get_whole_version(maya[0], version.id).text
    assert told["name"]["text"] == "Zoë Muñoz-García"
    assert [one["text"] for one in told["mails"]] == ["zoe@example.org"]
    assert [(one["since"], one["until"]) for one in told["dates"]] == [("2019", "2024"), ("2013", "2019")]
    parts = [told["name"], *told["mails"], *told["dates"]]
    assert [text[part["start"] : part["end"]] for part in parts] == [part["text"] for part in parts]
    assert told["missing"] == ["phone", "link", "sections"]


def test_a_version_without_text_says_so(program_of: Program, maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)

    answer = program_of(maya[0]).get(f"/api/v1/versions/{version.id}/machine")

    assert (answer.status_code, answer.json["type"].rpartition("/")[2]) == (409, "no-text")
