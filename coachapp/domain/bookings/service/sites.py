"""Let other sites show the booking pages."""

from __future__ import annotations

from coachapp.core.db import db
from coachapp.domain.accounts.models import Practice
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record


def let_sites_show(actor: Viewer, *, sites: list[str]) -> Practice:
    """Let these sites, and no other, show the practice's booking pages in a frame."""
    require(actor.is_owner, "The owner decides which sites show the booking pages.")
    practice = get_practice(actor.practice_id)
    practice.shown_on = sites
    db.session.flush()
    record(actor, "practice.sites_changed", practice)
    return practice
