"""Today, through the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from tests.factories import meetings, people


def test_a_program_of_a_coach_reads_today(inside: Viewer, program_of: Callable[..., FlaskClient]) -> None:
    held = meetings.meeting(meetings.event_type(inside), starts_in=timedelta(hours=-3))

    told = program_of(inside).get("/api/v1/today").get_json()

    assert told == {
        "items": [
            {
                "kind": "meeting_held",
                "subject_id": str(held.id),
                "name": "Nora Guest",
                "reason": "Free consultation held 2 h ago",
                "path": f"/coach/bookings/{held.id}",
            }
        ],
        "next": None,
    }


def test_a_client_has_no_today(inside: Viewer, program_of: Callable[..., FlaskClient]) -> None:
    viewer, _ = people.client(inside)

    assert program_of(viewer).get("/api/v1/today").status_code == 403
