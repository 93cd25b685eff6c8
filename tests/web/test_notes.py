"""Private notes are their author's alone: on no page, in no answer, search or timeline of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service
from coachapp.domain.clients.models import Client, SessionNote
from tests.factories import people

Make = Callable[[Viewer], FlaskClient]
SECRET = "Quietly doubts the whole plan"
SHARED = "We agreed on two targets"


@dataclass
class File:
    """One client's file with a note of each kind."""

    author: Viewer
    maya: Viewer
    client: Client
    private: SessionNote
    shared: SessionNote


@pytest.fixture
def file(inside: Viewer) -> File:
    author = people.coach(inside, name="Cora Coach")
    maya, client = people.client(author)
    private = service.write_note(author, client, text=SECRET, is_private=True)
    service.change_note(author, private.id, text=SECRET + ".")
    return File(author, maya, client, private, service.write_note(author, client, text=SHARED))


def test_the_author_reads_both_kinds_apart(file: File, browser_of: Make) -> None:
    page = browser_of(file.author).get(f"/coach/clients/{file.client.id}").text

    assert SHARED in page
    assert SECRET in page.split('class="private ')[1]
    assert "You wrote a private note" in page


def test_nobody_else_meets_a_trace_of_a_private_note(
    inside: Viewer, file: File, browser_of: Make, program_of: Make
) -> None:
    pages = {"/coach/clients": inside, f"/coach/clients/{file.client.id}": inside}
    pages |= {f"/coach/jump?q={SECRET[:7]}": inside, f"/coach/clients?q={SECRET[:7]}": inside}
    pages |= dict.fromkeys(("/me/notes", "/me/timeline", "/me/sharing"), file.maya)
    answers = [browser_of(who).get(path) for path, who in pages.items()]
    for who in (inside, file.maya):
        here = f"/api/v1/clients/{file.client.id}"
        answers += [program_of(who).get(f"{here}{part}") for part in ("", "/notes", "/timeline")]

    assert {answer.status_code for answer in answers} == {200}
    traces = [a.request.path for a in answers if SECRET in a.text or "rivate note" in a.text or "note.kept" in a.text
              or str(file.private.id) in a.text]  # fmt: skip
    assert traces == []


def test_the_private_note_of_another_answers_like_one_that_does_not_exist(
    inside: Viewer, file: File, browser_of: Make
) -> None:
    browser, here = browser_of(inside), f"/coach/clients/{file.client.id}/notes"

    for answer in (browser.get, lambda path: people.post(browser, path, {"text": "x"})):
        theirs, nobodys = answer(f"{here}/{file.private.id}"), answer(f"{here}/{new_id()}")
        assert (theirs.status_code, theirs.data) == (404, nobodys.data)
    assert browser.get(f"{here}/{file.shared.id}").status_code == 404


def test_an_author_rewords_a_note(file: File, browser_of: Make) -> None:
    path = f"/coach/clients/{file.client.id}/notes/{file.shared.id}"
    browser = browser_of(file.author)

    assert SHARED in browser.get(path).text
    assert people.post(browser, path, {"text": ""}).status_code == 422
    assert people.post(browser, path, {"text": "Three targets"}).status_code == 303
    assert "Three targets" in browser_of(file.maya).get("/me/notes").text
