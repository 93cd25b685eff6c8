"""Who may do what with calendars: they are a coach's own, the owner's included."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.calendars.models import CalendarAccount, CalendarSource


def may_add(viewer: Viewer) -> bool:
    """Tell whether the viewer may have calendars read."""
    return viewer.is_coach


def may_change(viewer: Viewer, source: CalendarSource) -> bool:
    """Tell whether the calendar is the viewer's own."""
    return viewer.is_coach and source.coach_id == viewer.membership_id


def may_use(viewer: Viewer, account: CalendarAccount) -> bool:
    """Tell whether the account is the viewer's own."""
    return viewer.is_coach and account.coach_id == viewer.membership_id
