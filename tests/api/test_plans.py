"""Plan and wins, through the API."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people

Programs = Callable[..., FlaskClient]


def test_a_coach_adds_an_item_and_the_client_closes_it(inside: Viewer, program_of: Programs) -> None:
    viewer, client = people.client(inside)
    coach, maya = program_of(inside), program_of(viewer)

    made = coach.post(f"/api/v1/clients/{client.id}/action-items", json={"title": "Call Jonas", "due_on": "2027-03-01"})
    done = maya.patch(f"/api/v1/action-items/{made.json['id']}", json={"state": "done"})
    open_now = maya.get(f"/api/v1/clients/{client.id}/action-items?state=open").json
    all_of_it = maya.get(f"/api/v1/clients/{client.id}/action-items").json

    assert (made.status_code, made.json["state"], made.json["added_by"]) == (201, "open", "owner")
    assert (done.status_code, done.json["state"], done.json["due_on"]) == (200, "done", "2027-03-01")
    assert open_now == {"items": [], "next": None}
    assert [item["id"] for item in all_of_it["items"]] == [made.json["id"]]


def test_a_patch_changes_what_it_names_and_nothing_else(inside: Viewer, program_of: Programs) -> None:
    _, client = people.client(inside)
    coach = program_of(inside)
    facts = {"title": "Call Jonas", "due_on": "2027-03-01", "if_then": "If Monday, then call."}
    made = coach.post(f"/api/v1/clients/{client.id}/action-items", json=facts).json

    changed = coach.patch(f"/api/v1/action-items/{made['id']}", json={"due_on": None}).json

    assert changed == {**made, "due_on": None}


def test_evidence_that_is_not_ones_own_to_see_is_not_found(inside: Viewer, program_of: Programs) -> None:
    viewer, client = people.client(inside)
    facts = {"title": "Call", "evidence_kind": "session_notes", "evidence_id": str(uuid4())}

    answer = program_of(viewer).post(f"/api/v1/clients/{client.id}/action-items", json=facts)

    assert answer.status_code == 404


def test_other_peoples_plan_and_wins_do_not_exist(inside: Viewer, program_of: Programs) -> None:
    _, client = people.client(inside)
    other, _ = people.client(inside, name="Jo")
    made = program_of(inside).post(f"/api/v1/clients/{client.id}/action-items", json={"title": "Call"}).json

    program = program_of(other)

    for path in (f"clients/{client.id}/action-items", f"action-items/{made['id']}", f"clients/{client.id}/wins"):
        assert program.get(f"/api/v1/{path}").status_code == 404
    assert program.patch(f"/api/v1/action-items/{made['id']}", json={"state": "done"}).status_code == 404
    assert program.post(f"/api/v1/clients/{client.id}/wins", json={"text": "x"}).status_code == 404


def test_wins_are_listed_newest_first_a_page_at_a_time(inside: Viewer, program_of: Programs) -> None:
    viewer, client = people.client(inside)
    maya = program_of(viewer)

    for n in range(51):
        assert maya.post(f"/api/v1/clients/{client.id}/wins", json={"text": f"Win {n}"}).status_code == 201
    first = maya.get(f"/api/v1/clients/{client.id}/wins").json
    rest = maya.get(f"/api/v1/clients/{client.id}/wins?after={first['next']}").json

    assert [win["text"] for win in first["items"]] == [f"Win {n}" for n in range(50, 0, -1)]
    assert ([win["text"] for win in rest["items"]], rest["next"]) == (["Win 0"], None)
