"""Clients through the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people

Programs = Callable[..., FlaskClient]


def test_a_client_is_added_read_and_listed(inside: Viewer, program_of: Programs) -> None:
    program = program_of(inside)

    made = program.post("/api/v1/clients", json={"name": "Ana", "email": "ana@example.org", "goal": "A nurse's post"})
    again = program.post("/api/v1/clients", json={"name": "Ana", "email": "ANA@example.org"})
    read = program.get(f"/api/v1/clients/{made.json['id']}")

    assert (made.status_code, made.json["status"], made.json["coach_id"]) == (201, "invited", str(inside.membership_id))
    assert (again.status_code, again.json["type"]) == (409, "/problems/already-client")
    assert read.json == made.json
    assert program.get("/api/v1/clients?q=an&status=invited").json == {"items": [made.json], "next": None}
    assert program.get("/api/v1/clients?status=paused").json["items"] == []
    assert program.get("/api/v1/clients?status=lost").status_code == 422
    assert program.post("/api/v1/clients", json={"name": "", "email": "x", "extra": 1}).status_code == 422


def test_a_change_says_which_version_it_changes(inside: Viewer, program_of: Programs) -> None:
    _, file = people.client(inside)
    program, path = program_of(inside), f"/api/v1/clients/{file.id}"
    tag = program.get(path).headers["ETag"]

    bare = program.patch(path, json={"goal": "x"})
    good = program.patch(path, json={"goal": "A lab post"}, headers={"If-Match": tag})
    stale = program.patch(path, json={"status": "paused"}, headers={"If-Match": tag})
    same = program.get(path, headers={"If-None-Match": good.headers["ETag"]})

    assert [a.status_code for a in (bare, good, stale, same)] == [428, 200, 412, 304]
    assert (good.json["goal"], good.json["status"]) == ("A lab post", "active")
    assert program.get(path).headers["ETag"] == good.headers["ETag"]


def test_notes_and_timeline_tell_the_client_what_is_theirs(inside: Viewer, program_of: Programs) -> None:
    maya, file = people.client(inside)
    coach, own = program_of(inside), program_of(maya)
    path = f"/api/v1/clients/{file.id}"

    made = coach.post(f"{path}/notes", json={"text": "Two targets", "held_on": "2027-03-01"})
    coach.post(f"{path}/notes", json={"text": "Doubts", "is_private": True})

    assert (made.status_code, made.json["held_on"], made.json["is_private"]) == (201, "2027-03-01", False)
    assert {note["text"] for note in coach.get(f"{path}/notes").json["items"]} == {"Two targets", "Doubts"}
    assert own.get(f"{path}/notes").json["items"] == [made.json]
    assert [line["verb"] for line in coach.get(f"{path}/timeline?topic=notes").json["items"]] == [
        "note.kept",
        "note.written",
    ]
    assert [line["verb"] for line in own.get(f"{path}/timeline").json["items"]] == ["note.written"]
    assert own.post(f"{path}/notes", json={"text": "x"}).status_code == 403


def test_sharing_is_the_clients_to_decide(inside: Viewer, program_of: Programs) -> None:
    maya, file = people.client(inside)
    path = f"/api/v1/clients/{file.id}/sharing"
    wish = {"documents": True, "board": False, "endings": True, "reflections": True}

    assert program_of(inside).put(path, json=wish).status_code == 403
    assert program_of(maya).put(path, json=wish).json == wish
    assert program_of(inside).get(path).json == wish
    assert program_of(maya).put(path, json={"documents": True}).status_code == 422


@pytest.mark.parametrize("part", ["", "/timeline", "/notes", "/sharing"])
def test_a_file_of_others_answers_like_none(inside: Viewer, program_of: Programs, part: str) -> None:
    coach = people.coach(inside)
    file_id = people.client(coach)[1].id
    others = [people.coach(inside), people.client(coach)[0], people.owner(practice="Elsewhere")]

    for program in map(program_of, others):
        theirs = program.get(f"/api/v1/clients/{file_id}{part}")
        nobodys = program.get(f"/api/v1/clients/{new_id()}{part}")
        assert (theirs.status_code, theirs.data) == (404, nobodys.data)
        assert str(file_id) not in program.get("/api/v1/clients").text
