"""Documents by program."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.files import Reason
from coachapp.domain.documents.reading import Reading
from tests.factories import documents, people

Program = Callable[..., FlaskClient]


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    return people.client(inside)


def sent(name: str = "cv.pdf", **fields: str) -> dict[str, Any]:
    return {"file": (io.BytesIO(documents.RESUME.read_bytes()), name), **fields}


def test_a_program_adds_a_document_and_its_next_version(program_of: Program, maya: tuple[Viewer, Client]) -> None:
    program = program_of(maya[0])

    added = program.post(f"/api/v1/clients/{maya[1].id}/documents", data=sent(kind="resume", title="Resume"))
    place = f"/api/v1/documents/{added.json['id']}"
    second = program.post(f"{place}/versions", data=sent("two.pdf", note="shorter"))

    assert (added.status_code, second.status_code) == (201, 201)
    assert (second.json["number"], second.json["state"], second.json["note"]) == (2, "queued", "shorter")
    assert [v["number"] for v in program.get(place).json["versions"]] == [2, 1]
    assert [v["file_name"] for v in program.get(f"{place}/versions").json["items"]] == ["two.pdf", "cv.pdf"]
    listed = program.get(f"/api/v1/clients/{maya[1].id}/documents").json
    assert ([d["title"] for d in listed["items"]], listed["next"]) == (["Resume"], None)


def test_a_version_tells_its_text_and_the_place_of_each_word(program_of: Program, maya: tuple[Viewer, Client]) -> None:
    version = documents.read(documents.version(*maya))

    told = program_of(maya[0]).get(f"/api/v1/versions/{version.id}").json

    assert (told["state"], told["reason"], told["page_count"]) == ("ready", None, 1)
    assert told["text"] == documents.TEXT
    words = [told["text"][int(word[0]) : int(word[1])] for word in told["pages"][0]["words"]]
    assert words == ["Led", "a", "team", "of"]


def test_a_version_tells_the_place_of_each_line_and_what_a_machine_finds(
    program_of: Program, maya: tuple[Viewer, Client]
) -> None:
    version = documents.read_truly(documents.version(*maya))

    told = program_of(maya[0]).get(f"/api/v1/versions/{version.id}").json

    page = told["pages"][0]
    first = page["lines"][0]
    assert told["text"][int(first[0]) : int(first[1])] == "Zoë Muñoz-García"
    assert page["legibility"] == "text"


def test_a_version_without_preview_says_why(program_of: Program, maya: tuple[Viewer, Client]) -> None:
    version = documents.read(documents.version(*maya), Reading(Reason.ENCRYPTED))
    program = program_of(maya[0])

    told = program.get(f"/api/v1/versions/{version.id}").json

    assert (told["state"], told["reason"], told["said"]) == ("no_preview", "encrypted", Reason.ENCRYPTED.sentence)
    file = program.get(f"/api/v1/versions/{version.id}/file")
    assert (file.data, file.headers["Content-Type"]) == (documents.RESUME.read_bytes(), "application/pdf")
    assert file.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("data", "status", "type_", "field"),
    [
        ({"kind": "resume"}, 422, "unprocessable-entity", "file"),
        (sent(kind="novel"), 422, "unprocessable-entity", "kind"),
        (sent(colour="red"), 422, "unprocessable-entity", "colour"),
        ({"file": (io.BytesIO(b"MZ\x00"), "cv.exe")}, 422, "file-refused", "file"),
        ({"file": (io.BytesIO(b""), "cv.pdf")}, 422, "file-refused", "file"),
        ({"file": (io.BytesIO(b"%PDF-1.7" + b"0" * 10_485_761), "cv.pdf")}, 413, "too-large", None),
    ],
    ids=["no file", "kind", "unknown field", "program", "empty", "large"],
)
def test_bad_input_names_the_field(
    program_of: Program, maya: tuple[Viewer, Client], data: dict[str, Any], status: int, type_: str, field: str | None
) -> None:
    answer = program_of(maya[0]).post(f"/api/v1/clients/{maya[1].id}/documents", data=data)

    assert answer.status_code == status
    assert answer.json["type"].endswith(type_)
    assert field is None or field in answer.json["errors"]


def test_a_document_is_renamed(program_of: Program, maya: tuple[Viewer, Client]) -> None:
    version = documents.version(*maya)
    place = f"/api/v1/documents/{version.document_id}"

    changed = program_of(maya[0]).patch(place, json={"title": "For data roles"})

    assert (changed.status_code, changed.json["title"], changed.json["kind"]) == (200, "For data roles", "resume")


def test_what_is_not_ones_own_is_not_there(program_of: Program, inside: Viewer, maya: tuple[Viewer, Client]) -> None:
    version = documents.read(documents.version(*maya))
    other, _ = people.client(inside, name="Noa")
    coach = people.coach(inside)
    places = [f"documents/{version.document_id}", f"documents/{version.document_id}/versions"]
    places += [f"versions/{version.id}", f"versions/{version.id}/file", f"clients/{maya[1].id}/documents"]

    nowhere = program_of(other).get(f"/api/v1/versions/{UUID(int=1)}")
    for viewer in (other, coach):
        program = program_of(viewer)
        answers = [program.get(f"/api/v1/{place}") for place in places]
        assert {(answer.status_code, answer.data) for answer in answers} == {(404, nowhere.data)}
