"""For monitors: alive, ready, and figures where they are asked for."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, jsonify

from coachapp.domain.ops import health
from coachapp.doors.policy import Door, Policy

bp = Door("ops", __name__, policy=Policy.PUBLIC)


@bp.get("/healthz")
def alive() -> Response:
    """Say that this process answers; asks nobody else."""
    return Response("alive\n", mimetype="text/plain")


@bp.get("/readyz")
def ready() -> tuple[Response, int]:
    """Say whether what this stands on is there."""
    found = health.look()
    return jsonify(asdict(found)), 200 if found.is_ready else 503
