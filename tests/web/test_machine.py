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
from coachapp.domain.reviews import service, subjects
from coachapp.domain.reviews.kinds import SubjectKind
from tests.factories import documents, people, reviews

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


def test_the_criterion_leads_to_what_a_machine_reads_in_that_version(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client]
) -> None:
    review = reviews.published(inside, *maya)
    draft = reviews.draft(inside, *maya, about=reviews.version(*maya))
    answer = service.start(inside, subjects.load(inside, SubjectKind.PRACTICE_ANSWER, reviews.answer(*maya).id))
    theirs, hers = browser_of(inside), browser_of(maya[0])
    people.post(hers, f"/me/reviews/{review.id}/own-scores", {"skip": "1"})

    for browser, of, side in ((theirs, draft, "coach"), (theirs, review, "coach"), (hers, review, "me")):
        link = f"/{side}/reviews/{of.id}/machine"
        assert f'href="{link}"' in browser.get(f"/{side}/reviews/{of.id}").text
        page = browser.get(link, follow_redirects=True)
        assert (page.status_code, "as=machine" in page.request.url, "version=1" in page.request.url) == (
            200,
            True,
            True,
        )

    assert "What a machine reads" not in theirs.get(f"/coach/reviews/{answer.id}").text
    assert theirs.get(f"/coach/reviews/{answer.id}/machine").status_code == 404
