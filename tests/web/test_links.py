"""Portfolios that are pages on the web, as clients, coaches and programs meet them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from coachapp.core import clock, unit, walls, wayout
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import link_reading, queries, service, turns
from coachapp.domain.documents.files import Reason
from coachapp.domain.documents.link_reading import Look
from coachapp.domain.documents.models import DocumentKind, State, Version
from coachapp.domain.documents.reading import Reading
from coachapp.domain.reviews import queries as reviews_kept
from coachapp.domain.reviews import service as review_verbs
from coachapp.domain.reviews.kinds import CommentKind
from tests.factories import documents, people, reviews
from tests.factories.feeds import serving

Browse = Callable[[Viewer], FlaskClient]
Program = Callable[..., FlaskClient]
Maya = tuple[Viewer, Client]
URL = "https://maya.example/work"
PAGE = """<title>Maya's &lt;work&gt;</title><meta name="description" content="Nine products.">
<meta property="og:image" content="/cover.png">"""


@pytest.fixture
def maya(inside: Viewer) -> Maya:
    return people.client(inside, name="Maya Lindqvist")


@pytest.fixture
def web() -> Iterator[str]:
    """Give the address of a portfolio on a server that may be asked."""
    wayout.configure(["127.0.0.1"])
    with serving() as server:
        picture = io.BytesIO()
        Image.new("RGB", (600, 315), "green").save(picture, "PNG")
        server.says(picture.getvalue(), "/cover.png")
        yield server.says(PAGE, "/", headers={"Content-Type": "text/html"})
    wayout.configure([])


def linked(maya: Maya, url: str = URL) -> Version:
    """Add a portfolio that is a link; its page waits to be looked at."""
    made = service.add(*maya, kind=DocumentKind.PORTFOLIO, file=None, url=url)
    unit.queue.take()
    return made


def seen(made: Version, found: Look | None = None) -> Version:
    """Let the page have been looked at."""
    turn = turns.claim(made.id)
    assert turn is not None
    turns.finish(turn, found or link_reading.look(turn.url))
    db.session.expire(made)
    return made


def test_a_link_is_added_and_shows_its_own_card(browser_of: Browse, maya: Maya, web: str, inside: Viewer) -> None:
    browser = browser_of(maya[0])

    answer = people.post(browser, "/me/documents/new", {"kind": "portfolio", "url": web})
    waiting = browser.get(answer.location).get_data(as_text=True)
    walls.enter(maya[0].practice_id)
    made = seen(queries.documents_of(*maya)[0].latest)
    page = browser.get(answer.location).get_data(as_text=True)
    theirs = browser_of(inside).get(f"/coach/clients/{maya[1].id}/documents/{made.document_id}").get_data(as_text=True)

    assert answer.status_code == 303
    assert "We are looking at the page." in waiting
    for shown in (page, theirs):
        assert "Maya&#39;s &lt;work&gt;</p>" in shown or "Maya's &lt;work&gt;</p>" in shown
        assert "Nine products." in shown
        assert f'href="{web}" rel="noopener noreferrer nofollow"' in shown
        assert f"/versions/{made.id}/preview.webp" in shown
    picture = browser_of(inside).get(f"/versions/{made.id}/preview.webp")
    assert (picture.status_code, picture.mimetype) == (200, "image/webp")
    assert browser.get(f"/versions/{made.id}/file").status_code == 404


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"kind": "resume", "url": URL}, "A resume or a letter goes out as a file."),
        ({"kind": "portfolio", "url": "javascript:alert(1)"}, "does not look like a web address"),
        ({"kind": "portfolio", "url": "http://127.0.0.1:8000/"}, "open this address"),
        ({"kind": "portfolio", "url": "https://[::ffff:10.0.0.1]/x.y"}, "open this address"),
        ({"kind": "portfolio", "url": "https://maya:secret@maya.example/"}, "open this address"),
        ({"kind": "portfolio"}, "Choose a file first."),
    ],
)
def test_a_link_that_we_do_not_take_is_refused_at_its_field(
    browser_of: Browse, maya: Maya, sent: dict[str, str], says: str
) -> None:
    answer = people.post(browser_of(maya[0]), "/me/documents/new", sent)

    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert queries.documents_of(*maya) == []


def test_a_file_and_a_link_together_are_refused(browser_of: Browse, maya: Maya) -> None:
    sent: dict[str, Any] = {"kind": "portfolio", "url": URL, "file": (io.BytesIO(b"My work"), "work.txt")}

    answer = people.post(browser_of(maya[0]), "/me/documents/new", sent, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "a file or a link, not both" in answer.get_data(as_text=True)


def test_programs_send_links_and_read_their_cards(program_of: Program, maya: Maya, web: str) -> None:
    program = program_of(maya[0])

    added = program.post(f"/api/v1/clients/{maya[1].id}/documents", data={"kind": "portfolio", "url": web})
    first = added.json["versions"][0]
    walls.enter(maya[0].practice_id)
    seen(queries.get_version(maya[0], first["id"]))
    told = program.get(f"/api/v1/versions/{first['id']}").json
    second = program.post(f"/api/v1/documents/{added.json['id']}/versions", data={"url": f"{web}two"})

    assert (added.status_code, first["state"], first["file_name"], first["media_type"]) == (201, "queued", "", None)
    assert (told["url"], told["state"], told["text"]) == (web, "ready", "Maya's <work>\n\nNine products.")
    assert told["preview"] == {"title": "Maya's <work>", "description": "Nine products.", "site": "127.0.0.1"}
    assert (second.status_code, second.json["number"], second.json["url"]) == (201, 2, f"{web}two")
    assert program.get(f"/api/v1/versions/{first['id']}/file").status_code == 404


@pytest.mark.parametrize("reason", [Reason.UNREACHABLE, Reason.CLOSED, Reason.NOT_A_PAGE, Reason.NOT_PUBLIC])
def test_a_page_that_can_not_be_seen_says_why_and_is_looked_at_again(
    browser_of: Browse, maya: Maya, reason: Reason
) -> None:
    made = seen(linked(maya), Look(Reading(reason)))
    browser, place = browser_of(maya[0]), f"/me/documents/{made.document_id}"

    page = browser.get(place).get_data(as_text=True)
    people.post(browser, f"/versions/{made.id}/look-again")
    walls.enter(maya[0].practice_id)
    assert queries.get_version(maya[0], made.id).state is State.NO_PREVIEW, "it was looked at a moment ago"
    clock.shift(clock.offset() + 30)
    people.post(browser, f"/versions/{made.id}/look-again")
    walls.enter(maya[0].practice_id)

    assert reason.sentence.replace("'", "&#39;") in page
    assert "Open maya.example" in page
    assert queries.get_version(maya[0], made.id).state is State.QUEUED


def test_a_card_that_is_there_is_not_looked_at_again(maya: Maya) -> None:
    made = seen(linked(maya), Look(documents.words_of_html()))

    assert service.look_again(*maya, made).state is State.READY


def test_a_coach_reviews_a_link_as_a_whole(browser_of: Browse, maya: Maya, web: str, inside: Viewer) -> None:
    made = seen(linked(maya, web))
    draft = reviews.draft(inside, *maya, about=made)
    review_verbs.comment_on(inside, draft.id, kind=CommentKind.PRAISE, body="The cover draws me in.")

    desk = browser_of(inside).get(f"/coach/reviews/{draft.id}").get_data(as_text=True)

    assert f"/versions/{made.id}/preview.webp" in desk
    assert "The cover draws me in." in desk
    assert [c.quote for c in reviews_kept.comments_of(inside, draft)] == [""]


def test_an_older_link_becomes_the_newest_again(maya: Maya, web: str) -> None:
    first = seen(linked(maya, web))
    document = queries.get_document(maya[0], first.document_id)
    service.add_version(*maya, document, file=None, url=URL)

    made = service.restore(*maya, queries.get_document(maya[0], first.document_id), first)

    assert (made.url, made.preview, made.preview_key, made.number) == (web, first.preview, first.preview_key, 3)


def test_nobody_else_sees_the_picture(browser_of: Browse, maya: Maya, web: str, inside: Viewer) -> None:
    made = seen(linked(maya, web))
    other = people.client(people.coach(inside), name="Theo")[0]

    assert browser_of(other).get(f"/versions/{made.id}/preview.webp").status_code == 404
    assert people.post(browser_of(other), f"/versions/{made.id}/look-again").status_code == 404
