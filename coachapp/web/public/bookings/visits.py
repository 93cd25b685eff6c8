"""Whom a time is kept for: the visitor of a booking page, known by a random word and nothing else."""

from __future__ import annotations

from flask import request, session

from coachapp.core import signing

MOST = 100


def visit() -> str:
    """Give the visitor's word, from the address or the session; "" for who keeps nothing yet."""
    found: str = request.values.get("hold") or session.get("visit", "")
    return found[:MOST]


def begin_visit() -> str:
    """Give the visitor's word, a new one for who has none."""
    found = visit() or signing.new_token()
    if "hold" not in request.values:
        session["visit"] = found
    return found
