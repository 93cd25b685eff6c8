"""What monitors see."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_a_monitor_learns_that_the_process_lives(stranger: FlaskClient) -> None:
    answer = stranger.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert "Set-Cookie" not in answer.headers


def test_a_monitor_learns_what_is_ready(stranger: FlaskClient) -> None:
    told = stranger.get("/readyz").get_json()

    assert told["database"] is told["broker"] is True
    assert told["oldest_unsent_seconds"] is None
    assert told["tzdata"] >= "2026"
