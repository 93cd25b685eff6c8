"""Why somebody needs the coach: one small function for each reason, each one query, each the most pressing first.

Today is about one's own clients, for owners, too: what colleagues do is on their own pages.
"""

from __future__ import annotations

from coachapp.domain.today.reasons.mail import guest_mail_refused, mail_refused
from coachapp.domain.today.reasons.meetings import meeting_held, nothing_booked
from coachapp.domain.today.reasons.row import Reason, own_clients
from coachapp.domain.today.reasons.steps import quiet, step_waits

REASONS: list[Reason] = [meeting_held, mail_refused, guest_mail_refused, step_waits, nothing_booked, quiet]

__all__ = ["REASONS", "Reason", "own_clients"]
