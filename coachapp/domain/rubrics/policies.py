"""Who may do what with rubrics."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer


def may_read(viewer: Viewer) -> bool:
    """Tell whether the viewer reads the practice's rubrics: coaches do, clients read those of their reviews."""
    return viewer.is_coach


def may_keep(viewer: Viewer) -> bool:
    """Tell whether the viewer decides what the practice scores by: its owner."""
    return viewer.is_owner
