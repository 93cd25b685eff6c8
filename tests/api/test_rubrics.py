"""Rubrics by the API: list, keep, word anew, switch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people, rubrics

Programs = Callable[[Viewer], FlaskClient]
AT = "/api/v1/rubrics"


def body(**facts: Any) -> dict[str, Any]:
    return {"kind": "resume", "title": "Data resume", "criteria": [_sent("Proof", weight=3), _sent("Tools")], **facts}


def _sent(label: str, **more: Any) -> dict[str, Any]:
    return rubrics.criterion(label, **more)


def test_the_list_begins_with_what_comes_along(owner: Viewer, program_of: Programs) -> None:
    found = program_of(owner).get(AT).json

    assert found["next"] is None
    kinds = ["resume", "cover_letter", "portfolio", "answer", "ending", "other"]
    assert [each["kind"] for each in found["items"]] == kinds
    assert {(each["is_built_in"], each["number"], each["version_id"]) for each in found["items"]} == {(True, 0, None)}
    assert len(found["items"][0]["criteria"][0]["examples"]) == 4


def test_an_own_one_is_kept_worded_anew_and_switched(owner: Viewer, program_of: Programs) -> None:
    program = program_of(owner)
    made = program.post(AT, json=body())
    at = f"{AT}/{made.json['id']}"

    assert made.status_code == 201
    assert [each["key"] for each in made.json["criteria"]] == ["proof", "tools"]
    assert program.get(at).json == made.json
    new = {"title": "Data resume", "criteria": [made.json["criteria"][1]]}
    assert program.put(at, json=new).status_code == 428
    changed = program.put(at, json=new, headers={"If-Match": made.headers["ETag"]})
    assert (changed.status_code, changed.json["number"]) == (200, 2)
    assert program.put(at, json=new, headers={"If-Match": made.headers["ETag"]}).status_code == 412
    same = program.put(at, json=new, headers={"If-Match": changed.headers["ETag"]})
    assert (same.status_code, same.json["number"]) == (200, 2)

    assert program.patch(at, json={"is_default": True}).json["is_default"]
    assert [each["title"] for each in program.get(f"{AT}?kind=resume").json["items"]] == ["Data resume", "Resume"]
    assert not program.patch(at, json={"is_on": False}).json["is_on"]
    refused = program.patch(at, json={"is_default": True})
    assert (refused.status_code, refused.json["type"].rpartition("/")[2]) == (409, "switched-off")


def test_what_is_wrong_is_named(owner: Viewer, program_of: Programs) -> None:
    program = program_of(owner)
    three = _sent("Proof") | {"levels": ["a", "b", "c"], "weight": 0, "key": "Not A Key"}

    answer = program.post(AT, json=body(title="", criteria=[three], kind="poem"))

    assert answer.status_code == 422
    said = answer.json["errors"]
    assert set(said) == {"title", "kind", "criteria"}
    assert set(said["criteria"]["0"]) == {"levels", "weight", "key"}
    assert program.post(AT, json=body(title="resume")).status_code == 409
    assert program.post(AT, json=body(criteria=[])).status_code == 422
    assert program.post(AT, json=body(criteria=[_sent(f"C{n}") for n in range(13)])).status_code == 422


def test_coaches_read_clients_dont_and_what_comes_along_stays(owner: Viewer, program_of: Programs) -> None:
    coach, client = program_of(people.coach(owner)), program_of(people.client(owner)[0])
    came = coach.get(AT).json["items"][0]
    at = f"{AT}/{came['id']}"

    assert coach.get(at).json == came
    assert coach.patch(at, json={"is_on": False}).status_code == 403
    assert client.get(AT).status_code == 403
    tag = program_of(owner).get(at).headers["ETag"]
    new = {"title": "Mine", "criteria": [_sent("Proof")]}
    refused = program_of(owner).put(at, json=new, headers={"If-Match": tag})
    assert (refused.status_code, refused.json["type"].rpartition("/")[2]) == (409, "comes-along")
