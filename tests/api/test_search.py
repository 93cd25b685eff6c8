"""The board, endings and letters, by token alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.models import Notification
from tests.factories import applications, people

Programs = Callable[[Viewer], FlaskClient]
SECRET = "I felt small in that room"


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    """Give a client of the owner."""
    return people.client(inside)


def test_the_story_of_an_application(maya: tuple[Viewer, Client], program_of: Programs) -> None:
    program = program_of(maya[0])
    board = f"/api/v1/clients/{maya[1].id}/applications"

    made = program.post(board, json={"employer": "Northwind", "title": "Product manager"})
    one = f"/api/v1/applications/{made.get_json()['id']}"
    changed = program.patch(one, json={"next_action": "Call Lena"}).get_json()
    moved = program.post(f"{one}/moves", json={"stage": "interview"}).get_json()
    ended = program.post(f"{one}/rejection", json={})

    assert (made.status_code, ended.status_code) == (201, 201)
    assert (changed["next_action"], changed["employer"], moved["stage"]) == ("Call Lena", "Northwind", "interview")
    told = ended.get_json()
    assert (told["kind"], told["stage"], told["factors"], told["letter"]) == ("told_no", "first_interview", [], None)
    assert told["quiet_until"].endswith("Z")
    assert program.get(one).get_json()["stage"] == "ended"
    assert [m["to_stage"] for m in program.get(f"{one}/moves").get_json()["items"]] == [
        "ended",
        "interview",
        "wishlist",
    ]
    assert program.post(f"{one}/rejection", json={}).status_code == 409
    assert program.post(f"{one}/moves", json={"stage": "final"}).get_json()["stage"] == "final"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"employer": "", "title": "x"}, "employer"),
        ({"employer": "x", "title": "x", "link": "javascript:alert(1)"}, "link"),
        ({"employer": "x", "title": "x", "stage": "nowhere"}, "stage"),
        ({"employer": "x", "title": "x", "stage": "ended"}, "stage"),
        ({"employer": "x", "title": "x", "color": "red"}, "color"),
        ({"employer": "x", "title": "x", "applied_on": "0001-01-01"}, "applied_on"),
    ],
)
def test_bad_input_names_the_field(
    maya: tuple[Viewer, Client], program_of: Programs, body: dict[str, str], field: str
) -> None:
    answer = program_of(maya[0]).post(f"/api/v1/clients/{maya[1].id}/applications", json=body)

    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [field]


def test_an_unshared_reflection_is_null_for_the_coach(
    inside: Viewer, maya: tuple[Viewer, Client], program_of: Programs
) -> None:
    made = applications.rejection(*maya)
    path = f"/api/v1/rejections/{made.id}"
    mine, coachs = program_of(maya[0]), program_of(inside)

    told = mine.patch(path, json={"reflection": SECRET, "factors": [{"factor": "level", "area": "shared"}]}).get_json()
    seen = coachs.get(path)

    assert (told["reflection"], told["reflection_shared"]) == (SECRET, False)
    assert seen.get_json()["reflection"] is None
    assert seen.get_json()["factors"] == [
        {"factor": "level", "area": "shared", "said_by": "my_guess", "confidence": "low"}
    ]
    listed = coachs.get(f"/api/v1/clients/{maya[1].id}/rejections")
    assert SECRET not in seen.text + listed.text
    mine.patch(path, json={"reflection_shared": True})
    assert coachs.get(path).get_json()["reflection"] == SECRET
    assert coachs.patch(path, json={"reflection": "x"}).status_code == 403


def test_the_letter_by_token(inside: Viewer, maya: tuple[Viewer, Client], program_of: Programs) -> None:
    made = applications.rejection(*maya, stage=Stage.FINAL)
    path = f"/api/v1/rejections/{made.id}/feedback-request"
    mine, coachs = program_of(maya[0]), program_of(inside)

    drafted = mine.get(path).get_json()
    kept = mine.put(path, json={"text": "Please reconsider."}).get_json()
    refused = mine.post(path, json={"text": "Please reconsider.", "to_address": "lena@nw.example"})
    before = coachs.get(path).status_code
    sent = mine.post(path, json={"text": drafted["text"], "to_address": "lena@nw.example"})
    followed = mine.post(f"{path}/follow-up")

    assert (drafted["state"], drafted["findings"]) == ("draft", [])
    assert {f["code"] for f in kept["findings"]} == {"challenge", "no-thanks", "no-question"}
    assert (refused.status_code, refused.get_json()["type"]) == (422, "/problems/letter-not-ready")
    assert (before, coachs.get(path).status_code) == (404, 200)
    assert (sent.status_code, sent.get_json()["state"]) == (201, "sent")
    assert (followed.status_code, mine.post(f"{path}/follow-up").status_code) == (200, 409)
    kinds = [n.kind for n in db.session.query(Notification).order_by(Notification.id)]
    assert kinds == ["feedback_letter", "feedback_follow_up"]
    answered = mine.put(f"{path}/reply", json={"reply": "Bring one number."}).get_json()
    assert answered["reply"] == "Bring one number."
