"""The sequence of an offer, by program."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from tests.factories import bookings

STEP = {"minutes": 4320, "subject": "In three days", "body": "Hello {guest}"}


def test_steps_are_listed_added_changed_and_removed(inside: Viewer, program_of) -> None:
    offer, program = bookings.offer(inside), program_of(inside)
    path = f"/api/v1/event-types/{offer.id}/reminders"

    first = program.get(path).json["items"]
    made = program.post(path, json=STEP)
    step = f"{path}/{made.json['id']}"
    changed = program.patch(step, json={"minutes": 2880, "to": "guest", "is_on": False})

    assert [(each["kind"], each["moment"], each["minutes"], each["to"], each["is_on"]) for each in first] == [
        ("reminder", "before", 1440, "both", True),
        ("reminder", "before", 60, "both", True),
        ("brief", "before", 15, "coach", True),
        ("thanks", "after", 120, "guest", True),
        ("follow_up", "after", 43200, "guest", False),
    ]
    assert made.status_code == 201
    assert made.json == STEP | {
        "id": made.json["id"], "event_type_id": str(offer.id), "kind": "reminder", "moment": "before", "to": "both",
        "is_on": True,
    }  # fmt: skip
    assert changed.json == made.json | {"minutes": 2880, "to": "guest", "is_on": False}
    assert program.get(path).json["items"][0] == changed.json
    assert program.patch(step, json={"to": None}).json["to"] == "both"
    assert program.delete(step).status_code == 204
    assert program.get(step).status_code == program.patch(step, json={}).status_code == 404
    assert program.get(path).json["items"] == first


def test_what_can_not_be_names_its_field(inside: Viewer, program_of) -> None:
    offer, program = bookings.offer(inside), program_of(inside)
    path = f"/api/v1/event-types/{offer.id}/reminders"
    brief = program.get(path).json["items"][2]["id"]
    wrong = [
        program.post(path, json=STEP | {"body": "{guest.email}"}),
        program.post(path, json=STEP | {"subject": "}"}),
        program.post(path, json=STEP | {"minutes": -1}),
        program.post(path, json=STEP | {"minutes": 90 * 1440 + 1}),
        program.post(path, json=STEP | {"kind": "follow_up", "to": "coach"}),
        program.post(path, json=STEP | {"kind": "letter"}),
        program.patch(f"{path}/{brief}", json={"to": "guest"}),
        program.patch(f"{path}/{brief}", json={"minutes": 90 * 1440 + 1}),
    ]

    assert [(answer.status_code, *answer.json["errors"]) for answer in wrong] == [
        (422, "body"), (422, "subject"), (422, "minutes"), (422, "minutes"), (422, "to"), (422, "kind"), (422, "to"),
        (422, "minutes"),
    ]  # fmt: skip
